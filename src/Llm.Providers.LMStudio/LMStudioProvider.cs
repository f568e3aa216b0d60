using Llm.Providers.OpenAICompatible;
using Llm.Providers.Wire;

namespace Llm.Providers.LMStudio;

/// <summary>LM Studio on this machine. It needs no key.</summary>
/// <example><code>
/// var provider = new LMStudioProvider();                     // http://localhost:1234/v1/
/// var loaded = (await provider.ListModelsAsync()).First(m => m.Extra["state"] == "loaded");
/// using var chat = provider.CreateChatClient(loaded.Id);
/// </code></example>
public sealed class LMStudioProvider : BaseLlmProvider
{
    private static readonly Uri s_endpoint = new("http://localhost:1234/v1/");

    private static readonly ChatCompletionsDialect s_dialect = new()
    {
        RejectedParameters = ModelParameters.None,
        AcceptsJsonObject = false, // text or json_schema: https://lmstudio.ai/docs/developer/openai-compat/structured-output
        AcceptsNamedToolChoice = false, // none, auto or required: https://lmstudio.ai/docs/developer/api-changelog
        AcceptsImageUrls = false,
    };

    private readonly ChatCompletionsProtocol _chat = new(s_dialect);
    private readonly CompletionsProtocol _completions = new(s_dialect);
    private readonly EmbeddingsProtocol _embeddings = new(new() { DimensionsField = null });

    /// <summary>Initializes a new instance of the <see cref="LMStudioProvider"/> class.</summary>
    /// <param name="options">The settings; <see langword="null"/> takes them from the environment.</param>
    /// <param name="services">The surroundings.</param>
    /// <exception cref="LlmProviderException"><see cref="LlmErrorKind.Configuration"/> when a setting is wrong.</exception>
    public LMStudioProvider(LMStudioOptions? options = null, ProviderServices? services = null)
        : base(Description, options, services)
    {
    }

    /// <summary>Gets the settings a host can show and check.</summary>
    public static ConfigSchema<LMStudioOptions> Schema { get; } = new ConfigSchema<LMStudioOptions>()
        .Key(["LMSTUDIO_API_KEY", "LM_API_TOKEN"], required: false)
        .Endpoint(s_endpoint, "LMSTUDIO_BASE_URL")
        .Tuning(local: true);

    /// <summary>Gets what the provider is known as to the registry and to hosts.</summary>
    public static ProviderDescriptor Description { get; } = new()
    {
        Id = "lmstudio",
        DisplayName = "LM Studio",
        DefaultEndpoint = s_endpoint,
        Schema = Schema,
        IsLocal = true,
        Models = LMStudioModels.All,
        Capabilities = ModelCapabilities.Chat | ModelCapabilities.Completion | ModelCapabilities.Streaming | ModelCapabilities.Tools | ModelCapabilities.StructuredOutput | ModelCapabilities.Embeddings,
        Documentation = new("https://lmstudio.ai/docs/developer"),
    };

    /// <summary>Asks for all models on this machine, loaded or not.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>
    /// The models. <see cref="ModelItem.Extra"/> holds <c>state</c> (<c>loaded</c> or <c>not-loaded</c>), <c>loaded_context_length</c> in tokens
    /// for a loaded one, <c>architecture</c> and <c>quantization</c>; <see cref="ModelItem.ContextWindow"/> is the most the model can take.
    /// </returns>
    /// <exception cref="LlmProviderException"><see cref="LlmErrorKind.Network"/> when the server does not run.</exception>
    /// <remarks>The native list of LM Studio 0.4 is asked first, then that of 0.3: <see href="https://lmstudio.ai/docs/developer/rest">REST API</see>.</remarks>
    public override async Task<IReadOnlyList<ModelItem>> ListModelsAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            return await ListModelsAsync(LMStudioModelList.Version1, cancellationToken).ConfigureAwait(false);
        }
        catch (LlmProviderException e) when (e.Kind is LlmErrorKind.ModelNotFound or LlmErrorKind.MalformedResponse)
        {
            // Before 0.4 an unknown path is answered with 404, or with 200 and an error in the body.
            return await ListModelsAsync(LMStudioModelList.Version0, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    protected override async Task<ConnectionProbe> ProbeAsync(CancellationToken cancellationToken) => new(true, (await ListModelsAsync(cancellationToken).ConfigureAwait(false)).Count);

    /// <inheritdoc/>
    protected override ChatProtocol SelectProtocol(ModelItem model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Protocol == _completions.Name ? _completions : _chat;
    }

    /// <inheritdoc/>
    protected override EmbeddingProtocol SelectEmbeddingProtocol(ModelItem model) => _embeddings;
}
