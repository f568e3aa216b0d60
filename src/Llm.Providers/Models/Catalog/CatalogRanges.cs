namespace Llm.Providers;

/// <summary>Reads the fields of a model that are ranges, or hold one.</summary>
internal static class CatalogRanges
{
    /// <summary>Reads the temperatures a model takes.</summary>
    public static (string Minimum, string Maximum)? Temperature(CatalogValues values, CatalogMember field)
    {
        if (Ends(field.Value) is not ({ Kind: CatalogNodeKind.Number } least, { Kind: CatalogNodeKind.Number } most))
        {
            values.WrongType(field.Name, field.Value, "a list of two numbers, the smallest and the largest");
            return null;
        }

        if (!CatalogNumbers.TryDouble(least.Text, out var minimum) || !CatalogNumbers.TryDouble(most.Text, out var maximum) || minimum > maximum)
        {
            values.Report(CatalogRule.Contradiction, field.Value.Position, $"\"{field.Name}\" goes from {least.Text} to {most.Text}; the first number must not be above the second.");
            return null;
        }

        return (least.Text, most.Text);
    }

    /// <summary>Reads how reasoning is asked for.</summary>
    /// <returns>The same in the normalised form.</returns>
    public static string? Reasoning(CatalogValues values, CatalogMember field)
    {
        if (field.Value.Kind != CatalogNodeKind.Object)
        {
            values.WrongType(field.Name, field.Value, $"an object of {string.Join(", ", CatalogFields.Reasoning)}");
            return null;
        }

        var json = new CatalogJson();
        foreach (var part in values.Distinct(field.Value))
        {
            switch (part.Name)
            {
                case "efforts": json.Texts("efforts", values.Texts(part)); break;
                case "adaptive" or "canBeOff": json.Flag(part.Name, values.Flag(part)); break;
                case "budget": Budget(values, part, json); break;
                default: values.UnknownField(part, "\"reasoning\"", CatalogFields.Reasoning); break;
            }
        }

        return json.ToString();
    }

    private static (CatalogNode Least, CatalogNode Most)? Ends(CatalogNode range) =>
        range is { Kind: CatalogNodeKind.List, Items.Count: 2 } ? (range.Items[0], range.Items[1]) : null;

    private static void Budget(CatalogValues values, CatalogMember field, CatalogJson json)
    {
        if (field.Value.Kind is CatalogNodeKind.True or CatalogNodeKind.False)
        {
            json.Flag("takesBudget", values.Flag(field));
            return;
        }

        if (Ends(field.Value) is not var (least, most))
        {
            values.WrongType(field.Name, field.Value, "true, false or a list of two numbers, the smallest and the largest");
            return;
        }

        // Null stands for an end that is not known.
        var minimum = least.Kind == CatalogNodeKind.Null ? null : values.Count(field.Name, least, 0);
        var maximum = most.Kind == CatalogNodeKind.Null ? null : values.Count(field.Name, most, 0);
        if (minimum > maximum)
        {
            values.Report(CatalogRule.Contradiction, field.Value.Position, $"\"budget\" goes from {least.Text} to {most.Text}; the first number must not be above the second.");
            return;
        }

        json.Flag("takesBudget", true).Number("minimumBudget", minimum).Number("maximumBudget", maximum);
    }
}
