namespace Llm.Providers.Tests.Anthropic.Requests;

/// <summary>How a model is told to think, and how its thoughts go back.</summary>
public sealed class ThinkingTests
{
    [Theory]
    [InlineData(ReasoningEffort.Low, 1024)]
    [InlineData(ReasoningEffort.Medium, 8192)]
    [InlineData(ReasoningEffort.High, 16384)]
    [InlineData(ReasoningEffort.ExtraHigh, 32768)]
    public void An_effort_becomes_a_budget_where_the_model_takes_one(ReasoningEffort effort, int budget) =>
        Assert.Equal($$"""{"type":"enabled","budget_tokens":{{budget}}}""", Claude.Member("thinking", Ask(effort)));

    [Theory]
    [InlineData(ReasoningEffort.Low, "low")]
    [InlineData(ReasoningEffort.High, "high")]
    [InlineData(ReasoningEffort.ExtraHigh, "xhigh")]
    public void An_effort_stays_one_where_the_model_decides_itself(ReasoningEffort effort, string word)
    {
        var options = Ask(effort, Claude.Adaptive);

        Assert.Equal("""{"type":"adaptive"}""", Claude.Member("thinking", options));
        Assert.Equal($$"""{"effort":"{{word}}"}""", Claude.Member("output_config", options));
    }

    [Fact]
    public async Task An_effort_the_model_does_not_have_is_the_next_one_with_a_warning()
    {
        var (sent, warnings) = await Claude.SendAsync(Ask(ReasoningEffort.ExtraHigh, "claude-opus-4-6"));

        Assert.Contains("\"output_config\":{\"effort\":\"max\"}", sent.Text, StringComparison.Ordinal);
        Assert.Contains("sent as max", Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void No_effort_turns_thinking_off() => Assert.Equal("""{"type":"disabled"}""", Claude.Member("thinking", Ask(ReasoningEffort.None)));

    [Fact]
    public void What_is_shown_of_the_thoughts_can_be_said() =>
        Assert.Equal("""{"type":"adaptive","display":"omitted"}""", Claude.Member("thinking", new ChatOptions { ModelId = Claude.Adaptive, Reasoning = new() { Output = ReasoningOutput.None } }));

    [Fact]
    public async Task An_output_limit_below_the_budget_is_raised_with_a_warning()
    {
        var options = Ask(ReasoningEffort.Medium);
        options.MaxOutputTokens = 1000;

        var (sent, warnings) = await Claude.SendAsync(options);

        Assert.Contains("\"max_tokens\":9192", sent.Text, StringComparison.Ordinal);
        Assert.Contains("1000 tokens was sent as 9192", Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_budget_above_what_the_model_can_write_is_cut_with_a_warning()
    {
        var options = Ask(ReasoningEffort.ExtraHigh, "small");

        var (sent, warnings) = await Claude.SendAsync(options, o => o.Models.Add(new() { Id = "small", ProviderId = "anthropic", MaxOutputTokens = 8000, Reasoning = new() { TakesBudget = true, Adaptive = false } }));

        Assert.Contains("\"max_tokens\":8000", sent.Text, StringComparison.Ordinal);
        Assert.Contains("\"budget_tokens\":4000", sent.Text, StringComparison.Ordinal);
        Assert.Single(warnings);
    }

    [Fact]
    public async Task T27_sampling_is_left_out_with_a_warning_while_the_model_thinks()
    {
        var options = Ask(ReasoningEffort.Low);
        (options.Temperature, options.TopP, options.TopK) = (0.5f, 0.97f, 3);

        var (sent, warnings) = await Claude.SendAsync(options);

        Assert.DoesNotContain("temperature", sent.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("top_k", sent.Text, StringComparison.Ordinal);
        Assert.Contains("\"top_p\":0.97", sent.Text, StringComparison.Ordinal);
        Assert.Equal(2, warnings.Count);
    }

    [Fact]
    public async Task A_tool_that_must_be_called_comes_before_thinking()
    {
        var options = Ask(ReasoningEffort.Low);
        (options.Tools, options.ToolMode) = ([AIFunctionFactory.Create(() => 1, "f")], ChatToolMode.RequireAny);

        var (sent, warnings) = await Claude.SendAsync(options);

        Assert.DoesNotContain("thinking", sent.Text, StringComparison.Ordinal);
        Assert.Contains("must be called", Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_form_of_thinking_set_in_options_wins_over_the_catalog() =>
        Assert.Equal("""{"type":"adaptive"}""", Claude.Member("thinking", Ask(ReasoningEffort.Low), o => o.Thinking = Llm.Providers.Anthropic.AnthropicThinking.Adaptive));

    [Fact]
    public void T15_thoughts_go_back_byte_for_byte_and_in_their_order() => Snapshot.Match(Claude.Render(
    [
        new(ChatRole.User, "?"),
        new(ChatRole.Assistant,
        [
            new TextReasoningContent("First.") { ProtectedData = "c2lnMQ==" },
            new TextReasoningContent("") { ProtectedData = "c2lnMg==" },
            new TextReasoningContent("") { ProtectedData = "ZW5j", AdditionalProperties = new() { ["anthropic.redacted"] = true } },
            new TextContent("Let me look."),
            new FunctionCallContent("toolu_1", "f", new Dictionary<string, object?>()),
        ]),
        new(ChatRole.Tool, [new FunctionResultContent("toolu_1", "1")]),
    ]));

    [Fact]
    public async Task T15_thoughts_of_another_vendor_stay_out_with_a_warning()
    {
        var foreign = new TextReasoningContent("Hm.") { ProtectedData = "rs_1", AdditionalProperties = new() { ["llm.origin"] = "openai" } };

        var (sent, warnings) = await Claude.SendAsync([new(ChatRole.User, "?"), new(ChatRole.Assistant, [foreign, new TextReasoningContent("unsigned"), new TextContent("Yes.")]), new(ChatRole.User, "!")]);

        Assert.DoesNotContain("rs_1", sent.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("unsigned", sent.Text, StringComparison.Ordinal);
        Assert.Equal(["Reasoning that another provider made was left out of the history.", "Reasoning without a signature was left out of the history: the API takes none."], warnings);
    }

    private static ChatOptions Ask(ReasoningEffort effort, string? model = null) => new() { ModelId = model, Reasoning = new() { Effort = effort } };
}
