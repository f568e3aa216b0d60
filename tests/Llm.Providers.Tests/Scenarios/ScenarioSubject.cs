namespace Llm.Providers.Tests.Scenarios;

/// <summary>A provider to put through the scenarios.</summary>
/// <param name="ChatModel">The model that answers.</param>
/// <param name="EmbeddingModel">The model that makes vectors.</param>
/// <param name="CreateCore">Creates the provider for a server with the given root, with the options it is given after its own, in the given surroundings.</param>
internal sealed record ScenarioSubject(string ChatModel, string EmbeddingModel, Func<Uri, Action<LlmProviderOptions>, ProviderServices, BaseLlmProvider> CreateCore)
{
    /// <summary>Creates the provider for a server; it tries once and has a key unless <paramref name="configure"/> says otherwise.</summary>
    public BaseLlmProvider Create(Uri root, Action<LlmProviderOptions>? configure, ProviderServices services) => CreateCore(
        root,
        options =>
        {
            options.ApiKey = "sk-test-key";
            options.MaxRetries = 0;
            configure?.Invoke(options);
        },
        services);
}
