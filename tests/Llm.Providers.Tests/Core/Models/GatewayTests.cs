using Llm.Providers.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Llm.Providers.Tests.Core.Models;

/// <summary>Models that a gateway serves under the name of their vendor.</summary>
public sealed class GatewayTests
{
    private static readonly ProviderDescriptor s_gateway = FakeProvider.Description with { Id = "gateway", Models = [] };

    [Theory]
    [InlineData("fake/plain")]
    [InlineData("fake/plain-2026-01-01")]
    [Trait("Requirement", "T29")]
    public void T29_a_gateway_learns_from_the_vendors_own_catalog(string id)
    {
        var model = Registry().GetProvider("gateway").GetModel(id);

        Assert.Equal((id, "gateway", "plain", true), (model.Id, model.ProviderId, model.FactsFrom, model.IsInferred));
        Assert.Equal(ModelParameters.Sampling | ModelParameters.Seed, model.RejectedParameters);
        Assert.Equal((null, null), (model.Prices, model.Protocol));
    }

    [Fact]
    [Trait("Requirement", "T29")]
    public void T29_a_vendor_that_is_not_there_tells_nothing() =>
        Assert.Equal(ModelOrigin.Assumed, Registry().GetProvider("gateway").GetModel("acme/plain").Origin);

    [Fact]
    [Trait("Requirement", "B04")]
    public void B04_words_for_one_vendor_never_go_to_another_because_a_rule_fits()
    {
        var e = Assert.Throws<LlmProviderException>(() => Registry().Resolve("acme/plain"));

        Assert.Equal(LlmErrorKind.ModelNotFound, e.Kind);
    }

    [Fact]
    public void A_bare_id_is_found_by_rule_when_nobody_knows_it_as_it_is() =>
        Assert.Equal(("fake", "plain-2026-01-01"), Registry().Resolve("plain-2026-01-01") is var found ? (found.Provider.Id, found.Model!.Id) : default);

    private static ILlmProviderRegistry Registry()
    {
        var services = new ServiceCollection();
        services.AddLlmProviders().Add<FakeOptions>(FakeProvider.Description, (o, s) => new FakeProvider(o, s)).Add<FakeOptions>(s_gateway, (o, s) => new FakeProvider(o, s, s_gateway));
        return services.BuildServiceProvider().GetRequiredService<ILlmProviderRegistry>();
    }
}
