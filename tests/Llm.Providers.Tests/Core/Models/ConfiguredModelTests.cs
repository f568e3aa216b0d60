using Llm.Providers.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Llm.Providers.Tests.Core.Models;

/// <summary>Facts of models from configuration.</summary>
public sealed class ConfiguredModelTests
{
    [Fact]
    [Trait("Requirement", "B14")]
    public void B14_configuration_is_laid_over_what_is_built_in_member_by_member()
    {
        var model = Provider(("Models:plain:Context", "5000"), ("Models:plain:Rejects", "none"), ("Models:plain:Capabilities", "tools"), ("Models:plain:Temperature", "0, 1.5"), ("Models:plain:Aliases", "simple")).GetModel("simple");

        Assert.Equal(("plain", 5000, Modalities.Text, ModelParameters.None), (model.Id, model.ContextWindow, model.Input, model.RejectedParameters));
        Assert.Equal((true, false), (model.Supports(ModelCapabilities.Tools), model.Supports(ModelCapabilities.StructuredOutput)));
        Assert.Equal(new ValueRange(0, 1.5), model.Temperature);
    }

    [Fact]
    public void A_model_nobody_knows_can_be_described_and_one_can_be_like_a_known_one()
    {
        var provider = Provider(("Models:mine:MaxOutput", "10"), ("Models:mine:Prices:Input", "0.25"), ("Models:my-deployment:Like", "plain"), ("Models:my-deployment:Protocol", "lines"));

        var (mine, deployment) = (provider.GetModel("mine"), provider.GetModel("my-deployment"));

        Assert.Equal((ModelOrigin.Configured, 10, 0.25m), (mine.Origin, mine.MaxOutputTokens, mine.Prices!.Input));
        Assert.Equal(("my-deployment", "plain", "lines", Modalities.Text), (deployment.Id, deployment.FactsFrom, deployment.Protocol, deployment.Input));
        Assert.Contains(provider.Models, m => m.Id == "my-deployment");
    }

    [Fact]
    public void An_id_with_a_colon_is_read_as_one()
    {
        var provider = Provider(("Models:qwen3:8b:Context", "40960"), ("Models:qwen3:Context", "1"));

        Assert.Equal((40960, 1), (provider.GetModel("qwen3:8b").ContextWindow, provider.GetModel("qwen3").ContextWindow));
    }

    [Theory]
    [InlineData("Models:m:Context", "many", "LlmProviders:fake:Models:m:Context: 'many' cannot be read; it must be a number of tokens.")]
    [InlineData("Models:m:Context", "0", "must be a number of tokens")]
    [InlineData("Models:m:Kontext", "5", "LlmProviders:fake:Models:m:Kontext is no fact of a model. Did you mean Context?")]
    [InlineData("Models:m:Capabilities", "tools,flying", "must hold some of")]
    [InlineData("Models:m:Temperature", "2,1", "two numbers")]
    [InlineData("Models:m:Prices:Inputt", "2", "LlmProviders:fake:Models:m:Prices")]
    [InlineData("Models:m", "gpt", "must hold facts of the model")]
    public void What_cannot_be_read_is_a_fault_with_its_path(string key, string value, string words)
    {
        var e = Assert.Throws<LlmProviderException>(() => Provider((key, value)));

        Assert.Equal(LlmErrorKind.Configuration, e.Kind);
        Assert.Contains(words, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Prices_hold_on_every_day_and_what_they_do_not_say_is_that_of_the_days_list()
    {
        var listed = Known.Item("m") with { Prices = Listed(2, null), OtherPrices = [Listed(3, new(2026, 9, 1))] };

        var model = Provider(Known.Descriptor(listed), ("Models:m:Prices:Input", "1")).GetModel("m");

        var days = new DateOnly[] { new(2026, 8, 31), new(2026, 11, 29) }.Select(d => model.PricesOn(d)!);
        Assert.Equal([(1m, 20m, 0.2m), (1m, 30m, 0.3m)], days.Select(p => (p.Input!.Value, p.Output!.Value, p.CacheRead!.Value)));
    }

    [Fact]
    public void Prices_of_long_inputs_and_service_tiers_go_with_the_list_they_belong_to()
    {
        var model = Provider(Known.Descriptor(Known.Item("m") with { Prices = Listed(2, null) }), ("Models:m:Prices:Input", "1")).GetModel("m");

        Assert.Equal(0.3m, LlmCost.Of(model, Usage(300_000), new(2026, 8, 1)).Input);
        Assert.Equal(["prices of the service tier batch"], LlmCost.Of(model, Usage(1), new(2026, 8, 1), "batch").Missing);
    }

    [Fact]
    public void Prices_of_a_model_whose_list_is_yet_to_begin_hold_before_it_does()
    {
        var model = Provider(Known.Descriptor(Known.Item("m") with { Prices = Listed(2, new(2027, 1, 1)) }), ("Models:m:Prices:Input", "1")).GetModel("m");

        Assert.Equal((1m, null), (model.PricesOn(new(2026, 11, 29))!.Input, model.PricesOn(new(2026, 11, 29))!.Output));
        Assert.Equal((1m, 20m), (model.PricesOn(new(2027, 1, 1))!.Input, model.PricesOn(new(2027, 1, 1))!.Output));
    }

    private static UsageDetails Usage(int input) => new() { InputTokenCount = input, OutputTokenCount = 0 };

    private static ModelPrices Listed(decimal price, DateOnly? from) => new()
    {
        From = from, Input = price, Output = 10 * price, CacheRead = price / 10, Tiers = [new(200_000, new() { Input = 2 * price })], ServiceTiers = new Dictionary<string, ModelPrices> { ["batch"] = new() { Input = price / 2 } },
    };

    private static BaseLlmProvider Provider(params (string Key, string Value)[] settings) => Provider(FakeProvider.Description, settings);

    private static BaseLlmProvider Provider(ProviderDescriptor descriptor, params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create("LlmProviders:fake:" + s.Key, (string?)s.Value))).Build();
        var services = new ServiceCollection();
        services.AddLlmProviders(configuration).Add<FakeOptions>(descriptor, (o, s) => new FakeProvider(o, s, descriptor));
        return services.BuildServiceProvider().GetRequiredService<ILlmProviderRegistry>().GetProvider("fake");
    }
}
