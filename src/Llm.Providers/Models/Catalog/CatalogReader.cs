namespace Llm.Providers;

/// <summary>Reads a catalog file. It never throws: what is wrong is in the faults, and what is right in the rows.</summary>
internal static class CatalogReader
{
    public static CatalogFile Read(string text)
    {
        var file = new CatalogFile();
        var values = new CatalogValues(file.Faults);
        if (CatalogParser.Parse(text, file.Faults) is { } root)
        {
            ReadRoot(root, file, values);
        }

        file.Faults.Sort((a, b) => a.Position.Offset.CompareTo(b.Position.Offset));
        return file;
    }

    private static void ReadRoot(CatalogNode root, CatalogFile file, CatalogValues values)
    {
        if (root.Kind != CatalogNodeKind.Object)
        {
            values.WrongType("the file", root, "an object with \"provider\" and \"models\", or with models as its members");
            return;
        }

        List<CatalogRow> rows = [];
        if (root.Find("models") is null && root.Members.Exists(m => m.Value.Kind == CatalogNodeKind.Object))
        {
            ReadHead(root.Members.Where(m => CatalogFields.File.Contains(m.Name)), file, values);
            rows.AddRange(Rows(root.Members.Where(m => !CatalogFields.File.Contains(m.Name)), file, values, isGuideForm: true));
        }
        else
        {
            ReadHead(values.Distinct(root), file, values);
            rows.AddRange(Models(root.Find("models"), file, values));
        }

        if (file.ProviderId is null)
        {
            values.Report(CatalogRule.MissingProvider, root.Position, "The file does not say whose models it holds; give it \"provider\", or each model \"llm\".");
            return;
        }

        CatalogRules.Keep(rows, file, values);
    }

    private static void ReadHead(IEnumerable<CatalogMember> fields, CatalogFile file, CatalogValues values)
    {
        foreach (var field in fields)
        {
            switch (field.Name)
            {
                case "$schema" or "models": break;
                case "provider": file.ProviderId = values.Text(field); break;
                case "class": file.Class = values.Text(field) is null ? null : field; break;
                case "source": file.Source = values.Address(field); break;
                case "checked": file.Checked = values.Date(field); break;
                default: values.UnknownField(field, "A catalog file", CatalogFields.File); break;
            }
        }
    }

    private static List<CatalogRow> Models(CatalogMember? models, CatalogFile file, CatalogValues values)
    {
        switch (models?.Value)
        {
            case { Kind: CatalogNodeKind.Object } keyed:
                return Rows(keyed.Members, file, values, isGuideForm: false);
            case { Kind: CatalogNodeKind.List } list:
                return Rows(list.Items.Select(i => (i, default(CatalogMember))), file, values, isGuideForm: false);
            case { } other:
                values.WrongType("models", other, "an object of models by id, or a list of models");
                return [];
            default:
                return [];
        }
    }

    private static List<CatalogRow> Rows(IEnumerable<CatalogMember> keyed, CatalogFile file, CatalogValues values, bool isGuideForm) =>
        Rows(keyed.Select(m => (m.Value, (CatalogMember?)m)), file, values, isGuideForm);

    private static List<CatalogRow> Rows(IEnumerable<(CatalogNode Value, CatalogMember? Key)> models, CatalogFile file, CatalogValues values, bool isGuideForm)
    {
        List<CatalogRow> rows = [];
        var provider = file.ProviderId;
        foreach (var (value, key) in models)
        {
            if (new CatalogRowReader(values, isGuideForm).Read(value, key, ref provider) is { } row)
            {
                rows.Add(row);
            }
        }

        file.ProviderId = provider;
        return rows;
    }
}
