namespace Llm.Providers;

/// <summary>Reads the price lists of a model.</summary>
internal sealed class CatalogPriceReader(CatalogValues values)
{
    /// <summary>Reads one list, or a list for each time.</summary>
    public IEnumerable<CatalogPrices> Read(CatalogMember field)
    {
        if (field.Value.Kind == CatalogNodeKind.Object)
        {
            return [List(field.Value, isNested: false)];
        }

        if (field.Value.Kind != CatalogNodeKind.List || field.Value.Items.Exists(i => i.Kind != CatalogNodeKind.Object))
        {
            values.WrongType(field.Name, field.Value, "an object of prices, or a list of such objects");
            return [];
        }

        List<CatalogPrices> lists = [.. field.Value.Items.Select(i => List(i, isNested: false))];
        for (var i = 1; i < lists.Count; i++)
        {
            if (string.CompareOrdinal(lists[i].From ?? "", lists[i - 1].From ?? "") <= 0)
            {
                values.Report(CatalogRule.Contradiction, field.Value.Items[i].Position, "Price lists stand from the oldest to the newest, each later one with a day in \"from\" that is after the one before.");
            }
        }

        return lists;
    }

    private CatalogPrices List(CatalogNode node, bool isNested, bool isTier = false)
    {
        var json = new CatalogJson();
        string? from = null, input = null, output = null;
        foreach (var field in values.Distinct(node))
        {
            switch (field.Name)
            {
                case "from" when !isNested:
                    from = values.Date(field);
                    json.Text("from", from);
                    break;
                case "tiers" when !isNested:
                    json.List("tiers", Tiers(field));
                    break;
                case "serviceTiers" when !isNested:
                    json.Raw("serviceTiers", ServiceTiers(field));
                    break;
                case "above" when isTier:
                    break;
                default:
                    var price = Price(field);
                    json.Raw(field.Name, price);
                    input = field.Name == "input" ? price : input;
                    output = field.Name == "output" ? price : output;
                    break;
            }
        }

        return new(from, input, output, json.ToString());
    }

    private string? Price(CatalogMember field)
    {
        if (!CatalogFields.Price.Contains(field.Name))
        {
            values.UnknownField(field, "A price list", [.. CatalogFields.Price, .. CatalogFields.PriceList]);
            return null;
        }

        if (field.Value.Kind == CatalogNodeKind.Number && CatalogNumbers.TryDecimal(field.Value.Text, out var price) && price >= 0)
        {
            return field.Value.Text;
        }

        var shown = field.Value.Kind is CatalogNodeKind.Number or CatalogNodeKind.Text ? field.Value.Text : field.Value.KindName;
        values.Report(CatalogRule.BadPrice, field.Value.Position, $"The price \"{field.Name}\" is {shown}; it must be a number of US dollars, 0 or more, of at most 28 digits.");
        return null;
    }

    private List<string> Tiers(CatalogMember field)
    {
        List<string> tiers = [];
        if (field.Value.Kind != CatalogNodeKind.List)
        {
            values.WrongType(field.Name, field.Value, "a list of objects, each with \"above\" and prices");
            return tiers;
        }

        var last = 0;
        foreach (var item in field.Value.Items)
        {
            if (item.Kind != CatalogNodeKind.Object || item.Find("above") is not { } above)
            {
                values.WrongType(field.Name, item, "an object with \"above\" and prices");
            }
            else if (values.Count("above", above.Value, 1) is { } threshold)
            {
                if (threshold <= last)
                {
                    values.Report(CatalogRule.Contradiction, above.Value.Position, "Tiers stand from the lowest threshold to the highest.");
                }

                last = threshold;
                tiers.Add(new CatalogJson().Number("above", threshold).Raw("prices", List(item, isNested: true, isTier: true).Json).ToString());
            }
        }

        return tiers;
    }

    private string? ServiceTiers(CatalogMember field)
    {
        if (field.Value.Kind != CatalogNodeKind.Object || field.Value.Members.Exists(m => m.Value.Kind != CatalogNodeKind.Object))
        {
            values.WrongType(field.Name, field.Value, "an object that holds prices by the name of the service tier");
            return null;
        }

        var json = new CatalogJson();
        foreach (var tier in values.Distinct(field.Value))
        {
            json.Raw(tier.Name, List(tier.Value, isNested: true).Json);
        }

        return json.ToString();
    }
}
