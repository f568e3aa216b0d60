using System.Globalization;

namespace Llm.Providers.Generators;

/// <summary>Says in sentences what a catalog knows of a model, for those who write code with it.</summary>
internal static class ModelSummary
{
    public static IEnumerable<string> Of(CatalogRow row, CatalogFile file)
    {
        yield return row.Name is null || row.Name == row.Id ? $"The model {row.Id}." : $"{row.Name}, {row.Id}.";
        if (Life(row) is { } life)
        {
            yield return life;
        }

        if (Limits(row) is { } limits)
        {
            yield return limits;
        }

        if (Kinds(row) is { } kinds)
        {
            yield return kinds;
        }

        var can = CatalogWords.In((int)row.Capabilities, CatalogWords.Capabilities).ToList();
        if (can.Count > 0)
        {
            yield return $"Can do {string.Join(", ", can)}.";
        }

        if (row.PricesOn(row.Checked ?? file.Checked) is { } prices && (prices.Input ?? prices.Output) is not null)
        {
            yield return $"USD per 1,000,000 tokens: {string.Join(", ", new[] { Price("input", prices.Input), Price("output", prices.Output) }.Where(p => p is not null))}.";
        }

        if (row.Knowledge is { } knowledge)
        {
            yield return $"Knows of the time until {knowledge}.";
        }
    }

    private static string? Life(CatalogRow row) => row.Status switch
    {
        ModelStatus.Preview => "A preview, which may change without notice.",
        ModelStatus.Deprecated => $"Deprecated{Ends(row)}.",
        ModelStatus.Retired => $"Retired{Ends(row)}.",
        _ => row.Retires is null ? null : $"Retires on {row.Retires}{After(row)}.",
    };

    private static string Ends(CatalogRow row) => (row.Retires is null ? "" : row.Status == ModelStatus.Retired ? $" on {row.Retires}" : $", retires on {row.Retires}") + After(row);

    private static string After(CatalogRow row) => row.Successor is null ? "" : $", followed by {row.Successor}";

    private static string? Limits(CatalogRow row)
    {
        if (row.Dimensions is { } dimensions)
        {
            return $"Vectors of {Number(dimensions)} numbers{(row.Context is { } text ? $" for texts of up to {Number(text)} tokens" : "")}.";
        }

        return (row.Context, row.MaxOutput) switch
        {
            ({ } context, { } output) => $"Context of {Number(context)} tokens, output of up to {Number(output)}.",
            ({ } context, null) => $"Context of {Number(context)} tokens.",
            (null, { } output) => $"Output of up to {Number(output)} tokens.",
            _ => null,
        };
    }

    private static string? Kinds(CatalogRow row)
    {
        var takes = string.Join(", ", CatalogWords.In((int)row.Input, CatalogWords.Inputs));
        var gives = string.Join(", ", CatalogWords.In((int)row.Output, CatalogWords.Outputs));
        return (takes, gives) switch
        {
            ("", "") => null,
            (_, "") => $"Takes {takes}.",
            ("", _) => $"Gives {gives}.",
            _ => $"Takes {takes}; gives {gives}.",
        };
    }

    private static string? Price(string name, string? price) => price is null ? null : $"{name} {price}";

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
