namespace Llm.Providers;

/// <summary>Writes a model in the normalised form, which <c>ModelRowReader</c> reads: one line of JSON, every field once and in its order, words as the flags they stand for.</summary>
internal static class CatalogRowWriter
{
    /// <summary>Writes what holds for every model of a file that does not say otherwise.</summary>
    public static string WriteDefaults(CatalogFile file) => new CatalogJson().Text("source", file.Source).Text("checked", file.Checked).ToString();

    public static string Write(CatalogRow row, CatalogFile file)
    {
        var prices = row.PricesOn(row.Checked ?? file.Checked);
        return new CatalogJson()
            .Text("id", row.Id)
            .Text("name", row.Name)
            .Texts("aliases", row.Aliases.Select(a => a.Name))
            .Text("family", row.Family)
            .Text("protocol", row.Protocol)
            .Flag("default", row.IsDefault ? true : null)
            .Flags("status", (int)row.Status)
            .Text("retires", row.Retires)
            .Text("successor", row.Successor)
            .Flags("input", (int)row.Input)
            .Flags("output", (int)row.Output)
            .Flags("capabilities", (int)row.Capabilities)
            .Flags("known", (int)row.Known)
            .Flags("rejects", (int)row.Rejects)
            .Raw("temperature", row.Temperature is { } range ? $"[{range.Minimum},{range.Maximum}]" : null)
            .Text("maxTokensField", row.MaxTokensField)
            .Raw("reasoning", row.Reasoning)
            .Number("context", row.Context)
            .Number("maxInput", row.MaxInput)
            .Number("maxOutput", row.MaxOutput)
            .Number("dimensions", row.Dimensions)
            .Number("maxInputs", row.MaxInputs)
            .Raw("prices", prices?.Json)
            .List("otherPrices", row.Prices.Where(p => p != prices).Select(p => p.Json))
            .Text("released", row.Released)
            .Text("knowledge", row.Knowledge)
            .Text("source", row.Source)
            .Text("checked", row.Checked)
            .Raw("extra", row.Extra.Count == 0 ? null : row.Extra.Aggregate(new CatalogJson(), (json, fact) => json.Text(fact.Key, fact.Value)).ToString())
            .ToString();
    }
}
