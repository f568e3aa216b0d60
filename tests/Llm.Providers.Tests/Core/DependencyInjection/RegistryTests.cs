using Llm.Providers.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Llm.Providers.Tests.Core.DependencyInjection;

/// <summary>How a model reference finds its provider.</summary>
[Trait("Requirement", "B04")]
[Trait("Requirement", "T29")]
public sealed class RegistryTests : IDisposable
{
    private readonly ServiceProvider _two = Container.Build(b => b.AddFake("acme").AddFake("router", o => o.Models.Add(new() { Id = "meta/llama", ProviderId = "router" })));
    private readonly ServiceProvider _one = Container.Build(b => b.AddFake("acme"));

    [Theory]
    [InlineData("acme/large", "acme", "large")]
    [InlineData("ACME/large", "acme", "large")]
    [InlineData("acme/brand-new", "acme", "brand-new")]
    [InlineData("acme/meta/llama", "acme", "meta/llama")]
    [InlineData("router/openai/gpt-4o:online", "router", "openai/gpt-4o:online")]
    [InlineData("meta/llama", "router", "meta/llama")]
    [InlineData("acme", "acme", null)]
    [InlineData("acme/", "acme", null)]
    public void T29_a_reference_finds_its_provider_and_unknown_models_pass(string reference, string provider, string? model)
    {
        var resolved = Registry(_two).Resolve(reference);

        Assert.Equal((provider, model), (resolved.Provider.Id, resolved.Model?.Id));
    }

    [Fact]
    public void An_alias_finds_its_model() => Assert.Equal("lines", Registry(_one).Resolve("acme/ndjson").Model?.Id);

    [Theory]
    [InlineData("unknown")]
    [InlineData("mistral/unknown")]
    public void With_one_provider_any_model_id_is_its(string reference) => Assert.Equal(("acme", reference), Registry(_one).Resolve(reference) is var r ? (r.Provider.Id, r.Model!.Id) : default);

    [Fact]
    public void A_bare_id_that_two_offer_is_refused_with_both()
    {
        var e = Assert.Throws<LlmProviderException>(() => Registry(_two).Resolve("large"));

        Assert.Equal(LlmErrorKind.ModelNotFound, e.Kind);
        Assert.Contains("acme/large", e.Message, StringComparison.Ordinal);
        Assert.Contains("router/large", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nothing-like-it", null)]
    [InlineData("acne/large", "acme/large")]
    [InlineData("lrge", "large")]
    public void B04_a_model_nobody_is_known_to_offer_goes_to_no_other_vendor(string reference, string? suggestion)
    {
        var e = Assert.Throws<LlmProviderException>(() => Registry(_two).Resolve(reference));

        Assert.Equal(LlmErrorKind.ModelNotFound, e.Kind);
        Assert.Contains("acme, router", e.Message, StringComparison.Ordinal);
        Assert.Contains(suggestion ?? "", e.Message, StringComparison.Ordinal);
        Assert.Equal(suggestion is not null, e.Message.Contains("Did you mean", StringComparison.Ordinal));
    }

    [Fact]
    public void A_provider_that_is_not_there_is_refused_with_a_similar_name()
    {
        var e = Assert.Throws<LlmProviderException>(() => Registry(_two).GetProvider("routr"));

        Assert.Equal(LlmErrorKind.Configuration, e.Kind);
        Assert.Contains("Did you mean router?", e.Message, StringComparison.Ordinal);
        Assert.False(Registry(_two).TryGetProvider("routr", out _));
    }

    [Fact]
    public void B04_a_provider_without_embeddings_refuses_and_no_other_is_asked()
    {
        var e = Assert.Throws<LlmProviderException>(() => Registry(_two).Resolve("acme/large").CreateEmbeddingGenerator());

        Assert.Equal((LlmErrorKind.Configuration, "acme"), (e.Kind, e.ProviderId));
    }

    public void Dispose()
    {
        _one.Dispose();
        _two.Dispose();
    }

    private static ILlmProviderRegistry Registry(ServiceProvider services) => services.GetRequiredService<ILlmProviderRegistry>();
}
