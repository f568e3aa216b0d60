using Llm.Providers.Wire;

namespace Llm.Providers.Google;

/// <summary>Google's Gemini API, the one with a key from AI Studio.</summary>
/// <example><code>
/// var provider = new GoogleProvider();                       // key from GEMINI_API_KEY
/// using var chat = provider.CreateChatClient("gemini-3.5-flash");
/// Console.WriteLine(await chat.GetResponseAsync("One line on Oslo."));
/// </code></example>
/// <remarks>See <see href="https://ai.google.dev/api">the vendor's reference</see>. For Vertex AI there is <see cref="GoogleVertexProvider"/>.</remarks>
public sealed class GoogleProvider : BaseLlmProvider
{
    /// <summary>What either provider of these models can do.</summary>
    internal const ModelCapabilities WireCapabilities = ModelCapabilities.Chat | ModelCapabilities.Streaming | ModelCapabilities.Tools | ModelCapabilities.ParallelTools
        | ModelCapabilities.StructuredOutput | ModelCapabilities.Reasoning | ModelCapabilities.Embeddings;

    private static readonly Uri s_endpoint = new("https://generativelanguage.googleapis.com/v1beta/");

    private readonly GenerateContentProtocol _chat;
    private readonly BatchEmbedContentsProtocol _embeddings;

    /// <summary>Initializes a new instance of the <see cref="GoogleProvider"/> class.</summary>
    /// <param name="options">The settings; <see langword="null"/> takes them from the environment.</param>
    /// <param name="services">The surroundings.</param>
    /// <exception cref="LlmProviderException"><see cref="LlmErrorKind.Configuration"/> when a setting is wrong.</exception>
    public GoogleProvider(GoogleOptions? options = null, ProviderServices? services = null)
        : base(Description, options, services)
    {
        _chat = new(GeminiSurface.AIStudio);
        _embeddings = new(GeminiSurface.AIStudio);
        ModelList = new GeminiModelList(GeminiSurface.AIStudio);
    }

    /// <summary>Gets the settings a host can show and check.</summary>
    public static ConfigSchema<GoogleOptions> Schema { get; } = new ConfigSchema<GoogleOptions>()
        .Key(["GEMINI_API_KEY", "GOOGLE_API_KEY"])
        .Endpoint(s_endpoint, "GOOGLE_GEMINI_BASE_URL")
        .Tuning();

    /// <summary>Gets what the provider is known as to the registry and to hosts.</summary>
    public static ProviderDescriptor Description { get; } = new()
    {
        Id = "google",
        DisplayName = "Google Gemini",
        DefaultEndpoint = s_endpoint,
        Schema = Schema,
        Models = GoogleModels.All,
        Capabilities = WireCapabilities,
        Documentation = new("https://ai.google.dev/gemini-api/docs"),
        TelemetryName = "gcp.gemini",
    };

    /// <inheritdoc/>
    protected override ModelListProtocol ModelList { get; }

    /// <inheritdoc/>
    protected override ChatProtocol SelectProtocol(ModelItem model) => _chat;

    /// <inheritdoc/>
    protected override EmbeddingProtocol SelectEmbeddingProtocol(ModelItem model) => _embeddings;

    /// <inheritdoc/>
    protected override OperationProtocol<long> SelectTokenCountProtocol(ChatCall call) => new CountTokensProtocol(_chat, call);

    /// <summary>Puts the key into a header. A key in the address would end up in the logs of every proxy on the way.</summary>
    /// <param name="request">The request.</param>
    /// <param name="apiKey">The key.</param>
    protected override void Authenticate(HttpRequestMessage request, string apiKey)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Headers.Add(GeminiSurface.KeyHeader, apiKey);
    }
}
