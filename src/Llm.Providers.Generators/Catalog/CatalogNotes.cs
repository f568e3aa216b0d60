using System.Globalization;

namespace Llm.Providers.Generators;

/// <summary>The few facts of a catalog that the analyzer needs, as text: a line for each model, its fields parted by <c>|</c>.</summary>
/// <remarks>
/// Fields: names parted by a blank, status, day of retirement, successor, capabilities known to be lacking; those at the end may be missing. Every model is in it,
/// also one of which there is nothing to say: an id that one provider has retired and another still serves is no mistake.
/// </remarks>
internal static class CatalogNotes
{
    public static string Write(CatalogModel model) => string.Join("\n", model.Models.Where(e => IsPlain(e.Id)).Select(Line));

    public static IEnumerable<KeyValuePair<string, ModelNote>> Read(string notes)
    {
        foreach (var line in notes.Split('\n'))
        {
            var fields = line.TrimEnd('\r').Split('|');
            var names = fields[0].Split([' '], StringSplitOptions.RemoveEmptyEntries);
            if (names.Length > 0)
            {
                var note = new ModelNote(names[0], (ModelStatus)Flags(fields, 1), Text(fields, 2), Text(fields, 3), (ModelCapabilities)Flags(fields, 4));
                foreach (var name in names)
                {
                    yield return new(name, note);
                }
            }
        }
    }

    private static string Line(CatalogEntry entry)
    {
        var names = string.Join(" ", entry.Aliases.Where(IsPlain).Prepend(entry.Id));
        var isOver = entry.Status is ModelStatus.Deprecated or ModelStatus.Retired;
        var status = isOver ? Number((int)entry.Status) : "";
        var lacks = entry.Lacks == ModelCapabilities.None ? "" : Number((int)entry.Lacks);
        var successor = isOver && entry.Successor is { } name && IsPlain(name) ? name : "";
        return string.Join("|", names, status, isOver ? entry.Retires : "", successor, lacks).TrimEnd('|');
    }

    private static string? Text(string[] fields, int index) => index < fields.Length && fields[index].Length > 0 ? fields[index] : null;

    private static int Flags(string[] fields, int index) => int.TryParse(Text(fields, index), NumberStyles.None, CultureInfo.InvariantCulture, out var flags) ? flags : 0;

    /// <summary>Ids that hold a separator, a quote or a control character exist nowhere; one that did would go unchecked.</summary>
    private static bool IsPlain(string id) => id.All(c => c is > ' ' and not '|' and not '"' and not '\u007F' and not '\u0085' and not '\u2028' and not '\u2029');

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
