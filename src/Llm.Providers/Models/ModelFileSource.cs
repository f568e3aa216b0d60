using Microsoft.Extensions.Logging;

namespace Llm.Providers;

/// <summary>The models of a catalog file of the application, read when a model is first asked for.</summary>
internal sealed class ModelFileSource(string path, ProviderDescriptor descriptor, string providerId, ILoggerFactory loggers) : ModelSource
{
    private readonly Lock _gate = new();
    private volatile ModelSource? _models;

    public override IReadOnlyList<ModelItem> Items => Models.Items;

    public override IEnumerable<string> Ids => Models.Ids;

    private ModelSource Models => _models ?? Load();

    /// <summary>Reads a file and lists what is wrong with it, each with its place.</summary>
    /// <param name="path">The path.</param>
    /// <param name="descriptor">The kind of provider the models must belong to.</param>
    /// <param name="providerId">The instance, which the file may name instead.</param>
    /// <param name="models">The models that could be read.</param>
    /// <returns>One sentence per fault.</returns>
    /// <exception cref="LlmProviderException"><see cref="LlmErrorKind.Configuration"/> when the file cannot be opened.</exception>
    public static IReadOnlyList<string> Read(string path, ProviderDescriptor descriptor, string providerId, out IReadOnlyList<ModelItem> models)
    {
        var setting = $"{ConfigSchema.PathOf(providerId)}:{nameof(LlmProviderOptions.ModelsFile)}";
        try
        {
            var file = ModelCatalogFile.Load(path);
            if (file.ProviderId is { } owner && owner != descriptor.Id && owner != providerId)
            {
                models = [];
                return [$"{setting}: '{path}' holds models of {owner}, not of {descriptor.Id}."];
            }

            models = file.Models;
            return [.. file.Faults.Select(f => $"{setting}: {f}")];
        }
        catch (LlmProviderException e)
        {
            throw new LlmProviderException(e.Kind, $"{setting}: {e.Message}", e) { ProviderId = providerId };
        }
    }

    public override ModelItem? Find(string id) => Models.Find(id);

    public override ModelItem? FindAlias(string name) => Models.FindAlias(name);

    public override ModelItem? Default(ModelCapabilities capability) => Models.Default(capability);

    private ModelSource Load()
    {
        lock (_gate)
        {
            if (_models is not null)
            {
                return _models;
            }

            var logger = loggers.CreateLogger("Llm.Providers");
            var faults = Read(path, descriptor, providerId, out var models);
            foreach (var fault in faults)
            {
                logger.ModelsFileFault(providerId, fault);
            }

            return _models = Of(models);
        }
    }
}
