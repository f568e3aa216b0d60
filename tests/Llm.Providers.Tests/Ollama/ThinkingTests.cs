using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Ollama;

public sealed class ThinkingTests
{
    public static TheoryData<string, string?, ReasoningEffort, string, bool> Efforts => new()
    {
        // model, values it takes, effort, what is sent, whether there is a warning
        { "qwen3:8b", null, ReasoningEffort.None, "false", false },
        { "qwen3:8b", null, ReasoningEffort.Medium, "true", false },
        { "qwen3:8b", null, ReasoningEffort.High, "true", true },
        { "qwen3:8b", "true,false", ReasoningEffort.Low, "true", true },
        { "gpt-oss:20b", null, ReasoningEffort.Low, "\"low\"", false },
        { "gpt-oss", null, ReasoningEffort.High, "\"high\"", false },
        { "registry.test/library/gpt-oss:120b-cloud", null, ReasoningEffort.ExtraHigh, "\"high\"", true },
        { "gpt-oss:20b", null, ReasoningEffort.None, "absent", true },
        { "other:1b", "low, medium, high", ReasoningEffort.Medium, "\"medium\"", false },
        { "other:1b", "false,high,max", ReasoningEffort.ExtraHigh, "\"max\"", false },
        { "other:1b", "false,high,max", ReasoningEffort.None, "false", false },
    };

    [Theory, MemberData(nameof(Efforts))]
    public async Task Each_model_is_told_in_the_values_it_takes(string model, string? values, ReasoningEffort effort, string expected, bool warned)
    {
        var (body, warnings) = await Served.SendAsync(new ChatOptions { ModelId = model, Reasoning = new() { Effort = effort } }, null, Served.Item(model, values));

        Assert.Equal(expected, body.Member("think"));
        Assert.Equal(warned, warnings.Any(w => w.Contains("Reasoning.Effort", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_model_that_is_known_not_to_think_is_not_asked_to()
    {
        var plain = Served.Item(has: ModelCapabilities.Chat);

        var (asked, warnings) = await Served.SendAsync(new ChatOptions { Reasoning = new() { Effort = ReasoningEffort.High } }, null, plain);
        var (forbidden, none) = await Served.SendAsync(new ChatOptions { Reasoning = new() { Effort = ReasoningEffort.None } }, null, plain);

        Assert.Equal(("absent", "absent"), (asked.Member("think"), forbidden.Member("think")));
        Assert.Single(warnings);
        Assert.Empty(none);
    }

    [Theory]
    [InlineData(ReasoningOutput.Full, "true", false)]
    [InlineData(ReasoningOutput.Summary, "absent", true)]
    [InlineData(ReasoningOutput.None, "absent", true)]
    public async Task All_of_the_thinking_is_shown_or_none_is_made(ReasoningOutput output, string expected, bool warned)
    {
        var (body, warnings) = await Served.SendAsync(new ChatOptions { Reasoning = new() { Output = output } });

        Assert.Equal(expected, body.Member("think"));
        Assert.Equal(warned, warnings.Any(w => w.Contains("Reasoning.Output", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Thinking_is_read_from_a_stream_and_comes_before_the_text()
    {
        var response = await Served.StreamAsync("""{"role":"assistant","content":"","thinking":"Let me"}""", """{"role":"assistant","content":"","thinking":" see."}""", """{"role":"assistant","content":"42"}""");

        Assert.Equal(("Let me see.", "42"), (Served.Thinking(response), response.Text));
        Assert.IsType<TextReasoningContent>(response.Messages[0].Contents[0]);
    }

    [Fact]
    public async Task Thinking_comes_before_the_text_of_a_whole_answer_wherever_its_member_stands()
    {
        var response = await Served.WholeAsync("""{"role":"assistant","content":"42","thinking":"Let me see."}""");

        Assert.Equal(["Let me see.", "42"], response.Messages[0].Contents.Select(c => c.ToString()));
    }
}
