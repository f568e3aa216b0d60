using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Llm.Providers.Build;

/// <summary>The prices of a vendor. The first row whose rule fits an id is the one that counts.</summary>
internal sealed class PriceBook
{
    private static readonly Dictionary<string, string> s_units = new()
    {
        ["input_mtok"] = "input", ["output_mtok"] = "output", ["cache_read_mtok"] = "cacheRead", ["cache_write_mtok"] = "cacheWrite", ["cache_write_1h_mtok"] = "cacheWrite1h",
        ["input_audio_mtok"] = "inputAudio", ["cache_audio_read_mtok"] = "cacheReadAudio", ["output_audio_mtok"] = "outputAudio", ["input_image_mtok"] = "inputImage",
        ["output_image_mtok"] = "outputImage", ["output_reasoning_mtok"] = "reasoning", ["requests_kcount"] = "thousandRequests", ["web_searches_kcount"] = "thousandWebSearches",
        ["cache_read"] = "cacheRead", ["cache_write"] = "cacheWrite", ["input_audio"] = "inputAudio", ["output_audio"] = "outputAudio",
        ["input"] = "input", ["output"] = "output", ["reasoning"] = "reasoning",
    };

    private readonly List<(JsonObject Model, string? Page)> _models = [];
    private readonly List<JsonObject> _own = [];
    private readonly Regex? _skip;
    private readonly Regex? _keep;
    private readonly JsonNode? _costsAs;

    public PriceBook(string file, JsonNode? settings)
    {
        var wanted = CatalogJson.Words(settings?["prices"]);
        var vendors = wanted.Count == 0 ? [] : JsonNode.Parse(File.ReadAllText(file))!.AsArray().OfType<JsonObject>().ToDictionary(v => v.Text("id")!);
        foreach (var vendor in wanted.Select(w => vendors[w]))
        {
            _models.AddRange(vendor["models"]!.AsArray().OfType<JsonObject>().Select(m => (m, CatalogJson.Words(vendor["pricing_urls"]).FirstOrDefault())));
        }

        _own = wanted.Count == 0 || settings.Text("skip") == ".*" ? [] : [.. vendors[wanted[0]]["models"]!.AsArray().OfType<JsonObject>()];
        _skip = settings.Text("skip") is { } skip ? new Regex(skip) : null;
        _keep = settings.Text("keep") is { } keep ? new Regex(keep) : null;
        _costsAs = settings?["costsAs"];
    }

    /// <summary>Finds what a model costs, unless it is to keep the price the other collection has.</summary>
    public JsonObject? Find(string id)
    {
        var name = _costsAs.Text(id) ?? id;
        return _keep?.IsMatch(name) == true ? null : _models.Find(m => Fits(m.Model["match"]!, name)).Model;
    }

    public string? PageOf(JsonObject price) => _models.Find(m => m.Model == price).Page;

    /// <summary>Names the vendor's prices give, of models that are not among the known ones.</summary>
    public IEnumerable<(string Id, JsonObject Price)> Others(List<string> known)
    {
        var prices = known.ToDictionary(id => id, Find, StringComparer.OrdinalIgnoreCase);
        foreach (var price in _own)
        {
            var covers = prices.ContainsValue(price);
            var names = Literals(price["match"]!).ToList();
            foreach (var id in covers || !Fits(price["match"]!, price.Text("id")!) ? names : names.Prepend(price.Text("id")!))
            {
                var told = prices.ContainsKey(id) || (prices.TryGetValue(WithoutDate(id), out var same) && same == price);
                if (!told && Find(id) == price && _skip?.IsMatch(id) != true)
                {
                    prices[id] = price;
                    yield return (id, price);
                }
            }
        }
    }

    public static string WithoutDate(string id) => Regex.Replace(id, @"(-\d{4}-\d{2}-\d{2}|-\d{8}|-\d{4}|-latest)$", "");

    /// <summary>The price lists from the oldest to the newest; null when they change with the time of day, which no list of ours says.</summary>
    public static JsonArray? Lists(JsonObject price)
    {
        var entries = price["prices"] is JsonArray several ? several.OfType<JsonObject>().ToList() : [new JsonObject { ["prices"] = price["prices"]!.DeepClone() }];
        if (entries.Exists(e => e["constraint"]?["start_time"] is not null) || entries.TrueForAll(e => e["prices"] is JsonObject { Count: 0 }))
        {
            return null;
        }

        return [.. entries.OrderBy(e => e["constraint"].Text("start_date") ?? "", StringComparer.Ordinal).Select(e => List((JsonObject)e["prices"]!, e["constraint"].Text("start_date")))];
    }

