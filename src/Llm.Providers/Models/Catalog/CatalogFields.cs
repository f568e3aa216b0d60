namespace Llm.Providers;

/// <summary>The names of the fields of a catalog file.</summary>
/// <remarks>A test holds them against <c>build/catalog.schema.json</c>.</remarks>
internal static class CatalogFields
{
    /// <summary>The fields of a file.</summary>
    public static readonly string[] File = ["$schema", "provider", "class", "source", "checked", "models"];

    /// <summary>The fields of a model; those behind <c>llm</c> are other words for fields that stand before it.</summary>
    public static readonly string[] Model =
    [
        "id", "name", "member", "aliases", "family", "status", "retires", "successor", "default", "modes", "capabilities", "lacks", "input", "output", "protocol",
        "context", "maxInput", "maxOutput", "temperature", "rejects", "maxTokensField", "reasoning", "dimensions", "maxInputs", "prices", "priceSource",
        "pricesChecked", "released", "knowledge", "source", "checked", "extra", "llm", "mode", "ctx", "tokens", "vision",
    ];

    /// <summary>The fields that say how reasoning is asked for.</summary>
    public static readonly string[] Reasoning = ["efforts", "budget", "adaptive", "canBeOff"];

    /// <summary>The fields of a price list that hold a price.</summary>
    public static readonly string[] Price =
    [
        "input", "output", "cacheRead", "cacheWrite", "cacheWrite1h", "inputAudio", "cacheReadAudio", "outputAudio", "inputImage", "outputImage", "reasoning",
        "thousandRequests", "thousandWebSearches",
    ];

    /// <summary>The fields of a price list that hold something else.</summary>
    public static readonly string[] PriceList = ["from", "tiers", "serviceTiers"];

    /// <summary>Gives the usual name of a field: the older words <c>mode</c>, <c>ctx</c> and <c>tokens</c> say the same.</summary>
    public static string Canonical(string name) => name switch
    {
        "mode" => "modes",
        "ctx" => "context",
        "tokens" => "maxOutput",
        _ => name,
    };
}
