using Llm.Providers.OpenAICompatible;
using Llm.Providers.Wire;

namespace Llm.Providers.OpenAI;

/// <summary>OpenAI's models, and others, on an Azure resource of your own.</summary>
/// <remarks>A model id is the name of a deployment, unless <see cref="AzureOpenAIOptions.Deployments"/> says otherwise.</remarks>
/// <example><code>
/// var provider = new AzureOpenAIProvider();                  // AZURE_OPENAI_ENDPOINT and AZURE_OPENAI_API_KEY
/// using var chat = provider.CreateChatClient("my-deployment");
/// Console.WriteLine(await chat.GetResponseAsync("One line on Oslo."));
/// </code></example>
public sealed class AzureOpenAIProvider : BaseLlmProvider
{
    private const string ProviderId = "azure";

    private readonly ChatProtocol _chat;
    private readonly ChatProtocol _completions;
    private readonly ChatProtocol _responses;
    private readonly EmbeddingProtocol _embeddings;

    /// <summary>Initializes a new instance of the <see cref="AzureOpenAIProvider"/> class.</summary>
    /// <param name="options">The settings; <see langword="null"/> takes them from the environment.</param>
    /// <param name="services">The surroundings.</param>
    /// <exception cref="LlmProviderException"><see cref="LlmErrorKind.Configuration"/> when a setting is wrong.</exception>
    public AzureOpenAIProvider(AzureOpenAIOptions? options = null, ProviderServices? services = null)
        : this(services, options ?? (AzureOpenAIOptions)Schema.CreateOptions(services?.Environment))
    {
    }

    private AzureOpenAIProvider(ProviderServices? services, AzureOpenAIOptions options)
        : base(DescribeInstance(options), options, services)
    {
        var routes = new AzureOpenAIRoutes(AzureOpenAIAddress.Parse(options.Endpoint), options, ConfigSchema.PathOf(Id));
        var dialect = routes.IsBeforeReasoning ? OpenAIProvider.ChatDialect with { MaxTokensField = "max_tokens", ModelNamesMaxTokensField = false, AsksForStreamUsage = false } : OpenAIProvider.ChatDialect;
        _chat = new AzureOpenAIProtocol(new ChatCompletionsProtocol(dialect), routes);
        _completions = new AzureOpenAIProtocol(new CompletionsProtocol(dialect), routes);
        _responses = new AzureOpenAIProtocol(new ResponsesProtocol(ResponsesDialects.Azure), routes, isBelowDeployments: false);
        _embeddings = new AzureOpenAIEmbeddings(new(OpenAIProvider.EmbeddingsDialect), routes);
        ModelList = new ModelsProtocol(routes.Of("models"));
    }

    /// <summary>Gets the settings a host can show and check.</summary>
    public static ConfigSchema<AzureOpenAIOptions> Schema { get; } = new ConfigSchema<AzureOpenAIOptions>()
        .Key("AZURE_OPENAI_API_KEY")
        .Endpoint(null, "AZURE_OPENAI_ENDPOINT")
        .Text("ApiVersion", "API version", "A date calls deployments by path; empty is the v1 API.", o => o.ApiVersion, (o, v) => o.ApiVersion = v, "AZURE_OPENAI_API_VERSION", "OPENAI_API_VERSION")
        .Choice("Authentication", "Authentication", "Whether the key is one of the resource or a token of Microsoft Entra ID.", o => o.Authentication, (o, v) => o.Authentication = v)
        .Choice("Wire", "Wire of conversations", "Catalog does as the catalog says of the model.", o => o.Wire, (o, v) => o.Wire = v).With(f => f with { Advanced = true })
        .Map("Deployments", "Deployments", "Deployments by model id, where the names differ.", o => o.Deployments)
        .Tuning();

    /// <summary>Gets what the provider is known as to the registry and to hosts.</summary>
    public static ProviderDescriptor Description { get; } = new()
    {
        Id = ProviderId,
        DisplayName = "Azure OpenAI",
        TelemetryName = "azure.ai.openai",
        Schema = Schema,
        Models = AzureOpenAIModels.All,
        Capabilities = ModelCapabilities.Chat | ModelCapabilities.Completion | ModelCapabilities.Streaming | ModelCapabilities.Tools | ModelCapabilities.StructuredOutput | ModelCapabilities.Embeddings,
        Documentation = new("https://learn.microsoft.com/azure/ai-foundry/openai/latest"),
    };

    /// <inheritdoc/>
    /// <remarks>These are the models the resource may deploy, not its deployments: Azure names those to its management API only.</remarks>
    protected override ModelListProtocol ModelList { get; }

    /// <inheritdoc/>
    protected override ChatProtocol SelectProtocol(ModelItem model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var wire = ((AzureOpenAIOptions)Options).Wire;
        return model.Protocol switch
        {
            "completions" => _completions,
            ResponsesProtocol.ProtocolName => _responses,
            null when wire == OpenAIWire.Responses => _responses,
            _ => _chat, // every deployment that answers at all answers there
        };
    }

    /// <inheritdoc/>
    /// <remarks>A deployment stands for the model whose entry in <see cref="AzureOpenAIOptions.Deployments"/> names it.</remarks>
    protected override string? KnownModelOf(string modelId) =>
        ((AzureOpenAIOptions)Options).Deployments.FirstOrDefault(d => string.Equals(d.Value, modelId, StringComparison.OrdinalIgnoreCase)).Key;

    /// <inheritdoc/>
    protected override EmbeddingProtocol SelectEmbeddingProtocol(ModelItem model) => _embeddings;

    /// <inheritdoc/>
    protected override void Authenticate(HttpRequestMessage request, string apiKey)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (((AzureOpenAIOptions)Options).Authentication == AzureOpenAIAuthentication.EntraId)
        {
            base.Authenticate(request, apiKey);
        }
        else
        {
            request.Headers.Add("api-key", apiKey);
        }
    }

    // An address that names a deployment says which model is meant when none is named.
    private static ProviderDescriptor DescribeInstance(AzureOpenAIOptions options)
    {
        var address = AzureOpenAIAddress.Parse(options.Endpoint);
        if (address.Deployment is not { Length: > 0 } deployment)
        {
            return Description;
        }

        var capability = address.Operation == "embeddings" ? ModelCapabilities.Embeddings : ModelCapabilities.Chat;
        return Description with { Models = [new() { Id = deployment, ProviderId = ProviderId, IsDefault = true, Capabilities = capability, Origin = ModelOrigin.Configured }] };
    }
}
