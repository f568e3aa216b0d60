using Llm.Providers.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Llm.Providers.Tests.Core.Models;

/// <summary>Models found by what they can do and what they cost.</summary>
public sealed class QueryTests
{
    private static readonly ModelItem[] s_models =
    [
        Item("dear", 5, 25, 400_000, Modalities.Text | Modalities.Image),
        Item("cheap", 1, 5, 200_000, Modalities.Text | Modalities.Image),
        Item("blind", 0.1m, 0.4m, 1_000_000, Modalities.Text),
        Item("short", 0.2m, 0.8m, 100_000, Modalities.Text | Modalities.Image),
        Item("old", 0.1m, 0.1m, 400_000, Modalities.Text | Modalities.Image) with { Status = ModelStatus.Deprecated },
        Item("leaving", 0.1m, 0.1m, 400_000, Modalities.Text | Modalities.Image) with { Retires = new(2026, 6, 1) },
        Item("free of price", null, null, 400_000, Modalities.Text | Modalities.Image),
        new() { Id = "mystery", ProviderId = "fake", Prices = new() { Input = 0.01m, Output = 0.01m } },
    ];

    [Fact]
    [Trait("Requirement", "S10")]
    public void The_cheapest_model_with_vision_and_a_long_context_comes_first()
    {
        var found = Provider().FindModels(q => q.Taking(Modalities.Image).WithContext(200_000));

        Assert.Equal(["cheap", "dear", "free of price"], found.Select(m => m.Id));
    }

    [Fact]
    public void What_is_not_known_counts_as_missing_unless_it_is_asked_for()
    {
        var found = Provider().FindModels(q => q.Taking(Modalities.Image).WithContext(200_000).IncludingUnknown());

        Assert.Equal("mystery", found[0].Id);
    }

    [Fact]
    public void Models_on_their_way_out_are_left_out_unless_they_are_asked_for()
    {
        Assert.DoesNotContain(Provider().FindModels(_ => { }), m => m.Id is "old" or "leaving");
        Assert.Equal(2, Provider().FindModels(q => q.IncludingDeprecated()).Count(m => m.Id is "old" or "leaving"));
    }

    [Fact]
    public void Every_condition_counts()
    {
        var provider = Provider();

        Assert.Equal(["cheap", "short"], provider.FindModels(q => q.Taking(Modalities.Image).CostingAtMost(input: 1, output: 5)).Select(m => m.Id).Order(StringComparer.Ordinal));
        Assert.Empty(provider.FindModels(q => q.With(ModelCapabilities.Tools)));
        Assert.Empty(provider.FindModels(q => q.Giving(Modalities.Image)));
        Assert.Equal(4, provider.FindModels(q => q.Giving(Modalities.Text).WithOutput(100).CostingAtMost(100)).Count);
        Assert.Equal(["mystery"], provider.FindModels(q => q.Accepting(ModelParameters.Temperature)).Select(m => m.Id));
        Assert.Equal(["blind"], provider.FindModels(q => q.Where(m => m.Id == "blind")).Select(m => m.Id));
    }

    [Fact]
    public void The_price_that_is_asked_for_is_that_of_the_day()
    {
        ModelItem[] models = [Item("risen", 1, 5, 1, Modalities.Text) with { OtherPrices = [new() { From = new(2026, 9, 1), Input = 3, Output = 15 }] }];

        Assert.Single(models.FindModels(q => q.CostingAtMost(input: 2), new(2026, 8, 31)));
        Assert.Empty(models.FindModels(q => q.CostingAtMost(input: 2), new(2026, 9, 1)));
        Assert.Single(models.FindModels(q => q.CostingAtMost(input: 2)));
    }

    [Fact]
    public void The_share_of_output_decides_between_two_price_lists()
    {
        ModelItem[] models = [Item("talks", 1, 2, 1, Modalities.Text), Item("reads", 0.1m, 4, 1, Modalities.Text)];

        Assert.Equal(("reads", "talks"), (models.FindModels(q => q.WithOutputShare(0))[0].Id, models.FindModels(q => q.WithOutputShare(1))[0].Id));
    }

    [Fact]
    public void A_registry_finds_models_of_all_its_providers()
    {
        var other = FakeProvider.Description with { Id = "other", Models = [Item("bargain", 0.5m, 1, 300_000, Modalities.Text | Modalities.Image)] };
        var services = new ServiceCollection().AddSingleton<TimeProvider>(new FakeTimeProvider(new DateTimeOffset(2026, 7, 1, 0, 0, 0, TimeSpan.Zero)));
        services.AddLlmProviders().Add<FakeOptions>(Known.Descriptor(s_models), (o, s) => new FakeProvider(o, s, Known.Descriptor(s_models))).Add<FakeOptions>(other, (o, s) => new FakeProvider(o, s, other));

        var found = services.BuildServiceProvider().GetRequiredService<ILlmProviderRegistry>().FindModels(q => q.Taking(Modalities.Image).WithContext(200_000));

        Assert.Equal(["other/bargain", "fake/cheap", "fake/dear", "fake/free of price"], found.Select(f => $"{f.Provider.Id}/{f.Model!.Id}"));
    }

    private static FakeProvider Provider() => Known.Provider(new CannedHandler("[]"), s_models, time: new FakeTimeProvider(new DateTimeOffset(2026, 7, 1, 0, 0, 0, TimeSpan.Zero)));

    private static ModelItem Item(string id, decimal? input, decimal? output, int context, Modalities takes) =>
        Known.Item(id) with { Prices = input is null ? null : new() { Input = input, Output = output }, ContextWindow = context, Input = takes };
}
