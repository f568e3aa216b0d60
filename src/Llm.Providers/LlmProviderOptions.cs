using System.Text.Json.Serialization;

namespace Llm.Providers;

/// <summary>The settings every provider has, read from <c>LlmProviders:&lt;name&gt;</c>.</summary>
public class LlmProviderOptions
{
    private string? _apiKey;
    private Uri? _endpoint;

    /// <summary>Gets or sets the base address of the API.</summary>
    /// <value>An absolute <c>https</c> address; <c>http</c> only to this machine unless <see cref="AllowInsecureHttp"/> is set. The default is the vendor's own.</value>
    public Uri? Endpoint
    {
        get => _endpoint;
        set => (_endpoint, EndpointSource) = (value, SettingSource.Code);
    }

    /// <summary>Gets or sets the API key. A key set in code wins over every other source.</summary>
    /// <value>Trimmed before use. The default is <see langword="null"/>: the other sources are asked in their order.</value>
    [JsonIgnore]
    public string? ApiKey
    {
        get => _apiKey;
        set => (_apiKey, ApiKeySource) = (value, SettingSource.Code);
    }

    /// <summary>Gets or sets a callback that is asked for the key at every attempt, for keys that rotate or differ by tenant.</summary>
    /// <value>It comes after a key set in code and before configuration. <see langword="null"/> from the callback means: ask the next source. What it throws ends the call as <see cref="LlmErrorKind.Configuration"/>, and is not tried again.</value>
    [JsonIgnore]
    public Func<KeyRequest, CancellationToken, ValueTask<string?>>? ApiKeyCallback { get; set; }

    /// <summary>Gets or sets the model to use when a call names none.</summary>
    /// <value>A model id. The default is the catalog's default model of the provider.</value>
    public string? DefaultModel { get; set; }

    /// <summary>Gets or sets the number of tries after the first one.</summary>
    /// <value>0 to 10. The default is 3; 0 means one attempt and no retry.</value>
    public int MaxRetries { get; set; } = 3;

    /// <summary>Gets or sets the longest wait before a retry. A vendor that asks for more gets no retry: the error is thrown with <see cref="LlmProviderException.RetryAfter"/>.</summary>
    /// <value>The default is 60 seconds.</value>
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Gets or sets the time limits.</summary>
    public LlmTimeouts Timeouts { get; set; } = new();

    /// <summary>Gets or sets how much is sent at a time, and how much may come back.</summary>
    public LlmLimits Limits { get; set; } = new();

    /// <summary>Gets or sets when a provider that keeps failing is left alone for a while.</summary>
    public LlmCircuitBreaker CircuitBreaker { get; set; } = new();

    /// <summary>Gets or sets the temperature of calls that name none.</summary>
    /// <value>0 to 2. The default is <see langword="null"/>: nothing is sent and the vendor decides.</value>
    public float? Temperature { get; set; }

    /// <summary>Gets or sets the output limit of calls that name none.</summary>
    /// <value>Tokens, at least 1. The default is <see langword="null"/>: nothing is sent and the vendor decides.</value>
    public int? MaxOutputTokens { get; set; }

    /// <summary>Gets or sets the most characters that the messages and instructions of a call may have together. A longer call is refused before it is sent.</summary>
    /// <value>UTF-16 code units, at least 1; reasoning, calls and results of tools count, images and schemas of tools do not. The default is <see langword="null"/>: no limit.</value>
    public int? MaxInputCharacters { get; set; }

    /// <summary>Gets or sets the most tokens that the input of a call may take: messages, instructions, tools and the schema of the answer. A longer call is refused before it is sent.</summary>
    /// <value>Tokens as this machine counts them, at least 1; see <see cref="ITokenCounter"/>. Images, documents and sound are guessed from their sizes. The default is <see langword="null"/>: no limit but the model's.</value>
    public int? MaxInputTokens { get; set; }

    /// <summary>Gets or sets what happens to an option that the model or its wire format cannot take.</summary>
    /// <value>The default is <see cref="UnsupportedOptionBehavior.Warn"/>.</value>
    public UnsupportedOptionBehavior UnsupportedOptions { get; set; }

