using System.Text.Json;
using Llm.Providers.Caching;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Caching;

/// <summary>What the options of a call say to the cache, in the forms in which it arrives.</summary>
public sealed class TenantTests : IDisposable
{
    private readonly CannedHandler _handler = new("{\"text\":\"Oslo.\",\"finish\":\"stop\"}");

    public static TheoryData<object> NoTenants => [Guid.Parse("5a0d8a4b-7a2f-4a55-9e51-2a1b9f0c7d11"), 7, JsonElement.Parse("7"), "", " ", JsonElement.Parse("\"\"")];

    [Theory]
    [MemberData(nameof(NoTenants), DisableDiscoveryEnumeration = true)]
    [Trait("Requirement", "S54")]
    public async Task S54_a_tenant_that_is_no_text_ends_the_call_and_shares_nothing(object tenant)
    {
        foreach (var required in new[] { false, true })
        {
            var e = await Assert.ThrowsAsync<ArgumentException>(() => Client(new() { RequireTenant = required }).GetResponseAsync("hi", With(LlmCacheNames.Tenant, tenant)));

            Assert.Contains("AdditionalProperties[\"llm.tenant\"]", e.Message, StringComparison.Ordinal);
            Assert.Contains("give the tenant as a string that is not empty", e.Message, StringComparison.Ordinal);
        }

        Assert.Empty(_handler.Sent);
    }

    [Fact]
    [Trait("Requirement", "S54")]
    public async Task S54_a_tenant_that_went_through_JSON_is_the_same_tenant()
    {
        var client = Client(new());
        await client.GetResponseAsync("hi", With(LlmCacheNames.Tenant, "acme"));

        Assert.True((await client.GetResponseAsync("hi", With(LlmCacheNames.Tenant, JsonElement.Parse("\"acme\"")))).IsFromCache());
        Assert.False((await client.GetResponseAsync("hi", With(LlmCacheNames.Tenant, JsonElement.Parse("\"other\"")))).IsFromCache());
        Assert.False((await client.GetResponseAsync("hi", With(LlmCacheNames.Tenant, JsonElement.Parse("null")))).IsFromCache());
    }

    [Fact]
    [Trait("Requirement", "S54")]
    public async Task S54_an_empty_tenant_that_was_found_ends_the_call()
    {
        var e = await Assert.ThrowsAsync<ArgumentException>(() => Client(new() { RequireTenant = true, Tenant = _ => "" }).GetResponseAsync("hi"));

        Assert.StartsWith("LlmCacheOptions.Tenant gave an empty text", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "S54")]
    public async Task S54_how_a_call_uses_the_cache_may_be_said_in_words()
    {
        var client = Client(new());
        await client.GetResponseAsync("hi");

        Assert.False((await client.GetResponseAsync("hi", With(LlmCacheNames.Use, "Skip"))).IsFromCache());
        Assert.False((await client.GetResponseAsync("hi", With(LlmCacheNames.Use, JsonElement.Parse("\"refresh\"")))).IsFromCache());
        Assert.True((await client.GetResponseAsync("hi", With(LlmCacheNames.Use, "ReadAndWrite"))).IsFromCache());
    }

    [Theory]
    [InlineData("Never")]
    [InlineData("2")]
    [InlineData(2)]
    [InlineData((LlmCacheUse)9)]
    [Trait("Requirement", "S54")]
    public async Task S54_a_use_that_there_is_not_ends_the_call(object use)
    {
        var e = await Assert.ThrowsAsync<ArgumentException>(() => Client(new()).GetResponseAsync("hi", With(LlmCacheNames.Use, use)));

        Assert.Contains("AdditionalProperties[\"llm.cache\"]", e.Message, StringComparison.Ordinal);
        Assert.Contains("ReadAndWrite, Refresh, Skip", e.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _handler.Dispose();

    private static ChatOptions With(string name, object value) => new() { AdditionalProperties = new() { [name] = value } };

    private IChatClient Client(LlmCacheOptions options) => Fake.Client(_handler).AsBuilder().UseLlmCache(new(options: options)).Build();
}
