namespace Llm.Providers.Google;

/// <summary>Settings of <see cref="GoogleProvider"/>, read from <c>LlmProviders:google</c>.</summary>
public sealed class GoogleOptions : LlmProviderOptions;
