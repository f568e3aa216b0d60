using System.Collections;
using System.Globalization;
using Llm.Providers.Anthropic;
using Llm.Providers.Google;
using Llm.Providers.LMStudio;
using Llm.Providers.Ollama;
using Llm.Providers.OpenAI;
using Llm.Providers.OpenAICompatible;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Catalog;

/// <summary>The catalogs of all packages, compiled in and as files.</summary>
internal static class Catalogs
{
    /// <summary>Gets the providers that have a catalog.</summary>
    public static IReadOnlyList<ProviderDescriptor> All { get; } =
    [
        OpenAIProvider.Description,
        AzureOpenAIProvider.Description,
        AnthropicProvider.Description,
        GoogleProvider.Description,
        GoogleVertexProvider.Description,
        OllamaProvider.Description,
        LMStudioProvider.Description,
        .. OpenAICompatiblePresets.All.Where(p => p.Models.Count > 0).Select(p => new OpenAICompatibleProvider(p).Descriptor),
    ];

    public static TheoryData<string> Ids => [.. All.Select(d => d.Id)];

    /// <summary>Gets the catalog files by the id of their provider.</summary>
    public static IReadOnlyDictionary<string, string> Files { get; } =
        Directory.GetDirectories(Path.Combine(Repository.Root, "src")).Select(d => Path.Combine(d, "Catalog")).Where(Directory.Exists)
            .SelectMany(d => Directory.GetFiles(d, "*.json")).ToDictionary(f => Path.GetFileNameWithoutExtension(f)!);

    public static IReadOnlyList<ModelItem> Of(string providerId) => All.Single(d => d.Id == providerId).Models;

    public static ModelItem Model(string providerId, string id) => Of(providerId).Single(m => m.Id == id || m.Aliases.Contains(id));

    /// <summary>Writes everything a value says, so that two of them can be compared whole.</summary>
    public static string Describe(object? value) => value switch
    {
        null => "-",
        string or Uri or Enum or bool => $"{value}",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable items => $"[{string.Join(", ", items.Cast<object>().Select(Describe))}]",
        _ => $"{{{string.Join("; ", value.GetType().GetProperties().Select(p => $"{p.Name}={Describe(p.GetValue(value))}"))}}}",
    };
}
