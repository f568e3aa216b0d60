namespace Llm.Providers.Tests.Anthropic.Requests;

/// <summary>How conversations are sent.</summary>
public sealed class ConversationTests
{
    [Fact]
    [Trait("Requirement", "S28")]
    public void Instructions_stand_apart_and_neighbours_of_one_role_are_one_turn() => Snapshot.Match(Claude.Render(
        [
            new(ChatRole.System, "Be brief."),
            new(ChatRole.User, "Hi"),
            new(ChatRole.User, "there"),
            new(ChatRole.Assistant, "Hello."),
            new(ChatRole.Assistant, "What is it?"),
            new(ChatRole.User, "Nothing."),
        ],
        new() { Instructions = "Speak English." }));

    [Fact]
    [Trait("Requirement", "S23")]
    public void Results_follow_their_calls_in_one_turn() => Snapshot.Match(Claude.Render(
    [
        new(ChatRole.User, "Weather?"),
        new(ChatRole.Assistant, [new TextContent("Let me look."), Call("a", "Oslo"), Call("b", "Paris")]),
        new(ChatRole.Tool, [new FunctionResultContent("a", "cold")]),
        new(ChatRole.Tool, [new FunctionResultContent("b", 21) { Exception = new InvalidOperationException("late") }]),
        new(ChatRole.User, "And?"),
    ]));

    [Fact]
    public void T26_empty_texts_and_messages_are_not_sent() =>
        Assert.Equal(
            """[{"role":"user","content":"Hi"},{"role":"assistant","content":"Yes?"},{"role":"user","content":"Go."}]""",
            Claude.Member("messages",
            [
                new(ChatRole.System, ""), new(ChatRole.User, [new TextContent(""), new TextContent("Hi"), new TextContent(" \n")]),
                new(ChatRole.Assistant, []), new(ChatRole.Assistant, [new TextContent("Yes?"), new UsageContent()]), new(ChatRole.User, ""), new(ChatRole.User, "Go."),
            ]));

    [Fact]
    public void T26_ids_made_elsewhere_are_fitted_on_calls_and_results_alike()
    {
        var messages = Claude.Member("messages", [new(ChatRole.User, "?"), new(ChatRole.Assistant, [Call("call:1/ü", "Oslo")]), new(ChatRole.Tool, [new FunctionResultContent("call:1/ü", "cold")])]);

        var ids = System.Text.RegularExpressions.Regex.Matches(messages, "\"(?:id|tool_use_id)\":\"([^\"]+)\"").Select(m => m.Groups[1].Value).ToList();

        Assert.Equal(2, ids.Count);
        Assert.Equal(ids[0], ids[1]);
        Assert.Matches("^[a-zA-Z0-9_-]+$", ids[0]);
    }

    [Fact]
    public async Task T26_what_the_assistant_says_first_is_sent_behind_an_opening()
    {
        var (sent, warnings) = await Claude.SendAsync([new(ChatRole.Assistant, "Welcome!"), new(ChatRole.User, "Hi")]);

        Assert.Contains("""[{"role":"user","content":"…"},{"role":"assistant","content":"Welcome!"},{"role":"user","content":"Hi"}]""", sent.Text, StringComparison.Ordinal);
        Assert.Contains("starts with the assistant", Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void T26_a_conversation_without_a_word_of_the_user_is_refused()
    {
        var e = Assert.Throws<LlmProviderException>(() => Claude.Render([new(ChatRole.System, "Be brief."), new(ChatRole.User, " ")]));

        Assert.Equal(LlmErrorKind.InvalidRequest, e.Kind);
    }

    [Fact]
    public void An_answer_to_go_on_with_does_not_end_in_white_space() =>
        Assert.EndsWith("""{"role":"assistant","content":"The answer is"}]""", Claude.Member("messages", [new(ChatRole.User, "?"), new(ChatRole.Assistant, "The answer is ")]), StringComparison.Ordinal);

    [Fact]
    public async Task Instructions_in_the_middle_stay_there_where_the_version_takes_them()
    {
        ChatMessage[] messages = [new(ChatRole.User, "Hi"), new(ChatRole.Assistant, "Yes?"), new(ChatRole.System, "Now in French."), new(ChatRole.User, "Go on.")];

        var (earlier, warnings) = await Claude.SendAsync(messages, configure: o => o.ApiVersion = "2023-06-01");
        var (later, none) = await Claude.SendAsync(messages, configure: o => o.ApiVersion = "2026-10-21");

        Assert.Contains("\"system\":\"Now in French.\"", earlier.Text, StringComparison.Ordinal);
        Assert.Contains("moved to its start", Assert.Single(warnings), StringComparison.Ordinal);
        Assert.Contains("{\"role\":\"system\",\"content\":\"Now in French.\"}", later.Text, StringComparison.Ordinal);
        Assert.Empty(none);
    }

    [Fact]
    public async Task Errors_and_reasoning_that_led_to_nothing_stay_out_with_a_warning()
    {
        var (sent, warnings) = await Claude.SendAsync([
            new(ChatRole.User, "Hi"),
            new(ChatRole.Assistant, [new TextReasoningContent("Hm.") { ProtectedData = "sig" }]),
            new(ChatRole.Assistant, [new ErrorContent("no") { ErrorCode = "Refusal" }]),
            new(ChatRole.User, "Well?"),
        ]);

        Assert.DoesNotContain("Hm.", sent.Text, StringComparison.Ordinal);
        Assert.Equal(2, warnings.Count);
    }

    private static FunctionCallContent Call(string id, string city) => new(id, "get_weather", new Dictionary<string, object?> { ["city"] = city });
}
