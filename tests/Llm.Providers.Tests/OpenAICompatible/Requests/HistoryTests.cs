using System.Text.Json;
using System.Text.Json.Nodes;
using Llm.Providers.OpenAICompatible;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.OpenAICompatible.Requests;

public sealed class HistoryTests
{
    private static readonly ChatMessage s_question = new(ChatRole.User, "Weather?");

    [Fact]
    [Trait("Requirement", "S23")]
    [Trait("Requirement", "B08")]
    public void B08_parallel_calls_of_one_function_keep_their_own_results() =>
        Snapshot.Match(Compatible.Render(
            [
                s_question,
                new(ChatRole.Assistant, [new TextReasoningContent("hm"), new TextContent("Let me look."), Call("c1", "Oslo"), Call("c2", "Bergen")]),
                new(ChatRole.Tool, [new FunctionResultContent("c2", "rain"), new FunctionResultContent("c1", "sun")]),
                new(ChatRole.Assistant, "Sun in Oslo, rain in Bergen."),
                new(ChatRole.User, "Thanks."),
            ]));

    public static TheoryData<object?, string> Results => new()
    {
        { "sunny", "sunny" },
        { "", "" },
        { null, "null" },
        { 21, "21" },
        { 21.5, "21.5" },
        { true, "true" },
        { JsonElement.Parse("\"sun \\\"ny\\\"\""), "sun \"ny\"" },
        { JsonElement.Parse("""{"sky": "blue", "t": [1, 2]}"""), """{"sky":"blue","t":[1,2]}""" },
        { new JsonObject { ["sky"] = "blå" }, """{"sky":"blå"}""" },
        { new Dictionary<string, object?> { ["sky"] = "blue" }, """{"sky":"blue"}""" },
        { new TextContent("sunny"), "sunny" },
        { new List<AIContent> { new TextContent("sun"), new TextContent("ny") }, "sunny" },
    };

    [Theory]
    [MemberData(nameof(Results))]
    [Trait("Requirement", "B20")]
    public void B20_results_of_tools_are_text_or_json(object? result, string expected) => Assert.Equal(expected, Result(new("c1", result)));

    [Fact]
    public void A_result_is_the_same_after_the_history_went_through_json()
    {
        var kept = JsonSerializer.Serialize(new ChatMessage(ChatRole.Tool, [new FunctionResultContent("c1", "sunny")]), AIJsonUtilities.DefaultOptions);
        var message = JsonSerializer.Deserialize<ChatMessage>(kept, AIJsonUtilities.DefaultOptions)!;

        Assert.Equal("sunny", Result((FunctionResultContent)message.Contents[0]));
    }

    [Fact]
    public void A_tool_that_failed_says_so() =>
        Assert.Equal("Error: no such city", Result(new("c1", null) { Exception = new InvalidOperationException("no such city") }));

