using System.Text.Json;
using Llm.Providers.OpenAICompatible;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.OpenAICompatible.Answers;

public sealed class ReasoningTests
{
    private static readonly ChatCompletionsDialect s_thinkTags = new() { ReadsThinkTags = true };

    [Theory]
    [InlineData("""{"reasoning_content":"hm","content":"42"}""")]
    [InlineData("""{"content":"42","reasoning_content":"hm"}""")]
    [InlineData("""{"reasoning":"hm","content":"42"}""")]
    [InlineData("""{"reasoning":"hm","reasoning_content":"hm","content":"42"}""")]
    [InlineData("""{"reasoning":null,"reasoning_content":"hm","content":"42"}""")]
    [InlineData("""{"reasoning":"","reasoning_content":"hm","content":"42"}""")]
    [InlineData("""{"reasoning_details":[{"type":"reasoning.text","text":"hm"}],"content":"42"}""")]
    [InlineData("""{"reasoning_details":[{"type":"reasoning.summary","summary":"hm"}],"content":"42"}""")]
    [InlineData("""{"reasoning":"hm","reasoning_details":[{"type":"reasoning.text","text":"hm"}],"content":"42"}""")]
    [InlineData("""{"content":[{"type":"thinking","thinking":"hm"},{"type":"text","text":"42"}]}""")]
    [InlineData("""{"content":[{"type":"thinking","thinking":[{"type":"text","text":"h"},{"type":"text","text":"m"}]},{"type":"text","text":"42"}]}""")]
    public async Task T33_reasoning_is_read_in_every_dialect_and_never_doubled(string message)
    {
        var whole = await Compatible.MessageAsync(message);
        var streamed = await Compatible.DeltasAsync("stop", message);

        Assert.Equal(("hm", "42"), (whole.Reasoning(), whole.Text));
        Assert.Equal(("hm", "42"), (streamed.Reasoning(), streamed.Text));
        Assert.IsType<TextReasoningContent>(whole.Messages[0].Contents[0]);
    }

    [Fact]
    public async Task T35_pieces_of_reasoning_are_merged_by_index_and_go_back_whole()
    {
        var answer = await Compatible.StreamAsync(Compatible.Deltas("tool_calls",
            """{"reasoning_details":[{"index":0,"type":"reasoning.text","text":"a"}]}""", """{"reasoning_details":[{"index":0,"text":"b"}]}""", """{"reasoning_details":[{"index":0,"signature":"S"}]}""",
            """{"reasoning_details":[{"index":1,"type":"reasoning.encrypted","data":"xx","id":"r1"}]}""",
            Compatible.Tool("""{"index":0,"id":"c1","function":{"name":"f","arguments":"{}"}}""")));

        using var request = Compatible.Provider(dialect: new() { ReasoningReplay = ReasoningReplay.WithToolCalls, ReasoningForm = ReasoningForm.ReasoningDetails })
            .Preview([new(ChatRole.User, "Hi"), .. answer.Messages, new(ChatRole.Tool, [new FunctionResultContent("c1", "ok")])]);

        var sent = JsonElement.Parse(request.ToString()).GetProperty("messages")[1];
        Assert.Equal("""[{"index":0,"type":"reasoning.text","text":"ab","signature":"S"},{"index":1,"type":"reasoning.encrypted","data":"xx","id":"r1"}]""", sent.GetProperty("reasoning_details").GetRawText());
        Assert.Equal("ab", sent.GetProperty("reasoning").GetString());
    }

    [Fact]
    public async Task T15_a_thinking_part_goes_back_with_its_signature()
    {
        var answer = await Compatible.MessageAsync("""{"content":[{"type":"thinking","thinking":[{"type":"text","text":"hm"}],"signature":"S+/="},{"type":"text","text":"42"}]}""");

        using var request = Compatible.Provider(dialect: new() { ReasoningReplay = ReasoningReplay.Always, ReasoningForm = ReasoningForm.ThinkingPart }).Preview([new(ChatRole.User, "Hi"), .. answer.Messages, new(ChatRole.User, "And?")]);

        Assert.Equal(
            """[{"type":"thinking","thinking":[{"type":"text","text":"hm"}],"signature":"S+/="},{"type":"text","text":"42"}]""",
            JsonElement.Parse(request.ToString()).GetProperty("messages")[1].GetProperty("content").GetRawText());
    }

    [Theory]
    [InlineData("<think>hm</think>42", "hm", "42")]
    [InlineData("<think>\nhm\n</think>\n\n42", "hm\n", "42")]
    [InlineData("\n <think>hm</think>42", "hm", "42")]
    [InlineData("<think></think>42", "", "42")]
    [InlineData("<think>\n\n</think>\n\n42", "", "42")]
    [InlineData("<think>a < b </thin </think>42 <think>x</think>", "a < b </thin ", "42 <think>x</think>")]
    [InlineData("42 <think>x</think>", "", "42 <think>x</think>")]
    [InlineData("<thinker>42", "", "<thinker>42")]
    [InlineData("<thi", "", "<thi")]
    [InlineData("<think>hm", "hm", "")]
    [InlineData("<think>hm</thi", "hm</thi", "")]
    [InlineData("  42", "", "  42")]
    public async Task Think_tags_are_taken_out_wherever_they_are_cut(string content, string reasoning, string text)
    {
        var whole = await Compatible.MessageAsync($$"""{"content":{{Compatible.Quote(content)}}}""", dialect: s_thinkTags);
        Assert.Equal((reasoning, text), (whole.Reasoning(), whole.Text));

        for (var cut = 1; cut < content.Length; cut++)
        {
            var streamed = await Compatible.StreamAsync(Compatible.Deltas("stop", Compatible.Text(content[..cut]), Compatible.Text(content[cut..])), s_thinkTags);

            Assert.Equal((reasoning, text), (streamed.Reasoning(), streamed.Text));
        }
    }

    [Fact]
    public async Task Think_tags_are_taken_out_letter_by_letter()
    {
        var letters = "<think>\n\nhm\n</think>\n\n42\n".Select(c => Compatible.Text(c.ToString()));

        var streamed = await Compatible.StreamAsync(Compatible.Deltas("stop", letters), s_thinkTags);

        Assert.Equal(("hm\n", "42\n"), (streamed.Reasoning(), streamed.Text));
    }

    [Fact]
    public async Task Think_tags_are_text_unless_asked_for()
    {
        Assert.Equal("<think>hm</think>42", (await Compatible.DeltasAsync("stop", Compatible.Text("<think>hm</th"), Compatible.Text("ink>42"))).Text);
        Assert.Equal("42", (await Compatible.Client(new CannedHandler("""{"choices":[{"message":{"content":"<think>hm</think>42"}}]}"""), configure: o => o.ReadThinkTags = true).GetResponseAsync("hi")).Text);
    }

    [Fact]
    public async Task Reasoning_is_marked_with_who_made_it()
    {
        var response = await Compatible.DeltasAsync("stop", """{"reasoning_content":"h"}""", """{"reasoning_content":"m"}""", Compatible.Text("42"));

        var reasoning = Assert.IsType<TextReasoningContent>(response.Messages[0].Contents[0]);
        Assert.Equal(("hm", "acme"), (reasoning.Text, reasoning.AdditionalProperties![LlmPropertyNames.Origin]));
    }
}
