using System.Text;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Ollama;

public sealed class StreamTests
{
    private static readonly string s_stream = Served.Lines(
        Served.Line("""{"role":"assistant","content":"","thinking":"Grüße? 🌍"}"""),
        Served.Line("""{"role":"assistant","content":"世界 👋🏽 caf\u00e9 \ud83d\ude00"}"""),
        Served.Line("""{"role":"assistant","content":"","tool_calls":[{"id":"c","function":{"name":"f","arguments":{"t":"日本"}}}]}"""),
        Served.End);

    [Fact]
    [Trait("Case", "T01")]
    public async Task T01_a_stream_reads_the_same_cut_at_any_byte()
    {
        var bytes = Encoding.UTF8.GetBytes(s_stream);
        for (var cut = 0; cut < bytes.Length; cut++)
        {
            var response = await Served.Client(new CannedHandler(new CannedResponse(new ScriptedStream(Frames.CutAt(bytes, cut))))).GetStreamingResponseAsync("hi").ToChatResponseAsync();

            Assert.Equal(("世界 👋🏽 café 😀", "Grüße? 🌍"), (response.Text, Served.Thinking(response)));
            Assert.Equal("日本", Served.Calls(response).Single().Arguments!["t"]!.ToString());
        }
    }

    [Fact]
    [Trait("Case", "T32")]
    public async Task T32_a_large_line_over_many_reads_is_one_line()
    {
        var text = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"word{i} "));
        var bytes = Encoding.UTF8.GetBytes(Served.Lines(Served.Line($$"""{"role":"assistant","content":"{{text}}"}"""), Served.End));
        object[] reads = [.. bytes.Chunk(1000)];

        var response = await Served.Client(new CannedHandler(new CannedResponse(new ScriptedStream(reads)))).GetStreamingResponseAsync("hi").ToChatResponseAsync();

        Assert.Equal(text, response.Text);
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n\n")]
    [InlineData("\n \n")]
    public async Task Lines_may_end_and_be_spaced_in_any_way(string end)
    {
        var response = await Served.Client(new CannedHandler(Served.Line("""{"role":"assistant","content":"Hi"}""") + end + Served.End)).GetStreamingResponseAsync("hi").ToChatResponseAsync();

        Assert.Equal(("Hi", ChatFinishReason.Stop), (response.Text, response.FinishReason));
    }

    [Theory]
    [Trait("Case", "T06")]
    [InlineData("")]
    [InlineData("\n{\"model\":\"m\",\"message\":{\"role\":\"assistant\",\"content\":\"and mo")]
    [InlineData("\n{\"model\":\"m\",\"message\":{\"role\":\"assistant\",\"content\":\"\",\"tool_calls\":[{\"function\":{\"name\":\"f\",\"arguments\":{\"a\":1}}}]},\"done\":false}\n")]
    public async Task T06_an_end_before_done_is_an_interruption_and_no_call_comes_of_it(string rest)
    {
        var (updates, failure) = await Fake.ReadAsync(Served.Client(new CannedHandler(Served.Line("""{"role":"assistant","content":"so far"}""") + rest)));

        var e = Assert.IsType<LlmProviderException>(failure);
        Assert.Equal((LlmErrorKind.StreamInterrupted, "so far"), (e.Kind, e.PartialText));
        Assert.Empty(updates.SelectMany(u => u.Contents).OfType<FunctionCallContent>());
    }

    [Theory]
    [Trait("Case", "T05")]
    [InlineData("""{"error":"model runner has unexpectedly stopped, this may be due to resource limitations"}""", LlmErrorKind.Unavailable)]
    [InlineData("""{"error":"an error was encountered while running the model: unexpected EOF"}""", LlmErrorKind.Unavailable)]
    [InlineData("""{"StatusCode":429,"Status":"429 Too Many Requests","error":"you have reached your hourly usage limit"}""", LlmErrorKind.RateLimited)]
    [InlineData("""{"error":{"message":"the prompt exceeds the context length"}}""", LlmErrorKind.ContextLengthExceeded)]
    public async Task T05_an_error_in_the_middle_is_thrown_with_the_text_so_far(string line, LlmErrorKind kind)
    {
        var (updates, failure) = await Fake.ReadAsync(Served.Client(new CannedHandler(Served.Lines(Served.Line("""{"role":"assistant","content":"so far"}"""), line))));

        var e = Assert.IsType<LlmProviderException>(failure);
        Assert.Equal((kind, "so far", 1), (e.Kind, e.PartialText, e.Attempts));
        Assert.Equal("so far", string.Concat(updates.Select(u => u.Text)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Case", "T05")]
    public async Task T05_an_error_with_status_200_is_an_error(bool stream)
    {
        using var chat = Served.Client(new CannedHandler("""{"error":"model requires more system memory (10.1 GiB) than is available (6.0 GiB)"}"""));

        var e = await Assert.ThrowsAsync<LlmProviderException>(() => stream ? chat.GetStreamingResponseAsync("hi").ToChatResponseAsync() : chat.GetResponseAsync("hi"));

        Assert.Contains("more system memory", e.Message, StringComparison.Ordinal);
        Assert.Equal("model requires more system memory (10.1 GiB) than is available (6.0 GiB)", e.VendorMessage);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"model\":\"m\"} x")]
    [InlineData("\"words\"")]
    [InlineData("<html>")]
    public async Task What_is_no_answer_is_malformed(string body)
    {
        var e = await Assert.ThrowsAsync<LlmProviderException>(() => Served.Client(new CannedHandler(body)).GetResponseAsync("hi"));

        Assert.Equal(LlmErrorKind.MalformedResponse, e.Kind);
    }

    [Fact]
    public async Task Members_of_another_kind_than_expected_do_no_harm()
    {
        var response = await Served.Client(new CannedHandler("""{"model":7,"created_at":false,"message":{"role":[],"content":"Hi.","thinking":{},"tool_calls":null,"images":"no"},"done":true,"done_reason":"stop","eval_count":"many","logprobs":5,"error":null,"extra":{"a":1}}""")).GetResponseAsync("hi");

        Assert.Equal("Hi.", response.Text);
        Assert.Equal("""{"a":1}""", response.FindProperty("extra")!.ToString());
    }
}
