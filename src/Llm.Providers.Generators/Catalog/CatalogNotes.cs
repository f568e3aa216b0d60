using System.Globalization;

namespace Llm.Providers.Generators;

/// <summary>The few facts of a catalog that the analyzer needs, as text: a line for each model, its fields parted by <c>|</c>.</summary>
/// <remarks>Fields: names parted by a blank, status, day of retirement, successor, capabilities known to be lacking. Only models of which there is something to say are in it.</remarks>
internal static class CatalogNotes
{
    public static string Write(CatalogModel model) => string.Join("\n", model.Models.Where(HasNote).Select(Line));

    private static bool HasNote(CatalogEntry entry) =>
        (entry.Lacks != ModelCapabilities.None || entry.Status is ModelStatus.Deprecated or ModelStatus.Retired) && IsPlain(entry.Id);

    private static string Line(CatalogEntry entry)
    {
        var status = entry.Status is ModelStatus.Deprecated or ModelStatus.Retired ? Number((int)entry.Status) : "";
        var successor = entry.Successor is { } name && IsPlain(name) ? name : "";
        return string.Join("|", string.Join(" ", entry.Aliases.Where(IsPlain).Prepend(entry.Id)), status, status.Length == 0 ? "" : entry.Retires, status.Length == 0 ? "" : successor, Number((int)entry.Lacks)).TrimEnd('|');
    }

    /// <summary>Ids that hold a separator, a quote or a control character exist nowhere; one that did would go unchecked.</summary>
    private static bool IsPlain(string id) => id.All(c => c is > ' ' and not '|' and not '"' and not '\u007F');

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
