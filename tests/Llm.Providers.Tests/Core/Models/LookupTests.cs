using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Core.Models;

/// <summary>How a name finds a model.</summary>
public sealed class LookupTests
{
    [Fact]
    [Trait("Requirement", "T29")]
    public void T29_an_exact_id_beats_an_alias()
    {
        var provider = Known.Provider(Known.Item("first") with { Aliases = ["second"] }, Known.Item("second"));

        Assert.Equal(("second", "first"), (provider.GetModel("second").Id, provider.GetModel("first").Id));
    }

    [Fact]
    public void An_alias_gives_the_model_under_its_own_id()
    {
        var model = Known.Provider(Known.Item("real") with { Aliases = ["nick"] }).GetModel("nick");

        Assert.Equal(("real", null), (model.Id, model.FactsFrom));
    }

    [Theory]
    [InlineData("claude-sonnet-4-5-20250929", "claude-sonnet-4-5", true)]
    [InlineData("claude-sonnet-4-5@20250929", "claude-sonnet-4-5", true)]
    [InlineData("gpt-5-mini-2025-08-07", "gpt-5-mini", true)]
    [InlineData("gpt-4-0613", "gpt-4", true)]
    [InlineData("mistral-large-2512", "mistral-large", true)]
    [InlineData("gemini-2.5-flash-preview-05-20", "gemini-2.5-flash-preview", true)]
    [InlineData("gemini-2.5-flash-001", "gemini-2.5-flash", true)]
    [InlineData("claude-sonnet-4-5-latest", "claude-sonnet-4-5", true)]
    [InlineData("models/gemini-2.5-flash", "gemini-2.5-flash", false)]
    [InlineData("us.anthropic.claude-sonnet-4-5-v1:0", "claude-sonnet-4-5", false)]
    [InlineData("global.anthropic.claude-sonnet-4-5-20250929-v1:0", "claude-sonnet-4-5", true)]
    [InlineData("anthropic/claude-sonnet-4-5", "claude-sonnet-4-5", false)]
    [InlineData("openai/gpt-4o:online", "openai/gpt-4o", true)]
    [InlineData("openai/gpt-4o-2024-11-20:free", "openai/gpt-4o", true)]
    [InlineData("ft:gpt-4o-mini-2024-07-18:acme::9Xy", "gpt-4o-mini", true)]
    [Trait("Requirement", "T29")]
    public void T29_a_rule_finds_the_model_and_keeps_the_id_that_was_asked_for(string asked, string known, bool inferred)
    {
        var model = Known.Provider(Known.Item("other"), Known.Item(known)).GetModel(asked);

        Assert.Equal((asked, known, inferred, ModelOrigin.Catalog), (model.Id, model.FactsFrom, model.IsInferred, model.Origin));
        Assert.Equal(ModelParameters.Temperature, model.RejectedParameters);
    }

    [Theory]
    [InlineData("gpt-4o-20251399")]
    [InlineData("gpt-4o-1399")]
    [InlineData("gpt-4o-32k")]
    [InlineData("gpt-4o-1999-01-01")]
    [InlineData("gpt-4o-mini")]
    [InlineData("gpt-4o:70b")]
    [InlineData("openai/")]
    [InlineData("/gpt-4o")]
    [InlineData("ft:")]
    [InlineData("-latest")]
    [Trait("Requirement", "T29")]
    public void T29_what_no_rule_describes_is_passed_on_as_unknown(string asked)
    {
        var model = Known.Provider(Known.Item("gpt-4o"), Known.Item("")).GetModel(asked);

        Assert.Equal((asked, ModelOrigin.Assumed, null), (model.Id, model.Origin, model.FactsFrom));
    }

    [Fact]
    public void A_variant_has_neither_the_prices_nor_the_limits_of_the_model()
    {
        var provider = Known.Provider(Known.Item("m"));

        var (free, dated) = (provider.GetModel("m:free"), provider.GetModel("m-2026-01-02"));

        Assert.Equal((null, null, null), (free.Prices, free.ContextWindow, free.MaxOutputTokens));
        Assert.Equal((1m, 1000, 100), (dated.Prices!.Input, dated.ContextWindow, dated.MaxOutputTokens));
    }

    [Fact]
    public void The_closest_model_is_taken_and_its_own_row_beats_a_rule()
    {
        var provider = Known.Provider(Known.Item("m"), Known.Item("m-2026-01-02") with { ContextWindow = 7 }, Known.Item("vendor/m") with { ContextWindow = 8 });

        Assert.Equal((7, null), (provider.GetModel("m-2026-01-02").ContextWindow, provider.GetModel("m-2026-01-02").FactsFrom));
        Assert.Equal("vendor/m", provider.GetModel("vendor/m:free").FactsFrom);
    }

