using System.Globalization;

namespace Llm.Providers;

/// <summary>What the facts of one model must be among themselves.</summary>
internal static class CatalogRowRules
{
    public static void Check(CatalogRow row, CatalogValues values)
    {
        AtMost(row, values, "maxInput", row.MaxInput, row.Context);
        AtMost(row, values, "maxOutput", row.MaxOutput, row.Context);
        if (row.Retires is not null && row.Released is not null && string.CompareOrdinal(row.Retires, row.Released) < 0)
        {
            values.Report(CatalogRule.Contradiction, Place(row, "retires"), $"The model retires on {row.Retires}, before it is released on {row.Released}.");
        }

        if (row.Successor is not null && row.Successor == row.Id)
        {
            values.Report(CatalogRule.Contradiction, row.SuccessorPosition, "The model is its own successor.");
        }
    }

    private static void AtMost(CatalogRow row, CatalogValues values, string name, int? limit, int? context)
    {
        if (limit > context)
        {
            values.Report(CatalogRule.Contradiction, Place(row, name), $"\"{name}\" is {Text(limit)}, which is more than the context of {Text(context)} tokens.");
        }
    }

    private static CatalogPosition Place(CatalogRow row, string field) =>
        row.Node.Members.Find(m => CatalogFields.Canonical(m.Name) == field)?.Value.Position ?? row.Node.Position;

    private static string Text(int? number) => number.GetValueOrDefault().ToString(CultureInfo.InvariantCulture);
}
