using Llm.Providers.Tests.Core.Models;
using Llm.Providers.Tests.Support;
using NSubstitute;

namespace Llm.Providers.Tests.Core.Clients;

/// <summary>How the catalog shapes a request before any wire sees it.</summary>
public sealed class ShapingTests : IDisposable
{
    private readonly CannedHandler _handler = new("{\"text\":\"ok\",\"finish\":\"stop\"}");

    [Fact]
    [Trait("Requirement", "S53")]
    public async Task S53_a_temperature_outside_the_range_of_the_model_is_sent_as_the_nearest_with_a_warning()
    {
        var options = new ChatOptions { Temperature = 1.5f };

        var response = await Client(Cool()).GetResponseAsync("hi", options);

        Assert.Contains("\"temperature\":1", _handler.Single.Text, StringComparison.Ordinal);
        Assert.Equal("ChatOptions.Temperature 1.5 was sent as 1: m takes 0 to 1.", Assert.Single(response.GetWarnings()));
        Assert.Equal(1.5f, options.Temperature);
    }

    [Fact]
    [Trait("Requirement", "S53")]
    public async Task S53_or_is_left_out_or_refused_as_the_policy_says()
    {
        var options = new ChatOptions { Temperature = 1.5f };

        var dropped = await Client(Cool(), o => o.ParameterPolicy = ParameterPolicy.Drop).GetResponseAsync("hi", options);
        var e = await Fake.FailureAsync(() => Client(Cool(), o => o.ParameterPolicy = ParameterPolicy.Throw).GetResponseAsync("hi", options));

        Assert.DoesNotContain("temperature", _handler.Single.Text, StringComparison.Ordinal);
        Assert.Contains("left out", Assert.Single(dropped.GetWarnings()), StringComparison.Ordinal);
        Assert.Equal((LlmErrorKind.UnsupportedOption, "m", 0), (e.Kind, e.ModelId, e.Attempts));
        Assert.Contains("1.5", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "S53")]
    public async Task S53_a_range_that_is_inferred_never_refuses_and_an_unknown_one_changes_nothing()
    {
        var inferred = await Client(Cool(), o => o.ParameterPolicy = ParameterPolicy.Throw, "m-2026-01-01").GetResponseAsync("hi", new() { Temperature = 1.5f });
        var unknown = await Client(Cool(), model: "who").GetResponseAsync("hi", new() { Temperature = 1.5f });

        Assert.Single(inferred.GetWarnings());
        Assert.Empty(unknown.GetWarnings());
        Assert.Contains("\"temperature\":1.5", _handler.Sent[1].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(50, null, 50)]
    [InlineData(100, null, 100)]
    [InlineData(5000, "it writes no more", 100)]
    [Trait("Requirement", "B15")]
    public void B15_an_output_limit_above_what_the_model_writes_is_cut_with_a_warning(int asked, string? words, int sent)
    {
        var call = Shape(Known.Item("m"), "hi", new() { MaxOutputTokens = asked });

        Assert.Equal((sent, 100), (call.Options.MaxOutputTokens, call.OutputRoom));
        Assert.Equal(words is null ? 0 : 1, call.Warnings.Count);
        Assert.Contains(words ?? "", string.Concat(call.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "B15")]
    public void B15_an_output_limit_is_cut_to_what_the_context_leaves_beside_the_input()
    {
        var text = string.Concat(Enumerable.Repeat("word ", 640)); // 3,200 characters: about 800 tokens

        var call = Shape(Known.Item("m") with { MaxOutputTokens = 900 }, text, new() { MaxOutputTokens = 500 });

        Assert.InRange(call.Options.MaxOutputTokens!.Value, 80, 160);
        Assert.Contains("context of 1000 tokens", Assert.Single(call.Warnings), StringComparison.Ordinal);
        Assert.Equal(call.Options.MaxOutputTokens, call.OutputRoom);
    }

    [Fact]
    [Trait("Requirement", "B15")]
    public void B15_a_counter_is_asked_near_the_end_of_the_context_and_not_before()
    {
        var counter = Substitute.For<ITokenCounter>();
        counter.CountTokens(Arg.Any<ModelItem>(), Arg.Any<string>()).Returns(700);
        var model = Known.Item("m") with { MaxOutputTokens = 900 };

        var near = ModelLimits.Apply(Call(model, new string('x', 900), new() { MaxOutputTokens = 500 }), counter);
        var far = ModelLimits.Apply(Call(model, "hi", new() { MaxOutputTokens = 500 }), counter);

        Assert.Equal((1000 - 700 - 7, 500), (near.Options.MaxOutputTokens, far.Options.MaxOutputTokens));
        counter.Received(1).CountTokens(Arg.Any<ModelItem>(), Arg.Any<string>());
    }

    [Fact]
    [Trait("Requirement", "S51")]
    public void S51_input_that_may_not_fit_is_left_to_the_vendor_and_input_that_cannot_is_refused()
    {
        var model = Known.Item("m");
        string Words(int count) => string.Concat(Enumerable.Range(0, count).Select(i => $"w{i} "));

        var doubtful = Shape(model, Words(900), new() { MaxOutputTokens = 50 });
        var e = Assert.Throws<LlmProviderException>(() => Shape(model, Words(5000), new()));
        var inferred = Shape(model with { IsInferred = true }, Words(5000), new());

        Assert.Equal(50, doubtful.Options.MaxOutputTokens);
        Assert.Equal(LlmErrorKind.ContextLengthExceeded, e.Kind);
        Assert.Contains("takes 1000", e.Message, StringComparison.Ordinal);
        Assert.Empty(inferred.Warnings);
    }

    [Fact]
    public void A_model_without_known_limits_is_not_limited()
    {
        var call = Shape(new() { Id = "m", ProviderId = "fake" }, new string('x', 100_000), new() { MaxOutputTokens = 1_000_000 });

        Assert.Equal((1_000_000, null), (call.Options.MaxOutputTokens, call.OutputRoom));
    }

    [Theory]
    [InlineData(ReasoningEffort.Low, "low", false, "low", "medium", "high")]
    [InlineData(ReasoningEffort.ExtraHigh, "high", true, "low", "medium", "high")]
    [InlineData(ReasoningEffort.ExtraHigh, "max", true, "low", "high", "max")]
    [InlineData(ReasoningEffort.None, "minimal", true, "minimal", "low")]
    [InlineData(ReasoningEffort.Medium, "high", true, "low", "high")]
    [InlineData(ReasoningEffort.Medium, "medium", false, "default")]
    [InlineData(ReasoningEffort.ExtraHigh, "xhigh", false)]
    [Trait("Requirement", "T27")]
    public void T27_an_effort_is_said_in_the_nearest_word_the_model_has(ReasoningEffort effort, string word, bool warned, params string[] words)
    {
        var call = Call(Known.Item("m") with { Reasoning = new() { Efforts = words } }, "hi", new());

        Assert.Equal(word, ReasoningWords.Choose(call, effort));
        Assert.Equal(warned ? 1 : 0, call.Warnings.Count);
    }

    [Theory]
    [InlineData(500, 1024)]
    [InlineData(8000, 8000)]
    [InlineData(90_000, 32_000)]
    [Trait("Requirement", "T27")]
    public void T27_a_budget_is_brought_into_the_range_of_the_model(int asked, int sent) =>
        Assert.Equal(sent, ReasoningWords.Budget(Call(Known.Item("m") with { Reasoning = new() { MinimumBudget = 1024, MaximumBudget = 32_000 } }, "hi", new()), asked));

    public void Dispose() => _handler.Dispose();

    private static ModelItem Cool() => Known.Item("m") with { RejectedParameters = ModelParameters.None, Temperature = new(0, 1) };

    private static ChatCall Call(ModelItem model, string text, ChatOptions options) => new(model, [new(ChatRole.User, text)], options, stream: false);

    private static ChatCall Shape(ModelItem model, string text, ChatOptions options) => ModelLimits.Apply(Call(model, text, options), null);

    private IChatClient Client(ModelItem known, Action<FakeOptions>? configure = null, string model = "m") => Known.Provider(_handler, [known], configure).CreateChatClient(model);
}