    /// <summary>Gets or sets what happens to a parameter outside the range of the model, such as a temperature of 1.5 for one that takes 0 to 1.</summary>
    /// <value>The default is <see cref="ParameterPolicy.Clamp"/>: the nearest value is sent, with a warning.</value>
    public ParameterPolicy ParameterPolicy { get; set; }

    /// <summary>Gets HTTP headers that are added to every request.</summary>
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets or sets a catalog file of the application. It is read when a model is first asked for.</summary>
    /// <value>A path; a relative one starts at the current directory. The default is <see langword="null"/>: no file.</value>
    /// <remarks>What it says of a model goes before what is built in, member by member. A row that cannot be read is left out, with a log entry; <see cref="BaseLlmProvider.ValidateConfiguration"/> and the check when a host starts name it.</remarks>
    public string? ModelsFile { get; set; }

    /// <summary>Gets further catalogs, such as the one an application compiles from a file of its own: <c>ModelCatalogs.Add(OurModels.All)</c>.</summary>
    /// <remarks>What they say of a model goes before what is built in, member by member; the last one before the others.</remarks>
    [JsonIgnore]
    public IList<IReadOnlyList<ModelItem>> ModelCatalogs { get; } = [];

    /// <summary>Gets or sets how long the vendor's list of models is kept before <see cref="BaseLlmProvider.RefreshModelsAsync"/> asks for it again.</summary>
    /// <value>The default is one hour.</value>
    public TimeSpan ModelListLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Gets models to add to the catalog; an item with the id of a built-in one replaces it. Configuration adds facts member by member instead: <c>LlmProviders:openai:Models:gpt-5-mini:Context</c>.</summary>
    [JsonIgnore]
    public IList<ModelItem> Models { get; } = [];

    /// <summary>Gets or sets a value indicating whether keys and words may travel unencrypted to another machine.</summary>
    /// <value>The default is <see langword="false"/>: <c>http</c> is for this machine only.</value>
    public bool AllowInsecureHttp { get; set; }

    /// <summary>Gets the hosts, beside the vendor's own, that may get a key found in the environment.</summary>
    /// <remarks>A key in the environment was put there for the vendor. It goes to another host only if that host is named here, or if the endpoint itself comes from the environment.</remarks>
    public IList<string> EnvironmentKeyHosts { get; } = [];

    /// <summary>Gets or sets the number of connections to one server at a time, for connections this library opens.</summary>
    /// <value>At least 1. The default is 20. HTTP/2 servers take many requests on one connection.</value>
    public int MaxConnectionsPerServer { get; set; } = 20;

    /// <summary>Gets or sets a value indicating whether responses carry the vendor's bytes in <c>RawRepresentation</c>.</summary>
    /// <value>The default is <see langword="false"/>: parsed answers only, at a fraction of the memory.</value>
    public bool IncludeRawRepresentation { get; set; }

    /// <summary>Gets or sets a value indicating whether streams are checked for the laws they all keep, by a <see cref="StreamLawChatClient"/>. For tests and debug builds.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool CheckStreamLaws { get; set; }

    internal IReadOnlyList<ConfigFault> BindFaults { get; set; } = [];

    /// <summary>Gets or sets what configuration says of models.</summary>
    internal IReadOnlyList<ModelPatch> ModelPatches { get; set; } = [];

    /// <summary>Gets what was read from configuration and environment, by the key of the setting.</summary>
    internal Dictionary<string, BoundSetting> Bound { get; } = new(StringComparer.Ordinal);

    internal SettingSource ApiKeySource { get; private set; }

    internal SettingSource EndpointSource { get; private set; }

    internal void BindApiKey(string? key, SettingSource source) => (_apiKey, ApiKeySource) = (key, source);

    internal void BindEndpoint(Uri? endpoint, SettingSource source) => (_endpoint, EndpointSource) = (endpoint, source);

    /// <summary>Describes the settings without the key.</summary>
    /// <returns>The type, the endpoint without its query and whether a key is set.</returns>
    public override string ToString() => $"{GetType().Name} {{ Endpoint = {Secrets.Show(Endpoint)}, ApiKey = {(string.IsNullOrWhiteSpace(ApiKey) ? "not set" : "set")} }}";
}
