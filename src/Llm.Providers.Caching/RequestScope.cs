using Microsoft.Extensions.AI;

namespace Llm.Providers.Caching;

/// <summary>Who answers the calls of a client, as far as keys must know.</summary>
internal sealed record RequestScope(string? Provider, string? Instance, string? Endpoint, string? Model, float? Temperature, int? MaxOutputTokens)
{
    public static RequestScope Of(IChatClient client)
    {
        var metadata = client.GetService<ChatClientMetadata>();
        var defaults = client.GetService<ChatOptions>(); // what the provider fills in where a call leaves it open
        return new(
            metadata?.ProviderName, client.GetService<BaseLlmProvider>()?.Id, metadata?.ProviderUri?.AbsoluteUri, metadata?.DefaultModelId, defaults?.Temperature, defaults?.MaxOutputTokens);
    }
}
