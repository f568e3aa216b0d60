using System.Text;

namespace Llm.Providers.Generators;

/// <summary>Makes of a catalog file what its code is written from.</summary>
internal static class CatalogModelBuilder
{
    public static CatalogResult Build(CatalogInput input)
    {
        if (input.Text is null)
        {
            return new(input.Path, null, new([new(CatalogRule.Syntax, "The file cannot be read.", default)]), default);
        }

        var file = CatalogReader.Read(input.Text);
        var position = file.Class?.Value.Position ?? new(1, 1, 0, 0);
        if (file.ProviderId is not { } provider)
        {
            return new(input.Path, null, new(file.Faults), position);
        }

        var name = ClassName(file, provider);
        var members = MemberNames.Assign(file.Rows, name, file.Faults);
        var model = new CatalogModel(
            input.Path.Substring(input.Path.LastIndexOfAny(['/', '\\']) + 1),
            Namespace(input.Namespace),
            name,
            provider,
            file.Source,
            file.Checked,
            CatalogRowWriter.WriteDefaults(file),
            file.Rows.FindIndex(r => r.IsDefault && !r.IsEmbeddingModel),
            file.Rows.FindIndex(r => r.IsDefault && r.IsEmbeddingModel),
            new(file.Rows.Select((row, i) => Entry(row, members[i], file))));
        return new(input.Path, model, new(file.Faults.OrderBy(f => f.Position.Offset)), position);
    }

    /// <summary>Leaves out what another file gives already: of two files with one class the first by its path counts.</summary>
    public static IEnumerable<CatalogResult> Separate(IEnumerable<CatalogResult> files)
    {
        var owners = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var file in files.OrderBy(f => f.Path, StringComparer.Ordinal))
        {
            if (file.Model is not { } model || Claim(owners, model) is not { } owner)
            {
                yield return file;
                continue;
            }

            var fault = new CatalogFault(CatalogRule.ClassNameTaken, $"The class {model.Class} is made from \"{owner}\" already; give this file another name in \"class\", or another namespace.", file.ClassPosition);
            yield return file with { Model = null, Faults = new(file.Faults.Append(fault)) };
        }
    }

    private static string? Claim(Dictionary<string, string> owners, CatalogModel model)
    {
        var name = $"{model.Namespace}.{model.Class}";
        if (owners.TryGetValue(name, out var owner))
        {
            return owner;
        }

        owners[name] = model.FileName;
        return null;
    }

    private static CatalogEntry Entry(CatalogRow row, string? member, CatalogFile file) => new(
        row.Id,
        member,
        new(row.Aliases.Select(a => a.Name)),
        CatalogRowWriter.Write(row, file),
        new(ModelSummary.Of(row, file)),
        row.Status,
        row.Retires,
        row.Successor,
        row.Known & ~row.Capabilities);

    private static string ClassName(CatalogFile file, string provider)
    {
        var derived = (MemberNames.Pascal(provider) ?? "Llm") + "Models";
        if (file.Class is not { } given)
        {
            return derived;
        }

        if (MemberNames.IsLegal(given.Value.Text))
        {
            return given.Value.Text;
        }

        file.Faults.Add(new(CatalogRule.NoMemberName, $"\"{given.Value.Text}\" cannot be the name of a class; {derived} is taken.", given.Value.Position));
        return derived;
    }

    private static string Namespace(string name)
    {
        var parts = name.Split(['.'], StringSplitOptions.RemoveEmptyEntries);
        return string.Join(".", parts.Select(p => MemberNames.IsLegal(p) ? p : Legal(p)));
    }

    private static string Legal(string part)
    {
        var legal = new StringBuilder(part.Length + 1);
        foreach (var c in part)
        {
            legal.Append(char.IsLetterOrDigit(c) ? c : '_');
        }

        return MemberNames.IsLegal(legal.ToString()) ? legal.ToString() : $"_{legal}";
    }
}
