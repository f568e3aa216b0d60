using System.Runtime.CompilerServices;
using System.Text.Json;
using Llm.Providers.Wire;

namespace Llm.Providers.Ollama;

/// <summary>Ollama, on this machine, on another, or at ollama.com.</summary>
/// <example><code>
/// var provider = new OllamaProvider();                       // http://localhost:11434/, or OLLAMA_HOST
/// using var chat = provider.CreateChatClient("qwen3:8b");
/// Console.WriteLine(await chat.GetResponseAsync("One line on Oslo."));
/// </code></example>
public sealed class OllamaProvider : BaseLlmProvider
{
    /// <summary>So many models are asked for at a time, of a server whose list does not say what they can do.</summary>
    private const int ShownAtOnce = 4;

    private static readonly Uri s_endpoint = new("http://localhost:11434/");

    private readonly string _api;
    private readonly OllamaChatProtocol _chat;
    private readonly OllamaGenerateProtocol _generate;
    private readonly OllamaEmbedProtocol _embed;

    /// <summary>Initializes a new instance of the <see cref="OllamaProvider"/> class.</summary>
    /// <param name="options">The settings; <see langword="null"/> takes them from the environment.</param>
    /// <param name="services">The surroundings.</param>
    /// <exception cref="LlmProviderException"><see cref="LlmErrorKind.Configuration"/> when a setting is wrong.</exception>
    public OllamaProvider(OllamaOptions? options = null, ProviderServices? services = null)
        : base(Description, options, services)
    {
        var settings = (OllamaOptions)Options;
        _api = OllamaHost.ApiPath(settings.Endpoint);
        var defaults = new OllamaDefaults(_api, settings.ContextLength, settings.KeepAlive, settings.TruncateInput);
        (_chat, _generate, _embed) = (new(defaults), new(defaults), new(defaults));
        ModelList = new OllamaTags(_api);
    }

    /// <summary>Gets the settings a host can show and check.</summary>
    public static ConfigSchema<OllamaOptions> Schema { get; } = new ConfigSchema<OllamaOptions>()
        .Key("OLLAMA_API_KEY", required: false)
        .Endpoint(s_endpoint, OllamaHost.Parse, "OLLAMA_HOST")
        .Integer("ContextLength", "Context length", "Tokens of input and output a model is loaded with; empty leaves it to the server.", 1, null, o => o.ContextLength, (o, v) => o.ContextLength = v)
        .Seconds("KeepAlive", "Keep models in memory", "How long after a call; -1 for ever; empty leaves it to the server.", -1, int.MaxValue, o => o.KeepAlive, (o, v) => o.KeepAlive = v < TimeSpan.Zero ? Timeout.InfiniteTimeSpan : v).With(f => f with { Advanced = true })
        .Boolean("TruncateInput", "Cut input that does not fit", "Whether the server may drop the oldest messages; otherwise input that is too long is an error.", o => o.TruncateInput, (o, v) => o.TruncateInput = v).With(f => f with { Advanced = true })
        .Tuning(local: true);

    /// <summary>Gets what the provider is known as to the registry and to hosts.</summary>
    public static ProviderDescriptor Description { get; } = new()
    {
        Id = "ollama",
        DisplayName = "Ollama",
        DefaultEndpoint = s_endpoint,
        Schema = Schema,
        IsLocal = true,
        Models = OllamaModels.All,
        Capabilities = ModelCapabilities.Chat | ModelCapabilities.Completion | ModelCapabilities.Streaming | ModelCapabilities.Tools | ModelCapabilities.ParallelTools | ModelCapabilities.StructuredOutput | ModelCapabilities.Reasoning | ModelCapabilities.Embeddings,
        Documentation = new("https://docs.ollama.com/api"),
    };

    /// <inheritdoc/>
    protected override ModelListProtocol ModelList { get; }

