using System.Runtime.CompilerServices;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace Llm.Providers;

/// <summary>A provider of models: where it is, how it is authenticated, which models it has and which wire each speaks.</summary>
/// <remarks>
/// Thread-safe. Creating a provider or a client does no I/O. A derived class chooses protocols and may change authentication; sending,
/// retries, time limits, framing and errors are the same for all.
/// </remarks>
public abstract partial class BaseLlmProvider
{
    private readonly ModelCatalog _catalog;
    private readonly LiveModelList _liveModels;
    private readonly KeyChain _keys;
    private readonly Lazy<LlmTransport> _transport;

    /// <summary>Initializes a new instance of the <see cref="BaseLlmProvider"/> class.</summary>
    /// <param name="descriptor">What is known about this kind of provider.</param>
    /// <param name="options">The settings; <see langword="null"/> takes them from the environment.</param>
    /// <param name="services">The surroundings; <see langword="null"/> for the system's clock, a shared HTTP client and no logging.</param>
    /// <exception cref="LlmProviderException"><see cref="LlmErrorKind.Configuration"/> when a setting is malformed or out of range; the message names every fault.</exception>
    protected BaseLlmProvider(ProviderDescriptor descriptor, LlmProviderOptions? options = null, ProviderServices? services = null)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        Descriptor = descriptor;
        Services = services ?? new();
        Id = Services.Name ?? descriptor.Id;
        Options = options ?? descriptor.Schema.CreateOptions(Services.Environment);
        _keys = new(descriptor, Id, Options, Services);
        _catalog = new(Id, Layers(), Options.Models, Options.ModelPatches) { KnownName = KnownModelOf, FindElsewhere = name => VendorModels.Find(name, this, Services.FindDescriptor) };
        _liveModels = new(Services.Time ?? TimeProvider.System);
        _transport = new(() => new(descriptor, Id, Options, Services, _keys, Authenticate) { Failures = { AdviseOnModel = _catalog.Advise } });
        ThrowIfFaulty(FindFaults());
    }

    /// <summary>Gets what is known about this kind of provider.</summary>
    public ProviderDescriptor Descriptor { get; }

    /// <summary>Gets the name of this instance; the descriptor's id unless it was given another.</summary>
    public string Id { get; }

    /// <summary>Gets the settings.</summary>
    protected internal LlmProviderOptions Options { get; }

    /// <summary>Gets the surroundings.</summary>
    protected ProviderServices Services { get; }

    internal LlmTransport Transport => _transport.Value;

    internal ITokenCounter? TokenCounter => Services.TokenCounter;

    internal IContentFetcher? ContentFetcher => Services.ContentFetcher;

    internal ILogger Logger => Services.LoggerFactory.CreateLogger("Llm.Providers");

    internal CallAccount Account => field ??= new(this, Services.Time ?? TimeProvider.System);

    /// <summary>Gets or sets the place in the registry that this instance was made for; <see langword="null"/> for one made by hand.</summary>
    internal ProviderSlot? Slot { get; set; }

    internal Func<string, string?> EnvironmentVariables => Services.Environment;

    internal SettingSource FirstKeySource => _keys.FirstSource();

    internal string TelemetryName => Descriptor.TelemetryName ?? Descriptor.Id;

    /// <summary>Creates a client for conversations. Nothing is sent.</summary>
    /// <param name="modelId">The model; <see langword="null"/> for <see cref="LlmProviderOptions.DefaultModel"/> or the catalog's default.</param>
    /// <returns>A thread-safe client.</returns>
    /// <exception cref="LlmProviderException"><see cref="LlmErrorKind.Configuration"/> when no model is named and there is no default.</exception>
    /// <remarks>A client of a provider in a container goes on with the settings in force when they change.</remarks>
    public IChatClient CreateChatClient(string? modelId = null) => Slot is { } slot
        ? new CurrentChatClient<BaseLlmProvider>(() => slot.Current, p => p.MakeChatClient(modelId))
        : MakeChatClient(modelId);

    /// <summary>Creates a generator of embeddings. Nothing is sent.</summary>
    /// <param name="modelId">The model; <see langword="null"/> for the catalog's default embedding model.</param>
    /// <returns>A thread-safe generator.</returns>
    /// <exception cref="LlmProviderException"><see cref="LlmErrorKind.Configuration"/> when the provider has no embeddings, or no model is named and there is no default.</exception>
    public IEmbeddingGenerator<string, Embedding<float>> CreateEmbeddingGenerator(string? modelId = null) =>
        Slot is null ? MakeEmbeddingGenerator(modelId) : new CurrentEmbeddingGenerator(Slot, modelId);

    /// <summary>Lists what is wrong with the settings, a missing key included.</summary>
    /// <returns>One entry per fault, with the path of its setting and a sentence that says what to do; empty when all is well.</returns>
    public IReadOnlyList<ConfigFault> ValidateConfiguration() => ProviderFaults.Find(Descriptor, Id, Options, _keys);

    /// <summary>Sets the key in memory. It wins over every other source and takes effect with the next attempt.</summary>
    /// <param name="apiKey">The key; <see langword="null"/> or white space to go back to the other sources.</param>
    public void SetApiKey(string? apiKey) => _keys.Set(apiKey);

    /// <summary>Finds out which source the key comes from, without giving the key.</summary>
    /// <param name="cancellationToken">Cancels the wait for a callback or store.</param>
    /// <returns>The source; <see cref="SettingSource.None"/> when there is no key.</returns>
    /// <exception cref="LlmProviderException"><see cref="LlmErrorKind.Configuration"/> when a key from the environment may not go to the endpoint.</exception>
    public async Task<SettingSource> FindKeySourceAsync(CancellationToken cancellationToken = default) =>
        (await _keys.ResolveAsync(Transport.Endpoint, cancellationToken).ConfigureAwait(false)).Source;

    /// <summary>Describes the instance without its key.</summary>
    /// <returns>The type and the id.</returns>
    public override string ToString() => $"{GetType().Name} {Id}";

    /// <summary>Chooses the wire a model speaks.</summary>
    /// <param name="model">The model.</param>
    /// <returns>The protocol, which may serve many calls at once.</returns>
    protected abstract ChatProtocol SelectProtocol(ModelItem model);

    /// <summary>Chooses the wire of an embedding model.</summary>
    /// <param name="model">The model.</param>
    /// <returns>The protocol; <see langword="null"/> when the provider has no embeddings.</returns>
    protected virtual EmbeddingProtocol? SelectEmbeddingProtocol(ModelItem model) => null;

    /// <summary>Puts the key on a request. The default is <c>Authorization: Bearer</c>.</summary>
    /// <param name="request">The request.</param>
    /// <param name="apiKey">The key, trimmed and never empty.</param>
    protected virtual void Authenticate(HttpRequestMessage request, string apiKey)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Headers.Authorization = new("Bearer", apiKey);
    }

    /// <summary>Chooses how the vendor is asked for the number of tokens of a conversation.</summary>
    /// <param name="call">The conversation, checked and with defaults filled in.</param>
    /// <returns>The wire format; <see langword="null"/> when the vendor cannot be asked.</returns>
    protected virtual OperationProtocol<long>? SelectTokenCountProtocol(ChatCall call) => null;

    /// <summary>Creates the client of a model; overridden to wrap or replace it.</summary>
    /// <param name="model">The model.</param>
    /// <returns>The client.</returns>
    protected virtual IChatClient CreateChatClientCore(ModelItem model) => new ProtocolChatClient(this, model);

    /// <summary>Creates the generator of an embedding model; overridden to wrap or replace it.</summary>
    /// <param name="model">The model.</param>
    /// <returns>The generator.</returns>
    protected virtual IEmbeddingGenerator<string, Embedding<float>> CreateEmbeddingGeneratorCore(ModelItem model) =>
        SelectEmbeddingProtocol(model) is { } protocol
            ? new ProtocolEmbeddingGenerator(this, model, protocol)
            : throw Error(LlmErrorKind.Configuration, $"{Descriptor.DisplayName} ({Id}) has no embeddings. Text is never sent to another provider instead; choose one that has them.");

    /// <summary>Runs an operation of the vendor that has one answer.</summary>
    /// <typeparam name="TResult">What the answer says.</typeparam>
    /// <param name="operation">The wire format.</param>
    /// <param name="modelId">The model it is about, for errors and logs; <see langword="null"/> for none.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="LlmProviderException">Any kind.</exception>
    protected async Task<TResult> SendAsync<TResult>(OperationProtocol<TResult> operation, string? modelId = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(operation);
        using var request = new WireRequest();
        operation.Render(request);
        return await OperationRunner.RunAsync(Transport, request, operation.ParseError, operation.Parse, modelId, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs an operation of the vendor that answers with a stream of events.</summary>
    /// <typeparam name="TResult">What an event says.</typeparam>
    /// <param name="operation">The wire format.</param>
    /// <param name="framing">How the answer is cut into events.</param>
    /// <param name="modelId">The model it is about, for errors and logs; <see langword="null"/> for none.</param>
    /// <param name="cancellationToken">Cancels the call and closes the connection.</param>
    /// <returns>The events as they arrive. Nothing is sent before they are asked for.</returns>
    /// <exception cref="LlmProviderException">Any kind.</exception>
    protected async IAsyncEnumerable<TResult> StreamAsync<TResult>(
        OperationProtocol<TResult> operation, StreamFraming framing, string? modelId = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(operation);
        using var request = new WireRequest();
        operation.Render(request);
        await foreach (var result in OperationRunner.StreamAsync(Transport, request, operation, framing, operation.Idle ?? Options.Timeouts.Idle, modelId, cancellationToken).ConfigureAwait(false))
        {
            yield return result;
        }
    }

    internal IChatClient MakeChatClient(string? modelId)
    {
        var client = Guarded(CreateChatClientCore(Named(modelId, ModelCapabilities.Chat, "CreateChatClient")));
        return Options.CheckStreamLaws ? new StreamLawChatClient(client) : client;
    }

    internal IEmbeddingGenerator<string, Embedding<float>> MakeEmbeddingGenerator(string? modelId) => CreateEmbeddingGeneratorCore(Named(modelId, ModelCapabilities.Embeddings, "CreateEmbeddingGenerator"));

    /// <summary>Takes over from the instance with the settings before: what was set on it in code, and what its limits and its circuit breaker have counted.</summary>
    internal void Succeed(BaseLlmProvider old)
    {
        _keys.ShareSetKey(old._keys);
        if (old._transport.IsValueCreated)
        {
            Transport.Succeed(old.Transport);
        }
    }

    internal ChatProtocol ProtocolOf(ModelItem model) => SelectProtocol(model);

    internal EmbeddingProtocol? EmbeddingProtocolOf(ModelItem model) => SelectEmbeddingProtocol(model);

    private IChatClient Guarded(IChatClient client) =>
        Services.ContentGuards is null ? client : new GuardedChatClient(client, Services.ContentGuards, Services.ContentGuarding, Logger);

    private List<ConfigFault> FindFaults()
    {
        var path = ConfigSchema.PathOf(Id);
        return [.. Options.BindFaults, .. Descriptor.Schema.Validate(Options, path)];
    }

    private void ThrowIfFaulty(List<ConfigFault> faults)
    {
        if (faults.Count > 0)
        {
            var message = string.Join(' ', faults);
            Logger.ConfigurationError(Id, message);
            throw new LlmProviderException(LlmErrorKind.Configuration, message) { ProviderId = Id, Faults = faults };
        }
    }

    private LlmProviderException Error(LlmErrorKind kind, string message) => new(kind, message) { ProviderId = Id };
}