    [Fact]
    public void A_result_with_an_image_is_refused_by_name()
    {
        var e = Assert.Throws<LlmProviderException>(() => Result(new("c1", new List<AIContent> { new DataContent(new byte[] { 0x89, (byte)'P', (byte)'N', (byte)'G' }, "image/png") })));

        Assert.Equal(LlmErrorKind.UnsupportedContent, e.Kind);
        Assert.Contains("image/png", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task B09_arguments_that_could_not_be_read_go_back_as_they_came()
    {
        var answer = await Compatible.MessageAsync("""{"tool_calls":[{"id":"c1","type":"function","function":{"name":"f","arguments":"{\"a\": 1"}}]}""", "tool_calls");

        Assert.Equal("""{"a": 1""", Arguments(answer.Messages));
    }

    [Fact]
    public async Task B09_they_do_so_after_the_history_went_through_json()
    {
        var answer = await Compatible.MessageAsync("""{"tool_calls":[{"id":"c1","type":"function","function":{"name":"f","arguments":"{\"a\": 1"}}]}""", "tool_calls");

        Assert.Equal("""{"a": 1""", Arguments(ThroughJson(answer.Messages)));
    }

    [Theory]
    [InlineData("""{"a":1,"b":[true,null],"c":{"d":"é\n"}}""")]
    [InlineData("{}")]
    [InlineData("""{"big":12345678901234567890,"precise":0.10000000000000000001}""")]
    [Trait("Requirement", "S23")]
    public async Task Arguments_go_back_as_they_came(string arguments)
    {
        var answer = await Compatible.MessageAsync($$$"""{"tool_calls":[{"id":"c1","type":"function","function":{"name":"f","arguments":{{{Compatible.Quote(arguments)}}}}}]}""", "tool_calls");

        Assert.Equal(arguments, Arguments(ThroughJson(answer.Messages)));
    }

    [Fact]
    [Trait("Requirement", "B13")]
    public async Task T07_a_call_that_was_cut_off_is_left_out_with_a_warning()
    {
        var http = new CannedHandler(Compatible.Deltas("stop", Compatible.Text("Hi")));
        var cut = await Compatible.MessageAsync("""{"content":"I will write it.","tool_calls":[{"id":"c1","function":{"name":"write","arguments":"{\"path\":\"x"}}]}""", "length");

        var response = await Compatible.Client(http).GetStreamingResponseAsync([s_question, .. cut.Messages, new(ChatRole.User, "Go on.")]).ToChatResponseAsync();

        Assert.Equal("""[{"role":"user","content":"Weather?"},{"role":"assistant","content":"I will write it."},{"role":"user","content":"Go on."}]""", Compatible.Member("messages", http.Single.Text));
        Assert.Equal(["The call of write that was never run was left out of the history."], response.GetWarnings());
    }

    [Theory]
    [InlineData(ReasoningReplay.Never, ReasoningForm.ReasoningContent, false, false)]
    [InlineData(ReasoningReplay.WithToolCalls, ReasoningForm.ReasoningContent, true, false)]
    [InlineData(ReasoningReplay.Always, ReasoningForm.ReasoningContent, true, true)]
    [InlineData(ReasoningReplay.Always, ReasoningForm.Reasoning, true, true)]
    public async Task T16_reasoning_goes_back_when_and_how_the_vendor_wants_it(ReasoningReplay replay, ReasoningForm form, bool withCalls, bool withText)
    {
        var dialect = new ChatCompletionsDialect { ReasoningReplay = replay, ReasoningForm = form };
        var called = await Compatible.MessageAsync("""{"reasoning_content":"hm","tool_calls":[{"id":"c1","function":{"name":"f","arguments":"{}"}}]}""", "tool_calls");
        var said = await Compatible.MessageAsync("""{"reasoning_content":"ah","content":"Sun."}""");

        var messages = Messages([s_question, .. called.Messages, new(ChatRole.Tool, [new FunctionResultContent("c1", "sun")]), .. said.Messages, s_question], dialect);

        var member = form == ReasoningForm.Reasoning ? "reasoning" : "reasoning_content";
        Assert.Equal((withCalls ? "\"hm\"" : "absent", withText ? "\"ah\"" : "absent"), (Compatible.Member(member, messages[1].GetRawText()), Compatible.Member(member, messages[3].GetRawText())));
    }

    [Fact]
    public void T16_a_vendor_that_misses_reasoning_gets_an_empty_one() =>
        Assert.Equal("\"\"", Compatible.Member("reasoning_content", Messages([s_question, new(ChatRole.Assistant, "Sun."), s_question], new() { ReasoningReplay = ReasoningReplay.Always, ReplaysEmptyReasoning = true })[1].GetRawText()));

    [Fact]
    public void T35_reasoning_of_another_vendor_does_not_go_out()
    {
        var foreign = new TextReasoningContent("secret") { ProtectedData = "sig", AdditionalProperties = new() { [LlmPropertyNames.Origin] = "anthropic" } };

        var messages = Messages([s_question, new(ChatRole.Assistant, [foreign, new TextContent("Sun.")]), s_question], new() { ReasoningReplay = ReasoningReplay.Always });

        Assert.Equal("""{"role":"assistant","content":"Sun."}""", messages[1].GetRawText());
    }

    [Theory]
    [InlineData("call_abc", "call_abc", ToolCallIdRule.Any)]
    [InlineData("abcDEF123", "abcDEF123", ToolCallIdRule.NineAlphanumerics)]
    [InlineData("call_abc", null, ToolCallIdRule.NineAlphanumerics)]
    public void T26_ids_of_calls_are_made_what_the_vendor_takes_and_stay_the_same_for_call_and_result(string id, string? expected, ToolCallIdRule rule)
    {
        var messages = Messages([s_question, new(ChatRole.Assistant, [Call(id, "Oslo")]), new(ChatRole.Tool, [new FunctionResultContent(id, "sun")])], new() { ToolCallIds = rule });

        var sent = messages[1].GetProperty("tool_calls")[0].GetProperty("id").GetString();
        Assert.Equal(sent, messages[2].GetProperty("tool_call_id").GetString());
        Assert.Matches(expected ?? "^[A-Za-z0-9]{9}$", sent);
    }

    [Fact]
    public async Task T14_data_a_vendor_wants_back_with_a_call_goes_back_byte_for_byte()
    {
        const string Extra = """{"google":{"thought_signature":"c2ln/+=="}}""";
        var answer = await Compatible.MessageAsync($$$"""{"tool_calls":[{"id":"c1","function":{"name":"a","arguments":"{}"},"extra_content":{{{Extra}}}},{"id":"c2","function":{"name":"b","arguments":"{}"}}]}""", "tool_calls");

        var calls = Messages([s_question, .. ThroughJson(answer.Messages), new(ChatRole.Tool, [new FunctionResultContent("c1", "1"), new FunctionResultContent("c2", "2")])])[1].GetProperty("tool_calls");

        Assert.Equal((Extra, "absent"), (Compatible.Member("extra_content", calls[0].GetRawText()), Compatible.Member("extra_content", calls[1].GetRawText())));
    }

    [Fact]
    public async Task T31_a_refusal_goes_back_as_one()
    {
        var answer = await Compatible.MessageAsync("""{"content":null,"refusal":"I cannot."}""");

        Assert.Equal("""{"role":"assistant","content":"","refusal":"I cannot."}""", Messages([s_question, .. answer.Messages, s_question])[1].GetRawText());
    }

    private static FunctionCallContent Call(string id, string city) => new(id, "get_weather", new Dictionary<string, object?> { ["city"] = city });

    private static List<ChatMessage> ThroughJson(IList<ChatMessage> messages) =>
        [.. messages.Select(m => JsonSerializer.Deserialize<ChatMessage>(JsonSerializer.Serialize(m, AIJsonUtilities.DefaultOptions), AIJsonUtilities.DefaultOptions)!)];

    private static JsonElement Messages(IEnumerable<ChatMessage> messages, ChatCompletionsDialect? dialect = null)
    {
        using var request = Compatible.Provider(dialect: dialect).Preview(messages);
        return JsonElement.Parse(request.ToString()).GetProperty("messages");
    }

    private static string Arguments(IList<ChatMessage> messages) =>
        Messages([s_question, .. messages, new(ChatRole.Tool, [new FunctionResultContent("c1", "x")])])[1].GetProperty("tool_calls")[0].GetProperty("function").GetProperty("arguments").GetString()!;

    private static string Result(FunctionResultContent result) =>
        Messages([s_question, new(ChatRole.Assistant, [Call(result.CallId, "Oslo")]), new(ChatRole.Tool, [result])])[2].GetProperty("content").GetString()!;
}
