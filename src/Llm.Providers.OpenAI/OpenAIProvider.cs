using Llm.Providers.OpenAICompatible;
using Llm.Providers.Wire;

namespace Llm.Providers.OpenAI;

/// <summary>OpenAI's API.</summary>
/// <example><code>
/// var provider = new OpenAIProvider();                       // key from OPENAI_API_KEY
/// using var chat = provider.CreateChatClient("gpt-5-mini");
/// Console.WriteLine(await chat.GetResponseAsync("One line on Oslo."));
/// </code></example>
public sealed class OpenAIProvider : BaseLlmProvider
{
    private static readonly Uri s_endpoint = new("https://api.openai.com/v1/");

    private static readonly ChatCompletionsDialect s_dialect = new()
    {
        // Reasoning models answer max_tokens with 400 unsupported_parameter: https://platform.openai.com/docs/api-reference/chat/create
        MaxTokensField = "max_completion_tokens",
        MaxStopSequences = 4,
        Pdf = PdfForm.File,
        Audio = AudioForm.DataAndFormat,
        AcceptsFileIds = true,
    };

    private static readonly EmbeddingsDialect s_embeddings = new()
    {
        // 2,048 texts and 300,000 tokens a request: https://platform.openai.com/docs/api-reference/embeddings/create
        Encoding = EmbeddingEncoding.Base64,
        MaxInputs = 2048,
        MaxCharacters = 300_000,
    };

    private readonly ChatCompletionsProtocol _chat = new(s_dialect);
    private readonly CompletionsProtocol _completions = new(s_dialect);
    private readonly EmbeddingsProtocol _embeddings = new(s_embeddings);
    private readonly ResponsesProtocol _responses;

    /// <summary>Initializes a new instance of the <see cref="OpenAIProvider"/> class.</summary>
    /// <param name="options">The settings; <see langword="null"/> takes them from the environment.</param>
    /// <param name="services">The surroundings.</param>
    /// <exception cref="LlmProviderException"><see cref="LlmErrorKind.Configuration"/> when a setting is wrong.</exception>
    public OpenAIProvider(OpenAIOptions? options = null, ProviderServices? services = null)
        : base(Description, options, services) => _responses = new(((OpenAIOptions)Options).ResponsesDialect);

    /// <summary>Gets the settings a host can show and check.</summary>
    public static ConfigSchema<OpenAIOptions> Schema { get; } = new ConfigSchema<OpenAIOptions>()
        .Key("OPENAI_API_KEY")
        .Endpoint(s_endpoint, "OPENAI_BASE_URL")
        .Text("Organization", "Organization", "The organization that is charged.", o => o.Organization, (o, v) => o.Organization = v, "OPENAI_ORG_ID")
        .Text("Project", "Project", "The project that is charged.", o => o.Project, (o, v) => o.Project = v, "OPENAI_PROJECT_ID")
        .Choice("Wire", "Wire of conversations", "Catalog does as the catalog says of the model.", o => o.Wire, (o, v) => o.Wire = v).With(f => f with { Advanced = true })
        .Tuning();

    /// <summary>Gets what the provider is known as to the registry and to hosts.</summary>
    public static ProviderDescriptor Description { get; } = new()
    {
        Id = "openai",
        DisplayName = "OpenAI",
        DefaultEndpoint = s_endpoint,
        Schema = Schema,
        Models = OpenAIModels.All,
        Capabilities = ModelCapabilities.Chat | ModelCapabilities.Completion | ModelCapabilities.Streaming | ModelCapabilities.Tools | ModelCapabilities.StructuredOutput | ModelCapabilities.Embeddings,
        Documentation = new("https://platform.openai.com/docs/api-reference"),
    };

    internal static ChatCompletionsDialect ChatDialect => s_dialect;

    internal static EmbeddingsDialect EmbeddingsDialect => s_embeddings;

    /// <inheritdoc/>
    protected override ModelListProtocol ModelList { get; } = new ModelsProtocol();

    /// <inheritdoc/>
    protected override ChatProtocol SelectProtocol(ModelItem model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return WireOf(model) switch
        {
            ResponsesProtocol.ProtocolName => _responses,
            "completions" => _completions,
            _ => _chat, // unknown models too: every model that answers at all answers there, and no parameter is lost
        };
    }

    /// <inheritdoc/>
    protected override OperationProtocol<long>? SelectTokenCountProtocol(ChatCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return SelectProtocol(call.Model) == _responses ? _responses.CountTokens(call) : null;
    }

    /// <inheritdoc/>
    protected override EmbeddingProtocol SelectEmbeddingProtocol(ModelItem model) => _embeddings;

    /// <inheritdoc/>
    protected override void Authenticate(HttpRequestMessage request, string apiKey)
    {
        base.Authenticate(request, apiKey);
        var options = (OpenAIOptions)Options;
        Add(request, "OpenAI-Organization", options.Organization);
        Add(request, "OpenAI-Project", options.Project);
    }

    private string? WireOf(ModelItem model) => ((OpenAIOptions)Options).Wire switch
    {
        _ when model.Origin == ModelOrigin.Configured && model.Protocol is not null => model.Protocol,
        _ when model.Protocol == _completions.Name => model.Protocol,
        OpenAIWire.ChatCompletions => _chat.Name,
        OpenAIWire.Responses => _responses.Name,
        _ => model.Protocol,
    };

    private static void Add(HttpRequestMessage request, string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
        {
            request.Headers.Add(name, value);
        }
    }
}
