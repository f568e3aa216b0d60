namespace Llm.Providers.Tests.Core.Clients;

/// <summary>T26: calls and results of a history come together before any wire sees them.</summary>
[Trait("Requirement", "T26")]
public sealed class HistoryRepairTests
{
    private static readonly ChatMessage s_question = new(ChatRole.User, "Weather?");
    private static readonly ChatMessage s_next = new(ChatRole.User, "And tomorrow?");

    private IReadOnlyList<string> _warnings = [];

    [Fact]
    public void A_history_in_order_is_not_copied()
    {
        ChatMessage[] history = [s_question, Calls("a", "b"), Results("b"), Results("a"), new(ChatRole.Assistant, "Sun."), s_next, Calls("a"), Results("a")];

        var call = CallOf(history);

        Assert.Same(call, HistoryRepair.Repair(call));
        Assert.Empty(call.Warnings);
    }

    [Fact]
    public void A_result_that_comes_late_moves_behind_its_call()
    {
        var repaired = Repair(s_question, Calls("a", "b"), Results("a"), s_next, Results("b"));

        Assert.Equal(["user", "assistant a b", "tool a b", "user"], repaired.Select(Describe));
        Assert.Contains("moved behind its call", Assert.Single(_warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_result_inside_a_user_message_moves_behind_its_call_and_the_text_stays()
    {
        var repaired = Repair(s_question, Calls("a"), new ChatMessage(ChatRole.User, [Result("a"), new TextContent("Go on.")]));

        Assert.Equal(["user", "assistant a", "tool a", "user"], repaired.Select(Describe));
        Assert.Equal("Go on.", repaired[3].Text);
    }

    [Fact]
    public void A_call_nobody_answered_is_left_out_and_said_so()
    {
        var repaired = Repair(s_question, Calls("a", "b"), Results("b"), s_next);

        Assert.Equal(["user", "assistant b", "tool b", "user"], repaired.Select(Describe));
        Assert.Contains("never answered", Assert.Single(_warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Reasoning_that_led_only_to_a_call_nobody_answered_goes_with_it()
    {
        var message = new ChatMessage(ChatRole.Assistant, [new TextReasoningContent("hm") { ProtectedData = "sig" }, Call("a")]);

        Assert.Equal(["user", "user"], Repair(s_question, message, s_next).Select(Describe));
    }

    [Fact]
    public void A_cut_off_call_that_was_never_run_is_left_out()
    {
        var cut = Call("a");
        cut.AdditionalProperties = new() { [LlmPropertyNames.RawArguments] = "{\"path\":\"/etc" };

        var repaired = Repair(s_question, new ChatMessage(ChatRole.Assistant, [new TextContent("Reading."), cut]), s_next);

        Assert.Equal(["user", "assistant", "user"], repaired.Select(Describe));
        Assert.Contains("never run", Assert.Single(_warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void An_id_that_comes_again_in_a_later_turn_is_paired_within_its_turn()
    {
        var repaired = Repair(s_question, Calls("call_0"), Results("call_0"), s_next, Calls("call_0", "call_1"), Results("call_1"), s_next, Results("call_0"));

        Assert.Equal(["user", "assistant call_0", "tool call_0", "user", "assistant call_0 call_1", "tool call_0 call_1", "user"], repaired.Select(Describe));
    }

    [Fact]
    public void Messages_of_the_caller_stay_as_they_were()
    {
        var calls = Calls("a", "b");

        Repair(s_question, calls, Results("a"));

        Assert.Equal("assistant a b", Describe(calls));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("a", "a")]
    public void A_result_without_a_call_is_refused_by_name(params string[] results)
    {
        var e = Assert.Throws<LlmProviderException>(() => Repair(s_question, Calls("a"), [.. results.Select(r => Results(r))]));

        Assert.Equal(LlmErrorKind.InvalidRequest, e.Kind);
        Assert.Contains($"'{results[^1]}'", e.Message, StringComparison.Ordinal);
    }

    private IReadOnlyList<ChatMessage> Repair(ChatMessage first, ChatMessage second, params ChatMessage[] others)
    {
        var repaired = HistoryRepair.Repair(CallOf([first, second, .. others]));
        _warnings = repaired.Warnings;
        return repaired.Messages;
    }

    private static ChatCall CallOf(IReadOnlyList<ChatMessage> messages) => new(new ModelItem { Id = "m", ProviderId = "p" }, messages, new(), stream: false);

    private static FunctionCallContent Call(string id) => new(id, "get_weather", new Dictionary<string, object?> { ["city"] = id });

    private static FunctionResultContent Result(string id) => new(id, $"result of {id}");

    private static ChatMessage Calls(params string[] ids) => new(ChatRole.Assistant, [.. ids.Select(Call)]);

    private static ChatMessage Results(params string[] ids) => new(ChatRole.Tool, [.. ids.Select(Result)]);

    private static string Describe(ChatMessage message) => string.Join(' ', message.Contents.Select(c => c switch
    {
        FunctionCallContent call => call.CallId,
        FunctionResultContent result => result.CallId,
        _ => null,
    }).OfType<string>().Prepend(message.Role.Value));
}
