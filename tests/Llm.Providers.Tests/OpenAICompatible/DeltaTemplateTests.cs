using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Llm.Providers.OpenAICompatible;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.OpenAICompatible;

public sealed partial class DeltaTemplateTests
{
    private const string Head = "{\"id\":\"c1\",\"created\":1767225600,\"model\":\"m\",\"system_fingerprint\":\"fp\",\"choices\":[{\"index\":0,\"delta\":";
    private const string Tail = ",\"logprobs\":null,\"finish_reason\":null}],\"usage\":null}";

    [Theory]
    [InlineData("""{"content":"x"}""", """{"content":" the"}""", " the")]
    [InlineData("""{"content":"x"}""", """{"content":"a\n\u00e9\"b"}""", "a\né\"b")]
    [InlineData("""{"content":"x"}""", """{"content":"half \ud83d"}""", "half \uFFFD")]
    [InlineData("""{"role":"assistant","content":"x","tool_calls":null}""", """{"role":"assistant","content":"日本","tool_calls":null}""", "日本")]
    [InlineData("""{"content":"x"}""", """{"content":""}""", "")]
    public void A_chunk_of_which_only_the_text_is_new_needs_no_parsing(string example, string next, string text)
    {
        var template = new DeltaTemplate();
        using var writer = new ChatResponseWriter(streaming: true, "test");
        template.Learn(Encoding.UTF8.GetBytes(Head + example + Tail));

        Assert.True(template.TryRead(Encoding.UTF8.GetBytes(Head + next + Tail), writer));
        Assert.Equal(text, writer.TryDequeue(out var update) ? update.Text : "");
    }

    [Theory]
    [InlineData(Head + """{"content":"x","refusal":"no"}""" + Tail)]
    [InlineData(Head + """{"content":"x","content":"y"}""" + Tail)]
    [InlineData(Head + """{"content":"x\q"}""" + Tail)]
    [InlineData(Head + """{"content":"x"}""" + Tail + "}")]
    [InlineData(Head + """{"content":"x"}""" + ",\"logprobs\":null,\"finish_reason\":\"stop\"}],\"usage\":null}")]
    [InlineData(Head + """{"content":"x"}""" + ",\"logprobs\":null,\"finish_reason\":null}],\"usage\":{}}")]
    [InlineData(Head + """{"content":"x"}""")]
    [InlineData(Head + """{"content":"x""")]
    [InlineData(Head + "{\"content\":\"x\\")]
    [InlineData(Head + "{\"content\":\"x\n\"}" + Tail)]
    [InlineData("")]
    public void A_chunk_that_says_anything_else_is_parsed(string next)
    {
        var template = new DeltaTemplate();
        using var writer = new ChatResponseWriter(streaming: true, "test");
        template.Learn(Encoding.UTF8.GetBytes(Head + """{"content":"x"}""" + Tail));

        Assert.False(template.TryRead(Encoding.UTF8.GetBytes(next), writer));
        Assert.False(writer.HasContent);
    }

    [Theory]
    [InlineData(Head + """{"content":"x"}""" + ",\"logprobs\":{\"content\":[]},\"finish_reason\":null}]}")]
    [InlineData(Head + """{"content":"x"}""" + ",\"finish_reason\":\"stop\"}]}")]
    [InlineData(Head + """{"content":"x"}""" + ",\"message\":{\"content\":\"x\"}}]}")]
    [InlineData(Head + """{"content":"x","reasoning_content":"y"}""" + Tail)]
    [InlineData(Head + """{"content":"x","refusal":"y"}""" + Tail)]
    [InlineData(Head + """{"content":""}""" + Tail)]
    [InlineData(Head + """{"content":["x"]}""" + Tail)]
    [InlineData(Head + """{"tool_calls":[{"index":0,"id":"c","function":{"arguments":"x"}}]}""" + Tail)]
    [InlineData(Head + """{"tool_calls":[{"index":0,"extra_content":null,"function":{"arguments":"x"}}]}""" + Tail)]
    [InlineData(Head + """{"tool_calls":[{"index":0,"function":{"arguments":"x"}},{"index":1,"function":{"arguments":"x"}}]}""" + Tail)]
    [InlineData("""{"error":"busy","choices":[{"delta":{"content":"x"}}]}""")]
    [InlineData("""{"x_groq":{"usage":{}},"choices":[{"delta":{"content":"x"}}]}""")]
    [InlineData("""{"choices":[{"index":1,"delta":{"content":"x"}}]}""")]
    [InlineData("""{"choices":[{"delta":{"content":"x"}},{"delta":{"content":"y"}}]}""")]
    [InlineData("""{"choices":[]}""")]
    public void A_chunk_whose_other_members_add_up_is_no_example(string chunk)
    {
        Assert.False(DeltaShapeFinder.TryFind(Encoding.UTF8.GetBytes(chunk), out _));
    }

    [Fact]
    public void An_example_does_not_outlive_a_chunk_that_was_parsed()
    {
        var example = Encoding.UTF8.GetBytes(Head + """{"content":"x"}""" + Tail);
        var template = new DeltaTemplate();
        using var writer = new ChatResponseWriter(streaming: true, "test");
        template.Learn(example);
        template.Learn("""{"model":"another","choices":[]}"""u8);

        Assert.False(template.TryRead(example, writer));
    }

    [Fact]
    public void Generated_streams_read_the_same_with_and_without_it()
    {
        for (var seed = 0; seed < 3000; seed++)
        {
            var chunks = new ChunkGenerator(seed).Next(40);

            Assert.Equal(Read(chunks, usesTemplate: false), Read(chunks, usesTemplate: true));
        }
    }

    [SharedFact]
    public async Task Recorded_streams_read_the_same_with_and_without_it()
    {
        var read = 0;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Shared!, "corpus"), "response.body", SearchOption.AllDirectories))
        {
            var body = await File.ReadAllBytesAsync(file);
            if (body.AsSpan().IndexOf("data:"u8) < 0 || body.AsSpan().IndexOf("\"choices\""u8) < 0)
            {
                continue;
            }

            var chunks = (await Frames.EventsAsync(body)).Select(f => f.Data).ToList();
            Assert.Equal(Read(chunks, usesTemplate: false), Read(chunks, usesTemplate: true));
            read++;
        }

        Assert.True(read > 50, $"Only {read} streams were found.");
    }

    [GeneratedRegex("call_[0-9a-f]{32}")]
    private static partial Regex MadeUpId();

    // Everything that can be seen of a stream, chunk by chunk: updates, progress, errors.
    private static List<string> Read(IEnumerable<string> chunks, bool usesTemplate)
    {
        var reader = new ChatCompletionsReader(new(), usesTemplate: usesTemplate);
        using var writer = new ChatResponseWriter(streaming: true, "test");
        writer.SetId("fixed when a stream has none");
        List<string> seen = [];
        try
        {
            foreach (var chunk in chunks)
            {
                reader.Read(new(default, Encoding.UTF8.GetBytes(chunk)), writer);
                Drain(writer, seen);
                seen.Add($"{reader.Progress} {writer.ModelId} {writer.Failure?.Message}");
            }

            reader.Complete(writer);
            writer.Complete();
            Drain(writer, seen);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            seen.Add(e.Message);
        }

        seen.Add(writer.PartialText ?? "");
        return seen;
    }

    private static void Drain(ChatResponseWriter writer, List<string> seen)
    {
        while (writer.TryDequeue(out var update))
        {
            var json = JsonSerializer.Serialize(update, AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(ChatResponseUpdate)));
            seen.Add(MadeUpId().Replace(json, "call_made_up"));
        }
    }
}