    /// <summary>Asks for all models on the server, with what each can do.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>
    /// The models. <see cref="ModelItem.ContextWindow"/> is the most the model can take, not what it will be loaded with; <see cref="ModelItem.Extra"/>
    /// holds <c>digest</c>, <c>size</c> in bytes, <c>family</c>, <c>parameter_size</c>, <c>quantization</c> and others.
    /// </returns>
    /// <exception cref="LlmProviderException"><see cref="LlmErrorKind.Network"/> when the server does not run.</exception>
    /// <remarks>One request. A server whose list does not say what a model can do is asked for each such model as well, four at a time.</remarks>
    public override async Task<IReadOnlyList<ModelItem>> ListModelsAsync(CancellationToken cancellationToken = default)
    {
        var models = await base.ListModelsAsync(cancellationToken).ConfigureAwait(false);
        if (models.All(IsTold))
        {
            return models;
        }

        using var slots = new SemaphoreSlim(ShownAtOnce);
        return await Task.WhenAll(models.Select(m => IsTold(m) ? Task.FromResult(m) : CompleteAsync(m, slots, cancellationToken))).ConfigureAwait(false);
    }

    /// <summary>Asks for one model: what it can do, how long its context is, how it thinks.</summary>
    /// <param name="modelId">The model.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The model. <c>Extra["thinking"]</c> lists the values <c>think</c> takes, from servers that tell; <c>Extra["parameters"]</c> holds those of its Modelfile.</returns>
    /// <exception cref="LlmProviderException"><see cref="LlmErrorKind.ModelNotFound"/> when the server does not have it.</exception>
    /// <remarks>Add the item to <see cref="LlmProviderOptions.Models"/> and calls are checked against it before they are sent. See <see href="https://docs.ollama.com/api/show">the reference</see>.</remarks>
    public async Task<ModelItem> ShowModelAsync(string modelId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(modelId);
        var known = GetModel(modelId);
        var show = new OllamaOperation<ModelItem>(HttpMethod.Post, _api + "show", json => json.WriteString("model"u8, known.Id), model => OllamaModelFacts.Read(model, known.Id, Id));
        var found = await SendAsync(show, known.Id, cancellationToken).ConfigureAwait(false);
        return known.Origin == ModelOrigin.Assumed ? found : OllamaModelFacts.Complete(known, found);
    }

    /// <summary>Asks which models are in memory, and with which context.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The models.</returns>
    /// <exception cref="LlmProviderException">Any kind.</exception>
    public Task<IReadOnlyList<OllamaRunningModel>> ListRunningModelsAsync(CancellationToken cancellationToken = default) =>
        SendAsync(new OllamaOperation<IReadOnlyList<OllamaRunningModel>>(HttpMethod.Get, _api + "ps", null, ReadRunning), null, cancellationToken);

    /// <summary>Downloads a model to the server.</summary>
    /// <param name="modelId">The model, such as <c>qwen3:8b</c>.</param>
    /// <param name="cancellationToken">Cancels the download; the server keeps what is there and goes on from it the next time.</param>
    /// <returns>The steps as they happen; the last one is complete. Nothing is sent before they are asked for.</returns>
    /// <exception cref="LlmProviderException">
    /// <see cref="LlmErrorKind.ModelNotFound"/> when nobody published it; <see cref="LlmErrorKind.StreamInterrupted"/> when the answer ends before the model is there.
    /// </exception>
    public IAsyncEnumerable<OllamaPullProgress> PullModelAsync(string modelId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(modelId);
        return PullAsync(modelId, cancellationToken);
    }

    /// <summary>Loads a model into memory, so that the first call need not wait for it.</summary>
    /// <param name="modelId">The model; one that makes conversations.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>A task that ends when the model is loaded.</returns>
    /// <exception cref="LlmProviderException">Any kind.</exception>
    public Task LoadModelAsync(string modelId, CancellationToken cancellationToken = default) => KeepAsync(modelId, ((OllamaOptions)Options).KeepAlive, cancellationToken);

    /// <summary>Removes a model from memory.</summary>
    /// <param name="modelId">The model.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>A task that ends when the server has answered.</returns>
    /// <exception cref="LlmProviderException">Any kind.</exception>
    public Task UnloadModelAsync(string modelId, CancellationToken cancellationToken = default) => KeepAsync(modelId, TimeSpan.Zero, cancellationToken);

