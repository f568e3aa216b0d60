namespace Llm.Providers;

/// <summary>What the models of a file must be among each other.</summary>
internal static class CatalogRules
{
    /// <summary>Takes over the rows that may stand beside each other: of those with the same id the first.</summary>
    public static void Keep(IEnumerable<CatalogRow> rows, CatalogFile file, CatalogValues values)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (ids.Add(row.Id))
            {
                file.Rows.Add(row);
            }
            else
            {
                values.Report(CatalogRule.Duplicate, row.IdPosition, $"The model \"{row.Id}\" is in the file already; this one is left out.");
            }
        }

        Aliases(file, ids, values);
        Defaults(file, values);
        foreach (var row in file.Rows)
        {
            if (row.Prices.Count > 0 && row.Source is null && row.PriceSource is null && file.Source is null)
            {
                values.Report(CatalogRule.PriceWithoutSource, row.PricesPosition, $"The prices of \"{row.Id}\" have no source; give \"priceSource\", or \"source\" of the model or the file.");
            }

            if (row.Successor is { } successor && !ids.Contains(successor) && !file.Rows.Exists(r => r.Aliases.Exists(a => a.Name == successor)))
            {
                values.Report(CatalogRule.UnknownSuccessor, row.SuccessorPosition, $"The successor \"{successor}\" of \"{row.Id}\" is not in the file.");
            }
        }
    }

    private static void Aliases(CatalogFile file, HashSet<string> ids, CatalogValues values)
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in file.Rows)
        {
            foreach (var alias in row.Aliases.ToList())
            {
                var owner = ids.Contains(alias.Name) ? alias.Name : owners.TryGetValue(alias.Name, out var other) ? other : null;
                if (owner is null)
                {
                    owners[alias.Name] = row.Id;
                    continue;
                }

                row.HasErrors = true;
                row.Aliases.Remove(alias);
                values.Report(CatalogRule.Duplicate, alias.Position, $"The alias \"{alias.Name}\" of \"{row.Id}\" is a name of \"{owner}\" already; it is left out.");
            }
        }
    }

    /// <summary>At most one model for conversations and one for embeddings is the default; the first one stays.</summary>
    private static void Defaults(CatalogFile file, CatalogValues values)
    {
        foreach (var kind in file.Rows.Where(r => r.IsDefault).GroupBy(r => r.IsEmbeddingModel))
        {
            foreach (var row in kind.Skip(1))
            {
                (row.IsDefault, row.HasErrors) = (false, true);
                values.Report(CatalogRule.TwoDefaults, row.DefaultPosition, $"\"{kind.First().Id}\" is the default {(kind.Key ? "for embeddings" : "for conversations")} already; only one model can be.");
            }
        }
    }
}
