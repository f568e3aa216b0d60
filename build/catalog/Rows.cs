using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Llm.Providers.Build;

/// <summary>The rows of one provider: what the collections know, then what is known here.</summary>
internal sealed class Rows(JsonObject facts, JsonObject sources, string from)
{
    private static readonly string[] s_efforts = ["none", "minimal", "low", "medium", "high", "xhigh", "max"];

    private static readonly string[] s_outputs = ["text", "image", "audio", "video"];

    private readonly JsonObject _models = facts["from"].Text("models") is { } name ? CatalogJson.Read(Path.Combine(from, $"models-{name}.json"))! : [];
    private readonly PriceBook _prices = new(Path.Combine(from, "prices.json"), facts["from"]);
    private readonly SortedDictionary<string, JsonObject> _rows = new(StringComparer.Ordinal);

    public SortedDictionary<string, JsonObject> All()
    {
        foreach (var (id, model) in _models)
        {
            _rows[id] = WithPrices(FromModel(id, (JsonObject)model!), _prices.Find(id), (JsonObject)model!);
        }

        foreach (var (id, price) in _prices.Others(_rows.Keys.ToList()))
        {
            _rows[id] = WithPrices(FromPrice(id, price), price, null);
        }

        foreach (var (id, row) in facts["models"] as JsonObject ?? [])
        {
            if (row is null)
            {
                _rows.Remove(id);
            }
            else if (!_rows.ContainsKey(id))
            {
                _rows[id] = WithPrices([], _prices.Find(id), null);
            }
        }

        foreach (var (id, row) in _rows)
        {
            foreach (var rule in (facts["rules"] as JsonArray ?? []).OfType<JsonObject>().Where(r => Applies(r, id, row)))
            {
                Merge(row, rule);
            }

            Merge(row, facts["models"]?[id] as JsonObject ?? []);
            if (facts["carries"] is { } carried && CatalogJson.Words(row["modes"]).Contains("chat"))
            {
                row["input"] = CatalogJson.Array(CatalogJson.Words(row["input"]).Intersect(CatalogJson.Words(carried)));
            }
        }

        return _rows;
    }

    private static JsonObject FromModel(string id, JsonObject model)
    {
        var (input, output) = (CatalogJson.Words(model["modalities"]?["input"]), CatalogJson.Words(model["modalities"]?["output"]));
        var embeds = Regex.IsMatch(id + " " + model.Text("family"), "embed|bge-|voyage", RegexOptions.IgnoreCase);
        var talks = !embeds && input.Contains("text") && output.Contains("text") && !id.Contains("rerank", StringComparison.Ordinal);
        var (context, most) = (model["limit"].Count("context"), model["limit"].Count("output"));
        var row = new JsonObject
        {
            ["name"] = id.EndsWith("-latest", StringComparison.Ordinal) ? model.Text("name") : model.Text("name")?.Replace(" (latest)", "", StringComparison.Ordinal),
            ["family"] = model.Text("family"),
            ["status"] = model.Text("status") switch { "deprecated" => "deprecated", "beta" or "alpha" => "preview", _ => id.Contains("-preview", StringComparison.Ordinal) ? "preview" : "active" },
            ["modes"] = embeds ? CatalogJson.Array(["embeddings"]) : talks ? CatalogJson.Array(["chat"]) : null,
            ["input"] = CatalogJson.Array(input),
            ["output"] = CatalogJson.Array(embeds ? ["embedding"] : output.Intersect(s_outputs)),
            ["context"] = context,
            ["maxInput"] = model["limit"].Count("input") is { } most2 && most2 < context ? most2 : null,
            ["maxOutput"] = embeds || most > context ? null : most, // for vectors the number is their length, or none at all
            ["rejects"] = talks && model.Flag("temperature") == false ? CatalogJson.Array(["temperature"]) : null,
            ["reasoning"] = talks && model.Flag("reasoning") == true ? Reasoning(model["reasoning_options"] as JsonArray) : null,
            ["released"] = Day(model.Text("release_date"), "yyyy-MM-dd"),
            ["knowledge"] = Day(model.Text("knowledge"), "yyyy-MM-dd", "yyyy-MM"),
        };
        if (embeds)
        {
            row["lacks"] = CatalogJson.Array(["tools", "structured-output", "reasoning"]);
        }
        else if (talks)
        {
            var known = new[] { ("tools", model.Flag("tool_call")), ("structured-output", model.Flag("structured_output")), ("reasoning", model.Flag("reasoning")) };
            row["capabilities"] = CatalogJson.Array(["streaming", .. known.Where(k => k.Item2 == true).Select(k => k.Item1)]);
            row["lacks"] = CatalogJson.Array(known.Where(k => k.Item2 == false).Select(k => k.Item1));
        }

        return row;
    }

