namespace Llm.Providers.LMStudio;

/// <summary>Settings of <see cref="LMStudioProvider"/>, read from <c>LlmProviders:lmstudio</c>.</summary>
public sealed class LMStudioOptions : LlmProviderOptions;
