using System.Globalization;

namespace Llm.Providers;

/// <summary>Reads single values of a catalog file; what is wrong is noted with its place and gives nothing.</summary>
internal sealed class CatalogValues(List<CatalogFault> faults)
{
    public List<CatalogFault> Faults => faults;

    public void Report(CatalogRule rule, CatalogPosition position, string message) => faults.Add(new(rule, message, position));

    public string? Text(CatalogMember field)
    {
        if (field.Value.Kind == CatalogNodeKind.Text && field.Value.Text.Trim().Length > 0)
        {
            return field.Value.Text;
        }

        WrongType(field.Name, field.Value, "a text that is not empty");
        return null;
    }

    public bool? Flag(CatalogMember field)
    {
        if (field.Value.Kind is CatalogNodeKind.True or CatalogNodeKind.False)
        {
            return field.Value.Kind == CatalogNodeKind.True;
        }

        WrongType(field.Name, field.Value, "true or false");
        return null;
    }

    /// <summary>Reads a number of things, such as tokens.</summary>
    public int? Count(CatalogMember field) => Count(field.Name, field.Value, 1);

    public int? Count(string name, CatalogNode value, int least)
    {
        if (value.Kind != CatalogNodeKind.Number)
        {
            WrongType(name, value, "a whole number");
            return null;
        }

        if (CatalogNumbers.TryWhole(value.Text, least, out var number))
        {
            return number;
        }

        Report(CatalogRule.Contradiction, value.Position, $"\"{name}\" is {value.Text}; it must be a whole number from {least.ToString(CultureInfo.InvariantCulture)} to {int.MaxValue.ToString(CultureInfo.InvariantCulture)}.");
        return null;
    }

    public List<string> Texts(CatalogMember field)
    {
        if (field.Value.Kind != CatalogNodeKind.List)
        {
            WrongType(field.Name, field.Value, "a list of texts");
            return [];
        }

        foreach (var item in field.Value.Items.Where(i => !IsText(i)))
        {
            WrongType(field.Name, item, "a list of texts that are not empty, but one item");
        }

        return [.. field.Value.Items.Where(IsText).Select(i => i.Text)];
    }

    /// <summary>Reads a list of known words into the flags they stand for.</summary>
    public int Words(CatalogMember field, IReadOnlyDictionary<string, int> words)
    {
        if (field.Value.Kind != CatalogNodeKind.List)
        {
            WrongType(field.Name, field.Value, "a list of words");
            return 0;
        }

        return field.Value.Items.Aggregate(0, (flags, item) => flags | Word(field.Name, item, words));
    }

    /// <summary>Reads a known word into what it stands for; 0 when it is not known.</summary>
    public int Word(string name, CatalogNode value, IReadOnlyDictionary<string, int> words)
    {
        if (value.Kind != CatalogNodeKind.Text)
        {
            WrongType(name, value, "a word");
            return 0;
        }

        if (words.TryGetValue(value.Text, out var found))
        {
            return found;
        }

        Report(CatalogRule.UnknownWord, value.Position, $"\"{name}\" does not know the word \"{value.Text}\"; it knows {string.Join(", ", words.Keys)}.");
        return 0;
    }

    /// <summary>Reads a day.</summary>
    /// <returns>The day as <c>yyyy-MM-dd</c>.</returns>
    public string? Date(CatalogMember field, bool takesMonth = false)
    {
        var text = field.Value.Kind == CatalogNodeKind.Text ? field.Value.Text : "";
        if (DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            return text;
        }

        if (takesMonth && DateTime.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month))
        {
            return $"{text}-{DateTime.DaysInMonth(month.Year, month.Month).ToString(CultureInfo.InvariantCulture)}";
        }

        var shape = takesMonth ? "a day as yyyy-MM-dd or a month as yyyy-MM" : "a day as yyyy-MM-dd";
        Report(CatalogRule.BadDate, field.Value.Position, $"\"{field.Name}\" is {Shown(field.Value)}; it must be {shape}.");
        return null;
    }

    public string? Address(CatalogMember field)
    {
        if (field.Value.Kind == CatalogNodeKind.Text && Uri.TryCreate(field.Value.Text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http")
        {
            return field.Value.Text;
        }

        WrongType(field.Name, field.Value, "an address that begins with https://");
        return null;
    }

    public void WrongType(string name, CatalogNode value, string expected) =>
        Report(CatalogRule.WrongType, value.Position, $"\"{name}\" is {Shown(value)}; it must be {expected}.");

    public void UnknownField(CatalogMember field, string where, IEnumerable<string> known) =>
        Report(CatalogRule.UnknownField, field.Position, $"{where} has no field \"{field.Name}\"; it is left out. Known: {string.Join(", ", known)}.");

    /// <summary>Notes the fields that are named twice; the last one counts, as with every reader of JSON.</summary>
    public List<CatalogMember> Distinct(CatalogNode node, Func<string, string>? canonical = null)
    {
        var fields = new Dictionary<string, CatalogMember>(StringComparer.Ordinal);
        foreach (var field in node.Members)
        {
            var name = canonical?.Invoke(field.Name) ?? field.Name;
            if (fields.ContainsKey(name))
            {
                Report(CatalogRule.Duplicate, field.Position, $"The field \"{name}\" is given twice.");
            }

            fields[name] = field;
        }

        return [.. fields.Values];
    }

    private static string Shown(CatalogNode value) => value.Kind is CatalogNodeKind.Text ? $"\"{value.Text}\"" : value.KindName;

    private static bool IsText(CatalogNode item) => item.Kind == CatalogNodeKind.Text && item.Text.Trim().Length > 0;
}
