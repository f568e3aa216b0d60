using System.Collections.Concurrent;
using Llm.Providers.Wire;
using Microsoft.Extensions.Logging;

namespace Llm.Providers;

// The models of a provider: what is known of them, and the vendor's own list.
public abstract partial class BaseLlmProvider
{
    /// <summary>So many names are compared with the known ones; callers may take names from their own users.</summary>
    private const int MostCompared = 256;

    /// <summary>The longest list of models known, of a gateway, has a few hundred entries; this many pages of a hundred are far beyond any.</summary>
    private const int MostPages = 1000;

    private readonly ConcurrentDictionary<string, bool> _compared = new(StringComparer.Ordinal);

    /// <summary>Gets the models that are known without asking the vendor, and those of its list once <see cref="RefreshModelsAsync"/> has asked for it.</summary>
    public IReadOnlyList<ModelItem> Models => _catalog.Models;

    /// <summary>Gets the wire format of the model list; <see langword="null"/> when the vendor has none.</summary>
    protected virtual ModelListProtocol? ModelList => null;

    internal IEnumerable<string> ModelIds => _catalog.Ids;

    internal DateOnly Today => DateOnly.FromDateTime((Services.Time ?? TimeProvider.System).GetUtcNow().UtcDateTime);

    /// <summary>Finds a model: by its exact id, then by an alias, then by the rules for ids (dates, <c>-latest</c>, <c>:free</c>, regions, vendors). An id that is not known passes: it is the vendor who says whether it exists.</summary>
    /// <param name="idOrAlias">The id or alias.</param>
    /// <returns>
    /// The model; <see cref="ModelItem.Origin"/> is <see cref="ModelOrigin.Assumed"/> when nothing is known of it. A model found by a rule keeps the id
    /// that was asked for, which is sent unchanged, and names the model whose facts it has in <see cref="ModelItem.FactsFrom"/>.
    /// </returns>
    public ModelItem GetModel(string idOrAlias)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(idOrAlias);
        return _catalog.GetOrAssume(idOrAlias);
    }

    /// <summary>Asks the vendor for its models and merges the answer with what is known.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The vendor's models in the vendor's order. What the vendor says of one goes before a catalog, and what the application says in code or configuration before both.</returns>
    /// <exception cref="LlmProviderException">Any kind; <see cref="LlmErrorKind.Configuration"/> when the vendor has no list.</exception>
    public virtual async Task<IReadOnlyList<ModelItem>> ListModelsAsync(CancellationToken cancellationToken = default)
    {
        var protocol = ModelList ?? throw Error(LlmErrorKind.Configuration, $"{Descriptor.DisplayName} ({Id}) has no list of models; Models holds what is known.");
        return _catalog.Merge(await ListModelsAsync(protocol, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Asks the vendor for its models and keeps the answer: from then on <see cref="GetModel"/> and <see cref="Models"/> know it. Nothing asks for it unbidden.</summary>
    /// <param name="force"><see langword="true"/> asks even when the kept list is younger than <see cref="LlmProviderOptions.ModelListLifetime"/>. The default is <see langword="false"/>.</param>
    /// <param name="cancellationToken">Ends the wait. Callers that ask at the same time share one request, which goes on for the others.</param>
    /// <returns>The vendor's models, as <see cref="ListModelsAsync(CancellationToken)"/> gives them.</returns>
    /// <exception cref="LlmProviderException">Any kind; the list that was kept before stays.</exception>
    /// <remarks>A client knows of its model what was known when it was made.</remarks>
    public Task<IReadOnlyList<ModelItem>> RefreshModelsAsync(bool force = false, CancellationToken cancellationToken = default) =>
        _liveModels.GetAsync(AskAsync, force ? null : Options.ModelListLifetime, cancellationToken);

    /// <summary>Names the known model behind a name that only the user knows, such as that of a deployment. The default knows none.</summary>
    /// <param name="modelId">The name that was asked for.</param>
    /// <returns>The id of a model; <see langword="null"/> when the name stands for itself.</returns>
    protected virtual string? KnownModelOf(string modelId) => null;

    /// <summary>Asks the vendor for its models over one wire format, page by page.</summary>
    /// <param name="protocol">The wire format of the first page.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The vendor's answer, not merged with the catalog.</returns>
    protected async Task<IReadOnlyList<ModelItem>> ListModelsAsync(ModelListProtocol protocol, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        List<ModelItem> models = [];
        HashSet<string> asked = new(StringComparer.Ordinal);
        for (string? path = null, next = null; ; path = next)
        {
            using var request = new WireRequest { Method = HttpMethod.Get };
            protocol.Render(request);
            request.Path = path ?? request.Path;
            if (!asked.Add(request.Path) || asked.Count > MostPages)
            {
                var fault = asked.Count > MostPages ? $"goes on after {MostPages} pages" : "leads from one page back to a page before";
                throw Error(LlmErrorKind.MalformedResponse, $"{Descriptor.DisplayName} ({Id}): the list of models {fault}, so it has no end. Models holds what is known without it.");
            }

            (var page, next) = await OperationRunner.RunAsync(Transport, request, protocol.ParseError, body => (protocol.Parse(body, Id), protocol.NextPage(body)), null, cancellationToken).ConfigureAwait(false);
            models.AddRange(page);
            if (next is null || page.Count == 0) // a list that says it goes on but gives nothing would go round for ever
            {
                return models;
            }
        }
    }

    // What is known without the vendor and without configuration, from the lowest layer to the highest. A file is read when it is needed.
    private IEnumerable<ModelSource> Layers()
    {
        if (Descriptor.Models.Count > 0)
        {
            yield return ModelSource.Of(Descriptor.Models);
        }

        if (!string.IsNullOrWhiteSpace(Options.ModelsFile))
        {
            yield return new ModelFileSource(Options.ModelsFile, Descriptor, Id, Services.LoggerFactory);
        }

        foreach (var catalog in Options.ModelCatalogs)
        {
            yield return ModelSource.Of(catalog);
        }
    }

    private async Task<IReadOnlyList<ModelItem>> AskAsync()
    {
        var live = _catalog.Merge(await ListModelsAsync(CancellationToken.None).ConfigureAwait(false)); // an override may not have merged it
        _catalog.Keep(live);
        return live;
    }

    private ModelItem Named(string? modelId, ModelCapabilities capability, string method)
    {
        var model = modelId is null ? DefaultModel(capability, method) : GetModel(modelId);
        if (model.Origin == ModelOrigin.Assumed)
        {
            WarnOfSlip(model.Id);
        }

        return model;
    }

    private void WarnOfSlip(string modelId)
    {
        var logger = Services.LoggerFactory.CreateLogger("Llm.Providers");
        if (logger.IsEnabled(LogLevel.Warning) && _compared.Count < MostCompared && _compared.TryAdd(modelId, true)
            && Suggestions.OneSlipAway(modelId, _catalog.Ids) is { } known)
        {
            logger.NearlyKnownModel(Id, modelId, known);
        }
    }

    private ModelItem DefaultModel(ModelCapabilities capability, string method)
    {
        if (capability == ModelCapabilities.Chat && !string.IsNullOrWhiteSpace(Options.DefaultModel))
        {
            return GetModel(Options.DefaultModel);
        }

        return _catalog.Default(capability) ?? throw Error(
            LlmErrorKind.Configuration,
            $"No model was named and {Id} has no default for {capability}. Name one in {method}(modelId){(capability == ModelCapabilities.Chat ? $" or {ConfigSchema.PathOf(Id)}:DefaultModel" : "")}.");
    }
}