    /// <summary>Deletes a model from the server's disk.</summary>
    /// <param name="modelId">The model.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A task that ends when the model is gone.</returns>
    /// <exception cref="LlmProviderException"><see cref="LlmErrorKind.ModelNotFound"/> when the server does not have it.</exception>
    public Task DeleteModelAsync(string modelId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(modelId);
        return SendAsync(new OllamaOperation<bool>(HttpMethod.Delete, _api + "delete", json => json.WriteString("model"u8, modelId), _ => true), modelId, cancellationToken);
    }

    /// <summary>Asks for the version of the server.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The version, such as <c>0.12.6</c>.</returns>
    /// <exception cref="LlmProviderException"><see cref="LlmErrorKind.Network"/> when the server does not run.</exception>
    public Task<string> GetVersionAsync(CancellationToken cancellationToken = default) =>
        SendAsync(new OllamaOperation<string>(HttpMethod.Get, _api + "version", null, body => body.Text("version"u8) ?? throw new JsonException("There is no version.")), null, cancellationToken);

    /// <inheritdoc/>
    protected override async Task<ConnectionProbe> ProbeAsync(CancellationToken cancellationToken)
    {
        await GetVersionAsync(cancellationToken).ConfigureAwait(false);
        return new(true);
    }

    /// <inheritdoc/>
    protected override ChatProtocol SelectProtocol(ModelItem model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Protocol == _generate.Name ? _generate : _chat;
    }

    /// <inheritdoc/>
    protected override EmbeddingProtocol SelectEmbeddingProtocol(ModelItem model) => _embed;

    private static bool IsTold(ModelItem model) => (model.KnownCapabilities & (ModelCapabilities.Chat | ModelCapabilities.Embeddings)) != 0;

    private async Task<ModelItem> CompleteAsync(ModelItem listed, SemaphoreSlim slots, CancellationToken cancellationToken)
    {
        await slots.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return OllamaModelFacts.Complete(listed, await ShowModelAsync(listed.Id, cancellationToken).ConfigureAwait(false));
        }
        catch (LlmProviderException e) when (e.Kind == LlmErrorKind.ModelNotFound)
        {
            return listed; // deleted in between, or a proxy that has no such request: what the list says stays
        }
        finally
        {
            slots.Release();
        }
    }

    private async IAsyncEnumerable<OllamaPullProgress> PullAsync(string modelId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        OllamaPullProgress? last = null;
        await foreach (var progress in StreamAsync(new OllamaPull(_api, modelId), StreamFraming.NewlineDelimitedJson, modelId, cancellationToken).ConfigureAwait(false))
        {
            yield return last = progress;
        }

        if (last is not { IsComplete: true })
        {
            throw new LlmProviderException(LlmErrorKind.StreamInterrupted, $"The answer ended before {modelId} was pulled; the last step was: {last?.Status ?? "none"}. Pull it again to go on from there.") { ProviderId = Id, ModelId = modelId, IsTransient = true };
        }
    }

    // A prompt without text loads the model, or unloads it: https://docs.ollama.com/api/generate
    private Task<bool> KeepAsync(string modelId, TimeSpan? keepAlive, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(modelId);
        void Write(Utf8JsonWriter json)
        {
            json.WriteString("model"u8, modelId);
            json.WriteBoolean("stream"u8, false);
            if (keepAlive is { } time)
            {
                OllamaMembers.WriteKeepAlive(json, time);
            }

            if (((OllamaOptions)Options).ContextLength is { } length && keepAlive != TimeSpan.Zero)
            {
                json.WriteStartObject("options"u8);
                json.WriteNumber("num_ctx"u8, length);
                json.WriteEndObject();
            }
        }

        return SendAsync(new OllamaOperation<bool>(HttpMethod.Post, _api + "generate", Write, _ => true), modelId, cancellationToken);
    }

    private static IReadOnlyList<OllamaRunningModel> ReadRunning(JsonElement body)
    {
        var models = body.Items("models"u8) ?? throw new JsonException("There is no list of models.");
        return [.. from model in models
                   let id = model.Text("model"u8) ?? model.Text("name"u8)
                   where id is not null
                   select new OllamaRunningModel
                   {
                       Id = id, Digest = model.Text("digest"u8), SizeBytes = model.Number("size"u8), VideoMemoryBytes = model.Number("size_vram"u8),
                       ContextLength = model.Number("context_length"u8), ExpiresAt = model.Time("expires_at"u8),
                   }];
    }
}
