using Llm.Providers.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Llm.Providers.Tests.Core.Models;

/// <summary>What is compiled in, what the application adds, and what the vendor lists.</summary>
public sealed class LayerTests
{
    private static readonly ModelItem[] s_builtIn = [Known.Item("m") with { Aliases = ["nick"] }];

    [Fact]
    public void A_catalog_of_the_application_goes_before_what_is_built_in_member_by_member()
    {
        var provider = Known.Provider(new CannedHandler("[]"), s_builtIn, o =>
        {
            o.ModelCatalogs.Add([new() { Id = "m", ProviderId = "any", ContextWindow = 5, Capabilities = ModelCapabilities.Tools, KnownCapabilities = ModelCapabilities.Tools }, Known.Item("n")]);
            o.ModelCatalogs.Add([new() { Id = "m", ProviderId = "any", Name = "Em" }]);
        });

        var model = provider.GetModel("nick");

        Assert.Equal(("m", "Em", 5, 100, "fake"), (model.Id, model.Name, model.ContextWindow, model.MaxOutputTokens, model.ProviderId));
        Assert.Equal((true, true), (model.Supports(ModelCapabilities.Tools), model.Supports(ModelCapabilities.Chat)));
        Assert.Equal(["m", "n"], provider.Models.Select(m => m.Id));
        Assert.All(provider.Models, m => Assert.Equal("fake", m.ProviderId));
    }

    [Fact]
    public void An_item_of_code_takes_the_place_of_all_that_is_known()
    {
        var provider = Known.Provider(new CannedHandler("[]"), s_builtIn, o => o.Models.Add(new() { Id = "m", ProviderId = "x", ContextWindow = 9 }));

        var model = provider.GetModel("m");

        Assert.Equal((9, null, ModelParameters.None, ModelOrigin.Configured), (model.ContextWindow, model.MaxOutputTokens, model.RejectedParameters, model.Origin));
    }

    [Fact]
    public async Task The_vendors_list_is_known_once_it_was_asked_for_and_never_before()
    {
        var handler = new CannedHandler("[\"m\",\"brand-new\"]");
        var provider = Known.Provider(handler, s_builtIn);
        Assert.Equal(ModelOrigin.Assumed, provider.GetModel("brand-new").Origin);
        Assert.Empty(handler.Sent);

        var live = await provider.RefreshModelsAsync();

        Assert.Equal((ModelOrigin.Discovered, 1000), (provider.GetModel("brand-new").Origin, provider.GetModel("m").ContextWindow));
        Assert.Equal(["m", "brand-new"], live.Select(m => m.Id));
        Assert.Equal(["m", "brand-new"], provider.Models.Select(m => m.Id));
    }

    [Theory]
    [InlineData("our-ft", "our-ft")] // like a known model, under a name of its own
    [InlineData("nick", "m")] // listed by its alias
    public async Task What_configuration_says_of_a_model_still_holds_when_the_vendor_lists_it(string listed, string configured)
    {
        var provider = Known.Provider(new CannedHandler($"[\"{listed}\"]"), s_builtIn, o => o.ModelPatches = ModelSettingsBinder.Bind(
            Container.Configuration(($"Models:{configured}:Like", "m"), ($"Models:{configured}:MaxOutput", "7")), "LlmProviders:fake", []));
        var before = provider.GetModel(listed);

        await provider.RefreshModelsAsync();
        var after = provider.GetModel(listed);

        Assert.Equal((1000, 7), (before.ContextWindow, before.MaxOutputTokens));
        Assert.Equal((1000, 7, listed), (after.ContextWindow, after.MaxOutputTokens, after.Id));
    }

    [Fact]
    public async Task The_vendors_list_is_kept_for_its_lifetime_and_asked_for_anew_when_that_is_over_or_by_force()
    {
        var time = new FakeTimeProvider();
        var handler = new CannedHandler("[\"m\"]");
        var provider = Known.Provider(handler, s_builtIn, o => o.ModelListLifetime = TimeSpan.FromMinutes(5), time);

        await provider.RefreshModelsAsync();
        await provider.RefreshModelsAsync();
        time.Advance(TimeSpan.FromMinutes(4));
        await provider.RefreshModelsAsync();
        Assert.Single(handler.Sent);

        time.Advance(TimeSpan.FromMinutes(2));
        await provider.RefreshModelsAsync();
        await provider.RefreshModelsAsync(force: true);
        Assert.Equal(3, handler.Sent.Count);
    }

    [Fact]
    public async Task Callers_that_ask_at_the_same_time_share_one_request_and_one_that_gives_up_leaves_it_to_the_others()
    {
        var gate = new TaskCompletionSource();
        var calls = 0;
        var list = new LiveModelList(new FakeTimeProvider());
        async Task<IReadOnlyList<ModelItem>> Ask()
        {
            Interlocked.Increment(ref calls);
            await gate.Task;
            return s_builtIn;
        }

        using var impatient = new CancellationTokenSource();
        var first = list.GetAsync(Ask, null, impatient.Token);
        var second = list.GetAsync(Ask, null, CancellationToken.None);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        gate.SetResult();

        Assert.Same(s_builtIn, await second);
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task A_list_that_fails_leaves_the_one_before()
    {
        var handler = new CannedHandler(new CannedResponse("[\"m\",\"new\"]"), new CannedResponse(401, "{}"));
        var provider = Known.Provider(handler, s_builtIn, o => o.MaxRetries = 0);
        await provider.RefreshModelsAsync();

        await Fake.FailureAsync(() => provider.RefreshModelsAsync(force: true));

        Assert.Equal(ModelOrigin.Discovered, provider.GetModel("new").Origin);
    }

    [Fact]
    public void What_the_vendor_lists_goes_before_a_catalog_and_the_applications_own_word_before_both()
    {
        var catalog = new ModelCatalog("fake", [ModelSource.Of([Known.Item("a"), Known.Item("b")])], [new ModelItem { Id = "b", ProviderId = "fake", ContextWindow = 3 }]);
        ModelItem Listed(string id) => new() { Id = id, ProviderId = "fake", Origin = ModelOrigin.Discovered, ContextWindow = 2000, Name = "Listed" };

        var merged = catalog.Merge([Listed("a"), Listed("b"), Listed("a-2026-05-05")]);

        Assert.Equal([2000, 3, 2000], merged.Select(m => m.ContextWindow ?? 0));
        Assert.Equal(["Listed", "Listed", "Listed"], merged.Select(m => m.Name));
        Assert.Equal((100, null, "a"), (merged[0].MaxOutputTokens, merged[1].MaxOutputTokens, merged[2].FactsFrom));
    }
}