    public static JsonObject? FromCost(JsonObject cost)
    {
        var list = List(cost, null);
        var tiers = (cost["tiers"] as JsonArray ?? []).OfType<JsonObject>().Where(t => t["tier"]?["size"] is not null).OrderBy(t => t["tier"].Count("size"));
        var lists = tiers.Select(t => Above(t["tier"].Count("size")!.Value, List(t, null))).ToArray<JsonNode>();
        list["tiers"] = lists.Length > 0 ? new JsonArray(lists) : null;
        return list.Count > 0 ? list : null;
    }

    public static bool IsFree(JsonNode? list) => ((JsonObject)list!).All(p => p.Value is null || p.Key == "from" || (p.Value is JsonValue value && CatalogJson.Number(value) == 0));

    /// <summary>Adds the lists of service tiers whose prices are a part of the usual ones; not where long inputs have a price of their own, which such a list cannot say.</summary>
    public static void AddServiceTiers(JsonObject list, JsonObject? tiers)
    {
        var lists = (tiers ?? []).Where(_ => list["tiers"] is null).Select(t => KeyValuePair.Create(t.Key, (JsonNode?)Part(list, (JsonObject)t.Value!))).ToList();
        list["serviceTiers"] = lists.Count > 0 ? new JsonObject(lists) : null;
    }

    private static JsonObject Part(JsonObject list, JsonObject factors) =>
        new(factors.Where(f => list[f.Key] is not null).Select(f => KeyValuePair.Create(f.Key, (JsonNode?)CatalogJson.Trim(CatalogJson.Number(list[f.Key]!) * CatalogJson.Number(f.Value!)))));

    private static JsonObject List(JsonObject prices, string? from)
    {
        var list = new JsonObject { ["from"] = from };
        var tiers = new SortedDictionary<int, JsonObject>();
        foreach (var (unit, name) in s_units)
        {
            list[name] ??= prices[unit] switch { null => null, JsonObject tiered => CatalogJson.Number(tiered["base"]!), var price => CatalogJson.Number(price) };
            foreach (var tier in (prices[unit] as JsonObject)?["tiers"] as JsonArray ?? [])
            {
                var start = tier.Count("start")!.Value;
                tiers.TryAdd(start, []);
                tiers[start][name] = CatalogJson.Number(tier!["price"]!);
            }
        }

        list["tiers"] = tiers.Count > 0 ? new JsonArray([.. tiers.Select(t => Above(t.Key, t.Value))]) : null;
        return CatalogJson.Compact(list);
    }

    private static JsonObject Above(int start, JsonObject prices) => CatalogJson.Compact(new(prices.Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone())).Prepend(new("above", start))));

    private static bool Fits(JsonNode rule, string id) => rule.AsObject().Single() switch
    {
        { Key: "or", Value: JsonArray rules } => rules.Any(r => Fits(r!, id)),
        { Key: "and", Value: JsonArray rules } => rules.All(r => Fits(r!, id)),
        { Key: "equals" } r => id.Equals(r.Value!.ToString(), StringComparison.OrdinalIgnoreCase),
        { Key: "starts_with" } r => id.StartsWith(r.Value!.ToString(), StringComparison.OrdinalIgnoreCase),
        { Key: "ends_with" } r => id.EndsWith(r.Value!.ToString(), StringComparison.OrdinalIgnoreCase),
        { Key: "contains" } r => id.Contains(r.Value!.ToString(), StringComparison.OrdinalIgnoreCase),
        { Key: "regex" } r => Regex.IsMatch(id, r.Value!.ToString(), RegexOptions.IgnoreCase),
        var r => throw new InvalidDataException($"The rule '{r.Key}' of prices.json is not known."),
    };

    private static IEnumerable<string> Literals(JsonNode rule) => rule.AsObject().Single() switch
    {
        { Key: "or", Value: JsonArray rules } => rules.SelectMany(r => Literals(r!)),
        { Key: "equals" } r => [r.Value!.ToString()],
        _ => [],
    };
}
