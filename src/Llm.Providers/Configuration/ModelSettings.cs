using System.Collections.ObjectModel;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Llm.Providers;

/// <summary>The facts of a model that configuration can give: their names, what they look like, and how they are read.</summary>
internal static class ModelSettings
{
    private const string Words = "words with commas between them";

    private static readonly string[] s_prices = ["Input", "Output", "CacheRead", "CacheWrite"];

    // Words of the catalog files that differ from the members here.
    private static readonly Dictionary<string, string> s_words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["stop"] = nameof(ModelParameters.StopSequences), ["parallel-tool-calls"] = nameof(ModelParameters.AllowMultipleToolCalls), ["completions"] = nameof(ModelCapabilities.Completion),
    };

    private static readonly Dictionary<string, (string Expected, Action<ModelPatch, IConfigurationSection> Set)> s_settings = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Like"] = ("the id of a known model", (p, s) => p.Like = Text(s)),
        ["Aliases"] = ("names with commas between them", (p, s) => p.Aliases = List(s)),
        ["Name"] = Value("a name", Text, (m, v) => m with { Name = v }),
        ["Family"] = Value("a name", Text, (m, v) => m with { Family = v }),
        ["Protocol"] = Value("the name of a wire", Text, (m, v) => m with { Protocol = v, Origin = ModelOrigin.Configured }), // a wire of the application's choosing goes before the provider's other settings
        ["Default"] = Value("true or false", s => SettingParser.Boolean(Text(s)), (m, v) => m with { IsDefault = v }),
        ["Status"] = Value("preview, active, deprecated or retired", s => SettingParser.Choice<ModelStatus>(Text(s)), (m, v) => m with { Status = v }),
        ["Retires"] = Value("a day such as 2026-12-31", Day, (m, v) => m with { Retires = v }),
        ["Successor"] = Value("the id of a model", Text, (m, v) => m with { Successor = v }),
        ["Input"] = Value(Words, Flags<Modalities>, (m, v) => m with { Input = v }),
        ["Output"] = Value(Words, Flags<Modalities>, (m, v) => m with { Output = v }),
        ["Capabilities"] = Value(Words, Flags<ModelCapabilities>, (m, v) => m with { Capabilities = m.Capabilities | v, KnownCapabilities = m.KnownCapabilities | v }),
        ["Lacks"] = Value(Words, Flags<ModelCapabilities>, (m, v) => m with { Capabilities = m.Capabilities & ~v, KnownCapabilities = m.KnownCapabilities | v }),
        ["Rejects"] = Value(Words + ", or none", Flags<ModelParameters>, (m, v) => m with { RejectedParameters = v }),
        ["Temperature"] = Value("two numbers with a comma between them, such as 0,1", Range, (m, v) => m with { Temperature = v }),
        ["MaxTokensField"] = Value("the name of a member", Text, (m, v) => m with { MaxTokensField = v }),
        ["Efforts"] = Value(Words, List, (m, v) => m with { Reasoning = (m.Reasoning ?? new()) with { Efforts = v } }),
        ["Context"] = Value("a number of tokens", Count, (m, v) => m with { ContextWindow = v }),
        ["MaxInput"] = Value("a number of tokens", Count, (m, v) => m with { MaxInputTokens = v }),
        ["MaxOutput"] = Value("a number of tokens", Count, (m, v) => m with { MaxOutputTokens = v }),
        ["Dimensions"] = Value("a whole number", Count, (m, v) => m with { EmbeddingDimensions = v }),
        ["MaxInputs"] = Value("a whole number", Count, (m, v) => m with { MaxEmbeddingInputs = v }),
        ["Prices"] = Value("a section with Input, Output, CacheRead or CacheWrite", Prices, Priced),
        ["Extra"] = Value("a section with names and values", Pairs, (m, v) => m with { Extra = v }),
    };

    /// <summary>Gets the names of all facts.</summary>
    public static IReadOnlyCollection<string> Names => s_settings.Keys;

    public static Action<ModelPatch, IConfigurationSection>? Find(string name) => s_settings.TryGetValue(name, out var setting) ? setting.Set : null;

    public static string Expected(string name) => s_settings[name].Expected;

    /// <summary>Writes the JSON Schema of the section: models by their ids, each with facts.</summary>
    public static void WriteSchema(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", "object");
        json.WriteString("description", "Facts of models by their ids, which go before those of the catalog.");
        json.WriteStartObject("additionalProperties");
        json.WriteString("type", "object");
        json.WriteStartObject("properties");
        foreach (var (name, (expected, _)) in s_settings)
        {
            json.WriteStartObject(name);
            json.WriteString("description", $"{char.ToUpperInvariant(expected[0])}{expected.AsSpan(1)}.");
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteBoolean("additionalProperties", false);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static (string Expected, Action<ModelPatch, IConfigurationSection> Set) Value<T>(string expected, Func<IConfigurationSection, T> read, Func<ModelItem, T, ModelItem> change) =>
        (expected, (patch, section) =>
        {
            var value = read(section);
            patch.Add(model => change(model, value));
        });

    private static string Text(IConfigurationSection section) => section.Value?.Trim() is { Length: > 0 } text ? text : throw new FormatException();

    private static int Count(IConfigurationSection section) => SettingParser.Integer(Text(section)) is >= 1 and var count ? count : throw new FormatException();

    private static DateOnly Day(IConfigurationSection section) => DateOnly.ParseExact(Text(section), "yyyy-MM-dd", CultureInfo.InvariantCulture);

    // A list of configuration, or words in one value.
    private static string[] List(IConfigurationSection section) =>
        section.GetChildren().Select(c => c.Value).OfType<string>().ToArray() is { Length: > 0 } items ? items : Text(section).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static T Flags<T>(IConfigurationSection section)
        where T : struct, Enum
    {
        var sum = 0;
        foreach (var word in List(section))
        {
            var member = s_words.GetValueOrDefault(word) ?? word.Replace("-", "", StringComparison.Ordinal);
            if (!char.IsAsciiLetter(word[0]) || !Enum.TryParse<T>(member, ignoreCase: true, out var flag))
            {
                throw new FormatException($"must hold some of {string.Join(", ", Enum.GetNames<T>())}");
            }

            sum |= Convert.ToInt32(flag, CultureInfo.InvariantCulture);
        }

        return (T)Enum.ToObject(typeof(T), sum);
    }

    private static ValueRange Range(IConfigurationSection section) =>
        List(section) is [var low, var high] && new ValueRange(SettingParser.Number(low), SettingParser.Number(high)) is var range && range.Minimum <= range.Maximum ? range : throw new FormatException();

    private static Func<ModelPrices, ModelPrices> Prices(IConfigurationSection section)
    {
        var prices = section.GetChildren().ToDictionary(c => c.Key, c => Price(Text(c)), StringComparer.OrdinalIgnoreCase);
        if (prices.Count == 0 || prices.Keys.FirstOrDefault(k => !s_prices.Contains(k, StringComparer.OrdinalIgnoreCase)) is not null)
        {
            throw new FormatException();
        }

        decimal? Of(string name, decimal? known) => prices.TryGetValue(name, out var price) ? price : known;
        return known => known with
        {
            Input = Of("Input", known.Input), Output = Of("Output", known.Output), CacheRead = Of("CacheRead", known.CacheRead), CacheWrite = Of("CacheWrite", known.CacheWrite),
            Tiers = [], ServiceTiers = ReadOnlyDictionary<string, ModelPrices>.Empty, // they go with prices that no longer hold
        };
    }

    // The application's prices hold on every day: a list of the catalog that begins later does not take their place.
    private static ModelItem Priced(ModelItem model, Func<ModelPrices, ModelPrices> change)
    {
        List<ModelPrices> others = [.. model.OtherPrices.Select(change)];
        var current = change(model.Prices ?? new());
        if (current.From is not null && others.TrueForAll(o => o.From is not null))
        {
            others.Add(change(new())); // before the first day of the catalog's lists
        }

        return model with { Prices = current, OtherPrices = others, HasOwnPrices = true };
    }

    private static decimal Price(string text) => decimal.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    private static Dictionary<string, string> Pairs(IConfigurationSection section) =>
        section.GetChildren().ToDictionary(c => c.Key, Text, StringComparer.Ordinal) is { Count: > 0 } pairs ? pairs : throw new FormatException();
}
