using Llm.Providers.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Llm.Providers.Tests.Core.Routing;

/// <summary>A group whose providers change their settings.</summary>
[Trait("Requirement", "S12")]
[Trait("Requirement", "S43")]
public sealed class GroupReloadTests : IAsyncDisposable
{
    private static readonly CannedResponse s_tooLong = new(400, "{\"error\":{\"message\":\"too long\",\"code\":\"context_length_exceeded\"}}");

    private readonly IConfigurationRoot _configuration = (IConfigurationRoot)Container.Configuration(
        ("LlmProviders:fake:DefaultModel", "small"), ("LlmProviders:Models:smart:0", "fake"), ("LlmProviders:Models:smart:1", "other/middle"));

    private ServiceProvider? _services;

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_target_that_is_a_provider_goes_by_the_default_model_in_force()
    {
        var registry = Build(new CannedHandler(Kit.Ok));
        var client = registry.Resolve("smart").CreateChatClient();
        Assert.Equal("fake/small", (await client.GetResponseAsync("hi")).ServedBy());

        Change("LlmProviders:fake:DefaultModel", "great");
        var response = await client.GetResponseAsync("hi");

        Assert.Equal("fake/great", response.ServedBy());
        Assert.Equal(["fake/great"], response.Tried()!);
        var resolved = registry.Resolve("smart");
        Assert.Same(registry.GetProvider("fake"), resolved.Provider);
        Assert.Equal("great", resolved.Model?.Id);
        Assert.Equal(["fake/great", "other/middle"], resolved.Group!.Targets);
        Assert.Equal("fake/great", (await client.GetResponseAsync("hi", new() { ModelId = "fake/great" })).ServedBy());
    }

    [Fact]
    public async Task A_longer_window_is_that_of_the_model_in_force()
    {
        var handler = new CannedHandler(s_tooLong, new(Kit.Ok), s_tooLong);
        var client = Build(handler).Resolve("smart").CreateChatClient();
        Assert.Equal("other/middle", (await client.GetResponseAsync("hi")).ServedBy());

        Change("LlmProviders:fake:DefaultModel", "great");

        Assert.Equal(LlmErrorKind.ContextLengthExceeded, (await Fake.FailureAsync(() => client.GetResponseAsync("hi"))).Kind);
        Assert.Equal(3, handler.Sent.Count);
    }

    [Fact]
    public void A_conversation_a_vendor_keeps_is_found_again()
    {
        var group = Build(new CannedHandler(Kit.Ok)).Resolve("smart").Group!;
        var target = group.Routes[0];
        var (id, token) = (KeptState.Sign("c1", target), KeptState.Sign(ResponseContinuationToken.FromBytes(new byte[] { 7 }), target));

        Change("LlmProviders:fake:DefaultModel", "great");

        Assert.Equal("fake/great", target.Reference);
        Assert.Same(target, KeptState.Of(new() { ConversationId = id }, group).Target);
        Assert.Same(target, KeptState.Of(new() { ContinuationToken = token }, group).Target);
        ChatOptions options = new();
        KeptState.Of(new() { ConversationId = "fake/great#c1" }, group).Restore(options);
        Assert.Equal("c1", options.ConversationId);
    }

    private static ModelItem Model(string id, int window) => new() { Id = id, ProviderId = "fake", ContextWindow = window, Origin = ModelOrigin.Configured };

    private ILlmProviderRegistry Build(CannedHandler handler)
    {
        void Add(FakeOptions options)
        {
            options.ApiKey = "k";
            options.Models.Add(Model("small", 1000));
            options.Models.Add(Model("middle", 2000));
            options.Models.Add(Model("great", 3000));
        }

        _services = new ServiceCollection().AddLlmProviders(_configuration).AddFake(configure: Add).AddFake("other", Add).UseHandler(handler).Services.BuildServiceProvider();
        return _services.GetRequiredService<ILlmProviderRegistry>();
    }

    private void Change(string key, string value)
    {
        _configuration[key] = value;
        _configuration.Reload();
    }
}