    [Fact]
    [Trait("Requirement", "T29")]
    public async Task T29_the_id_goes_over_the_wire_unchanged()
    {
        var handler = new CannedHandler("{\"text\":\"ok\",\"finish\":\"stop\"}");
        var provider = Known.Provider(handler, [Known.Item("m")]);

        await provider.CreateChatClient("m-2026-01-02").GetResponseAsync("hi");
        await provider.CreateChatClient("never-heard-of").GetResponseAsync("hi");

        Assert.Contains("\"m-2026-01-02\"", handler.Sent[0].Text, StringComparison.Ordinal);
        Assert.Contains("\"never-heard-of\"", handler.Sent[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "T29")]
    public async Task T29_inferred_facts_adapt_a_request_and_never_refuse_one()
    {
        var handler = new CannedHandler("{\"text\":\"ok\",\"finish\":\"stop\"}");
        var tools = new ChatOptions { Temperature = 0.5f, Tools = [AIFunctionFactory.CreateDeclaration("f", "d", System.Text.Json.JsonElement.Parse("{}"))] };
        var picture = new ChatMessage(ChatRole.User, [new DataContent(new byte[] { 0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10 }, "image/png")]);
        var provider = Known.Provider(handler, [Known.Item("m")], o => o.UnsupportedOptions = UnsupportedOptionBehavior.Throw);

        var response = await provider.CreateChatClient("m-2026-01-02").GetResponseAsync(picture, tools);
        var same = await Fake.FailureAsync(() => provider.CreateChatClient("models/m").GetResponseAsync(picture));

        Assert.DoesNotContain("temperature", handler.Single.Text, StringComparison.Ordinal);
        Assert.Contains(response.GetWarnings(), w => w.Contains("ChatOptions.Temperature", StringComparison.Ordinal));
        Assert.Equal(LlmErrorKind.UnsupportedContent, same.Kind);
        Assert.Contains("models/m", same.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Making_a_provider_looks_at_no_model()
    {
        var models = new UntouchedList();

        var provider = new FakeProvider(Fake.Options(), descriptor: FakeProvider.Description with { Models = models });

        Assert.Equal("fake", provider.Id);
        Assert.Equal(0, models.Touched);
    }

    [Fact]
    [Trait("Requirement", "T29")]
    public async Task T29_a_model_that_is_not_found_is_answered_with_names_that_are_near()
    {
        var handler = new CannedHandler(new CannedResponse(404, "{\"error\":{\"message\":\"no such model\"}}"));
        var provider = Known.Provider(handler, [Known.Item("gpt-5-mini"), Known.Item("gpt-5-nano"), Known.Item("claude-x"), Known.Item("old") with { Successor = "gpt-5-nano" }]);

        var typo = await Fake.FailureAsync(() => provider.CreateChatClient("gpt-5-mimi").GetResponseAsync("hi"));
        var old = await Fake.FailureAsync(() => provider.CreateChatClient("old").GetResponseAsync("hi"));

        Assert.Equal(LlmErrorKind.ModelNotFound, typo.Kind);
        Assert.Contains("Did you mean gpt-5-mini?", typo.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("claude", typo.Message, StringComparison.Ordinal);
        Assert.Contains("Its successor is gpt-5-nano.", old.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gpt-5-mimi", true)]
    [InlineData("gpt-5-mni", true)]
    [InlineData("gpt-5-miin", true)]
    [InlineData("gpt-6-mini", false)]
    [InlineData("gpt-5.5-mini", false)]
    [InlineData("gpt-5-maxi", false)]
    public void A_slip_of_the_pen_is_logged_once_and_another_version_is_none(string asked, bool logged)
    {
        var log = new LogRecorder();
        var provider = Known.Provider(new CannedHandler("{}"), [Known.Item("gpt-5-mini")], log: log);

        using var one = provider.CreateChatClient(asked);
        using var two = provider.CreateChatClient(asked);

        Assert.Equal(logged ? 1 : 0, log.Entries.Count(e => e.Id == 8));
    }

    /// <summary>Counts how often it is asked for an item.</summary>
    private sealed class UntouchedList : IReadOnlyList<ModelItem>
    {
        public int Touched { get; private set; }

        public int Count => 1;

        public ModelItem this[int index]
        {
            get
            {
                Touched++;
                return Known.Item("m");
            }
        }

        public IEnumerator<ModelItem> GetEnumerator()
        {
            yield return this[0];
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