    // What is priced under a dated name is the model of that name; nothing else is known of a model that is priced only.
    private JsonObject FromPrice(string id, JsonObject price)
    {
        var row = _rows.TryGetValue(PriceBook.WithoutDate(id), out var dated) ? (JsonObject)dated.DeepClone() : new JsonObject { ["name"] = price.Text("name"), ["context"] = price.Count("context_window") };
        row["status"] = price.Flag("deprecated") == true ? "deprecated" : row["status"]?.DeepClone();
        row["released"] = null;
        row["checked"] = sources["prices"].Text("date");
        return row;
    }

    private JsonObject WithPrices(JsonObject row, JsonObject? price, JsonObject? model)
    {
        var lists = price is null ? null : PriceBook.Lists(price);
        var fresh = lists is not null;
        lists ??= model?["cost"] is JsonObject cost && PriceBook.FromCost(cost) is { } list ? [list] : null;
        if (lists is null || (facts["from"].Flag("free") != true && lists.All(PriceBook.IsFree)))
        {
            return row; // a price of nothing is that of a trial
        }

        foreach (var each in lists.OfType<JsonObject>())
        {
            PriceBook.AddServiceTiers(each, facts["serviceTiers"] as JsonObject);
        }

        row["prices"] = lists.Count == 1 ? lists[0]!.DeepClone() : lists;
        row["priceSource"] = fresh ? _prices.PageOf(price!) : null;
        row["pricesChecked"] = fresh ? sources["prices"].Text("date") : null;
        return row;
    }

    private static JsonObject? Reasoning(JsonArray? options)
    {
        var result = new JsonObject();
        foreach (var option in (options ?? []).OfType<JsonObject>())
        {
            switch (option.Text("type"))
            {
                case "effort":
                    result["efforts"] = CatalogJson.Array(CatalogJson.Words(option["values"]).OrderBy(w => Array.IndexOf(s_efforts, w)));
                    break;
                case "budget_tokens":
                    result["budget"] = option["min"] is null ? true : new JsonArray(Math.Max(0, option.Count("min") ?? 0), option.Count("max"));
                    break;
                case "toggle":
                    result["canBeOff"] = true;
                    break;
            }
        }

        if (CatalogJson.Words(result["efforts"]).Contains("none") || (result["budget"] is JsonArray { } range && (int)range[0]! == 0))
        {
            result["canBeOff"] = true;
        }

        return result.Count > 0 ? result : null;
    }

    private static bool Applies(JsonObject rule, string id, JsonObject row) =>
        (rule.Text("ids") is not { } ids || Regex.IsMatch(id, ids))
        && (rule["when"] as JsonObject ?? []).All(c => CatalogJson.Words(row[c.Key]).Contains(c.Value!.ToString()) || row.Text(c.Key) == c.Value!.ToString());

    // Lists of words grow, objects are merged, anything else is replaced; null takes a fact away, "without" takes words away.
    private static void Merge(JsonObject row, JsonObject known)
    {
        foreach (var (name, value) in known.Where(k => k.Key is not ("ids" or "when" or "without")))
        {
            row[name] = (row[name], value) switch
            {
                (JsonObject old, JsonObject more) => Merged(old, more),
                (_, JsonArray more) when name is "capabilities" or "lacks" or "rejects" or "aliases" or "input" => CatalogJson.Array(CatalogJson.Words(row[name]).Union(CatalogJson.Words(more))),
                _ => value?.DeepClone(),
            };
        }

        foreach (var (name, words) in known["without"] as JsonObject ?? [])
        {
            row[name] = CatalogJson.Array(CatalogJson.Words(row[name]).Except(CatalogJson.Words(words)));
        }

        row["lacks"] = CatalogJson.Array(CatalogJson.Words(row["lacks"]).Except(known.ContainsKey("lacks") ? [] : CatalogJson.Words(row["capabilities"])));
        row["capabilities"] = CatalogJson.Array(CatalogJson.Words(row["capabilities"]).Except(CatalogJson.Words(row["lacks"])));
    }

    private static JsonObject Merged(JsonObject old, JsonObject more)
    {
        var result = (JsonObject)old.DeepClone();
        foreach (var (name, value) in more)
        {
            result[name] = value?.DeepClone();
        }

        return result;
    }

    private static string? Day(string? text, params string[] forms) => DateOnly.TryParseExact(text, forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? text : null;
}
