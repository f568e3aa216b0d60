namespace Llm.Providers;

/// <summary>What a key is needed for.</summary>
/// <param name="ProviderId">The id or name of the provider instance.</param>
/// <param name="Endpoint">The address the key will be sent to.</param>
public sealed record KeyRequest(string ProviderId, Uri Endpoint);
