using System.Buffers;
using Llm.Providers.Wire;

namespace Llm.Providers.Google;

/// <summary>Google's Gemini models on Vertex AI, by project, location and access token.</summary>
/// <example><code>
/// var provider = new GoogleVertexProvider(new()
/// {
///     Project = "my-project", Location = "europe-west4",
///     ApiKeyCallback = async (_, cancellationToken) => await credential.GetAccessTokenForRequestAsync(cancellationToken: cancellationToken),
/// });
/// </code></example>
/// <remarks>See <see href="https://cloud.google.com/vertex-ai/generative-ai/docs/model-reference/inference">the vendor's reference</see>.</remarks>
public sealed class GoogleVertexProvider : BaseLlmProvider
{
    private static readonly SearchValues<char> s_locationLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    private readonly GenerateContentProtocol _chat;
    private readonly EmbedContentProtocol _embedContent;
    private readonly PredictEmbeddingsProtocol _predict;

    /// <summary>Initializes a new instance of the <see cref="GoogleVertexProvider"/> class.</summary>
    /// <param name="options">The settings; <see langword="null"/> takes them from the environment.</param>
    /// <param name="services">The surroundings.</param>
    /// <exception cref="LlmProviderException"><see cref="LlmErrorKind.Configuration"/> when a setting is wrong.</exception>
    public GoogleVertexProvider(GoogleVertexOptions? options = null, ProviderServices? services = null)
        : this(options ?? (GoogleVertexOptions)Schema.CreateOptions(services?.Environment), services, default(Location))
    {
    }

    private GoogleVertexProvider(GoogleVertexOptions options, ProviderServices? services, Location _)
        : base(Description with { DefaultEndpoint = EndpointOf(options.Location, services?.Name) }, options, services)
    {
        var surface = GeminiSurface.Vertex(options.Project, options.Location);
        _chat = new(surface);
        _embedContent = new(surface);
        _predict = new(surface);
        ModelList = new GeminiModelList(surface);
    }

    /// <summary>Gets the settings a host can show and check.</summary>
    public static ConfigSchema<GoogleVertexOptions> Schema { get; } = new ConfigSchema<GoogleVertexOptions>()
        .Key("GOOGLE_OAUTH_ACCESS_TOKEN")
        .Endpoint(GeminiSurface.GlobalVertex, "GOOGLE_VERTEX_BASE_URL")
        .Text("Project", "Project", "The project that is charged; empty for express mode.", o => o.Project, (o, v) => o.Project = v, "GOOGLE_CLOUD_PROJECT", "GOOGLE_VERTEX_PROJECT")
        .Text("Location", "Location", "A region, a multi-region or global.", o => o.Location, (o, v) => o.Location = v, "GOOGLE_CLOUD_LOCATION", "GOOGLE_VERTEX_LOCATION")
        .Tuning();

    /// <summary>Gets what the provider is known as to the registry and to hosts.</summary>
    public static ProviderDescriptor Description { get; } = new()
    {
        Id = "google-vertex",
        DisplayName = "Google Vertex AI",
        DefaultEndpoint = GeminiSurface.GlobalVertex,
        Schema = Schema,
        Models = GoogleVertexModels.All,
        Capabilities = GoogleProvider.WireCapabilities,
        Documentation = new("https://cloud.google.com/vertex-ai/generative-ai/docs"),
        TelemetryName = "gcp.vertex_ai",
    };

    /// <inheritdoc/>
    protected override ModelListProtocol ModelList { get; }

    /// <inheritdoc/>
    /// <exception cref="LlmProviderException"><see cref="LlmErrorKind.Configuration"/> for a model of another maker, which has another way in.</exception>
    protected override ChatProtocol SelectProtocol(ModelItem model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Protocol is null || model.Protocol == _chat.Name ? _chat : throw new LlmProviderException(
            LlmErrorKind.Configuration,
            $"{Id}/{model.Id} speaks {model.Protocol} on Vertex AI, and {GetType().Name} speaks {_chat.Name}. Nothing was sent. Call the model at its maker, or at another host of it.") { ProviderId = Id, ModelId = model.Id };
    }

    /// <inheritdoc/>
    /// <remarks>
    /// The embedding models of Vertex AI have two ways in; the catalog says which a model has, and how many texts it takes there:
    /// <see href="https://cloud.google.com/vertex-ai/generative-ai/docs/model-reference/text-embeddings-api">text embeddings</see>.
    /// </remarks>
    protected override EmbeddingProtocol SelectEmbeddingProtocol(ModelItem model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Protocol switch
        {
            EmbedContentProtocol.ProtocolName => _embedContent,
            PredictEmbeddingsProtocol.ProtocolName => _predict,

            // Of a model that is newer than the catalog only the name tells: the family that has the newer way in goes on with it.
            _ => model.Id.AsSpan(model.Id.LastIndexOf('/') + 1).StartsWith("gemini-embedding", StringComparison.Ordinal) ? _embedContent : _predict,
        };
    }

    /// <inheritdoc/>
    protected override OperationProtocol<long> SelectTokenCountProtocol(ChatCall call) => new CountTokensProtocol(_chat, call);

    /// <summary>Sends the token of a project as <c>Authorization: Bearer</c>, and the key of express mode in its own header.</summary>
    /// <param name="request">The request.</param>
    /// <param name="apiKey">The token or key.</param>
    protected override void Authenticate(HttpRequestMessage request, string apiKey)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (((GoogleVertexOptions)Options).Project is { Length: > 0 })
        {
            base.Authenticate(request, apiKey);
        }
        else
        {
            request.Headers.Add(GeminiSurface.KeyHeader, apiKey);
        }
    }

    // Each region has a host of its own: https://cloud.google.com/vertex-ai/docs/reference/rest#service-endpoint
    private static Uri EndpointOf(string location, string? name)
    {
        if (string.IsNullOrEmpty(location) || location.AsSpan().ContainsAnyExcept(s_locationLetters))
        {
            var id = name ?? Description.Id;
            throw new LlmProviderException(LlmErrorKind.Configuration, $"{ConfigSchema.PathOf(id)}:Location is '{location}'; it must be a region such as europe-west4, us, eu or global.") { ProviderId = id };
        }

        return location switch
        {
            GoogleVertexOptions.GlobalLocation => GeminiSurface.GlobalVertex,
            "us" or "eu" => new($"https://aiplatform.{location}.rep.googleapis.com/v1/"),
            _ => new($"https://{location}-aiplatform.googleapis.com/v1/"),
        };
    }

    // Tells the constructor that has options for certain from the public one.
    private readonly record struct Location;
}
