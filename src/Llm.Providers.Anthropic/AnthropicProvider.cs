using Llm.Providers.Wire;

namespace Llm.Providers.Anthropic;

/// <summary>Anthropic's API, spoken in the <c>messages</c> protocol.</summary>
/// <example><code>
/// var provider = new AnthropicProvider();                       // key from ANTHROPIC_API_KEY
/// using var chat = provider.CreateChatClient("claude-sonnet-4-6");
/// Console.WriteLine(await chat.GetResponseAsync("One line on Oslo."));
/// </code></example>
public sealed class AnthropicProvider : BaseLlmProvider
{
    private static readonly Uri s_endpoint = new("https://api.anthropic.com/v1/");

    private readonly MessagesProtocol _stable;
    private readonly MessagesProtocol _current;
    private readonly bool _mayChoose;

    /// <summary>Initializes a new instance of the <see cref="AnthropicProvider"/> class.</summary>
    /// <param name="options">The settings; <see langword="null"/> takes them from the environment.</param>
    /// <param name="services">The surroundings.</param>
    /// <exception cref="LlmProviderException"><see cref="LlmErrorKind.Configuration"/> when a setting is wrong.</exception>
    public AnthropicProvider(AnthropicOptions? options = null, ProviderServices? services = null)
        : base(Description, options, services)
    {
        var settings = (AnthropicOptions)Options;
        var isVendor = settings.Endpoint is null || settings.Endpoint.Host == s_endpoint.Host;
        _mayChoose = isVendor && string.IsNullOrWhiteSpace(settings.ApiVersion);
        var stable = MessagesDialect.For(settings.ApiVersion);
        var current = _mayChoose ? MessagesDialect.Version2026 : stable;
        if (_mayChoose)
        {
            stable = stable with { Thinking = AnthropicThinking.Adaptive }; // a model the catalog does not know is newer than the catalog
        }

        _stable = new(Complete(stable, settings));
        _current = new(Complete(current, settings));
        ModelList = new ModelsProtocol(_stable.Dialect);
    }

    /// <summary>Gets the settings a host can show and check.</summary>
    public static ConfigSchema<AnthropicOptions> Schema { get; } = new ConfigSchema<AnthropicOptions>()
        .Key("ANTHROPIC_API_KEY")
        .Endpoint(s_endpoint, "ANTHROPIC_BASE_URL")
        .Text("ApiVersion", "API version", "Sent as anthropic-version; empty chooses by model.", o => o.ApiVersion, (o, v) => o.ApiVersion = v).With(f => f with { Advanced = true })
        .Choice("Authentication", "How the key is presented", "Automatic presents it as the version of the API has it.", o => o.Authentication, (o, v) => o.Authentication = v).With(f => f with { Advanced = true })
        .Choice("Thinking", "How models are told to think", "Automatic does as the catalog says of the model.", o => o.Thinking, (o, v) => o.Thinking = v).With(f => f with { Advanced = true })
        .Integer("DefaultMaxOutputTokens", "Output limit of unknown models", "Tokens; sent when nothing else gives a limit.", 1, null, o => o.DefaultMaxOutputTokens, (o, v) => o.DefaultMaxOutputTokens = v).With(f => f with { Advanced = true })
        .List("Betas", "Preview features", "Sent as anthropic-beta with every request.", o => o.Betas).With(f => f with { Advanced = true })
        .Tuning();

    /// <summary>Gets what the provider is known as to the registry and to hosts.</summary>
    public static ProviderDescriptor Description { get; } = new()
    {
        Id = "anthropic",
        DisplayName = "Anthropic",
        DefaultEndpoint = s_endpoint,
        Schema = Schema,
        Models = AnthropicModels.All,
        Capabilities = ModelCapabilities.Chat | ModelCapabilities.Streaming | ModelCapabilities.Tools | ModelCapabilities.ParallelTools | ModelCapabilities.StructuredOutput | ModelCapabilities.Reasoning,
        Documentation = new("https://platform.claude.com/docs/en/api/messages"),
    };

    /// <inheritdoc/>
    protected override ModelListProtocol ModelList { get; }

    /// <inheritdoc/>
    protected override ChatProtocol SelectProtocol(ModelItem model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Choose(model);
    }

    /// <inheritdoc/>
    protected override OperationProtocol<long> SelectTokenCountProtocol(ChatCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return new TokenCountProtocol(call, Choose(call.Model).Dialect);
    }

    /// <inheritdoc/>
    protected override void Authenticate(HttpRequestMessage request, string apiKey)
    {
        ArgumentNullException.ThrowIfNull(request);
        var form = ((AnthropicOptions)Options).Authentication;
        if (form == AnthropicAuthentication.Automatic)
        {
            var version = request.Headers.TryGetValues(MessagesDialect.VersionHeader, out var values) ? values.First() : null;
            form = MessagesDialect.For(version).Authentication;
        }

        if (form == AnthropicAuthentication.Bearer)
        {
            base.Authenticate(request, apiKey);
        }
        else
        {
            request.Headers.TryAddWithoutValidation("x-api-key", apiKey);
        }
    }

    private MessagesProtocol Choose(ModelItem model) => _mayChoose && model.Reasoning is { Adaptive: true } and not { TakesBudget: true } ? _current : _stable;

    private static MessagesDialect Complete(MessagesDialect dialect, AnthropicOptions settings) => dialect with
    {
        PathPrefix = MessagesDialect.PrefixFor(settings.Endpoint ?? s_endpoint),
        Thinking = settings.Thinking == AnthropicThinking.Automatic ? dialect.Thinking : settings.Thinking,
        ForcesThinking = settings.Thinking != AnthropicThinking.Automatic,
        DefaultMaxOutputTokens = settings.DefaultMaxOutputTokens,
        Betas = [.. settings.Betas],
    };
}
