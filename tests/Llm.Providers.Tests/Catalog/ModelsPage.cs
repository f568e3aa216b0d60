using System.Globalization;
using System.Text;
using System.Text.Json;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Catalog;

/// <summary>Writes the tables of what the catalogs hold and where it is from.</summary>
internal static class ModelsPage
{
    private const string Begin = "<!-- The tables below are written by a test: UPDATE_DOCS=1 dotnet test --filter ModelsPage -->\n";
    private const string End = "<!-- End of the tables. -->\n";

    /// <summary>Puts the tables of now in the place of those that stand in a page.</summary>
    public static string Rewrite(string page)
    {
        var (start, end) = (page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, page.IndexOf(End, StringComparison.Ordinal));
        return page[..start] + Tables() + page[end..];
    }

    /// <summary>Reads which collections the catalogs are made of.</summary>
    public static IEnumerable<JsonElement> Sources()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "build", "catalog", "sources.json"));
        return JsonDocument.Parse(text, new() { CommentHandling = JsonCommentHandling.Skip }).RootElement.EnumerateObject().Select(s => s.Value);
    }

    private static string Tables()
    {
        var text = new StringBuilder("\n| collection | commit | of |\n|---|---|---|\n");
        foreach (var source in Sources())
        {
            text.Append(CultureInfo.InvariantCulture, $"| {source.GetProperty("name").GetString()} | `{source.GetProperty("commit").GetString()}` | {source.GetProperty("date").GetString()} |\n");
        }

        text.Append("\n| provider | id | models | conversations | embeddings | with prices | price alone | over or ending | default | facts of |\n|---|---|---:|---:|---:|---:|---:|---:|---|---|\n");
        foreach (var provider in Catalogs.All)
        {
            AddRow(text, $"[{provider.DisplayName}]({Page(provider)})", $"`{provider.Id}`", provider.Models, Default(provider.Models), $"{provider.Models.Min(m => m.Checked):yyyy-MM-dd}");
        }

        AddRow(text, $"{Catalogs.All.Count} providers", "", [.. Catalogs.All.SelectMany(d => d.Models)], "", "");
        return text.Append('\n').ToString();
    }

    private static void AddRow(StringBuilder text, string name, string id, IReadOnlyList<ModelItem> models, string @default, string day) => text.Append(
        CultureInfo.InvariantCulture,
        $"| {name} | {id} | {models.Count:N0} | {Count(models, m => m.Supports(ModelCapabilities.Chat) == true)} | {Count(models, m => m.Supports(ModelCapabilities.Embeddings) == true)} | {Count(models, m => m.Prices is not null)} "
        + $"| {Count(models, m => m.Prices is not null && m.KnownCapabilities == ModelCapabilities.None && m.Output == Modalities.None)} | {Count(models, m => m.Status is ModelStatus.Deprecated or ModelStatus.Retired)} | {@default} | {day} |\n");

    private static string Count(IEnumerable<ModelItem> models, Func<ModelItem, bool> which) => models.Count(which) is > 0 and var count ? count.ToString("N0", CultureInfo.InvariantCulture) : "–";

    private static string Default(IReadOnlyList<ModelItem> models) => string.Join(", ", models.Where(m => m.IsDefault).OrderBy(m => m.Supports(ModelCapabilities.Embeddings) == true).Select(m => $"`{m.Id}`"));

    // Both of Google's providers share a page.
    private static string Page(ProviderDescriptor provider) =>
        $"providers/{(File.Exists(Path.Combine(Repository.Root, "docs", "providers", provider.Id + ".md")) ? provider.Id : provider.Id.Split('-')[0])}.md";
}
