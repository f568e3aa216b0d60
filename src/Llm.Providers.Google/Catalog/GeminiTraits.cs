using System.Globalization;

namespace Llm.Providers.Google;

/// <summary>What a model takes that the protocol alone does not tell.</summary>
/// <remarks>
/// The catalog says it of the models it knows. What the catalog leaves open follows from the generation in the id, because a model may be newer than the catalog and
/// every generation so far kept the form of its first model. Sources:
/// <see href="https://ai.google.dev/gemini-api/docs/thinking">thinking</see>, <see href="https://ai.google.dev/gemini-api/docs/thought-signatures">thought signatures</see>,
/// <see href="https://ai.google.dev/gemini-api/docs/function-calling">function calling</see>, as of 2026-11.
/// </remarks>
internal sealed record GeminiTraits
{
    private const string Family = "gemini-";

    // The names these facts have in ModelItem.Extra.
    private const string Signatures = "thought-signatures";
    private const string MediaInResults = "media-in-results";
    private const string MixedTools = "mixed-tools";

    /// <summary>The largest budget of any model: https://ai.google.dev/gemini-api/docs/thinking.</summary>
    private const int DefaultMostBudget = 32768;

    // Of an id that names no generation, such as that of a tuned model, nothing is taken for granted; how much to think is said as the newest models take it.
    private static readonly GeminiTraits s_unknown = new() { Levels = ["minimal", "low", "medium", "high"] };

    private static readonly GeminiTraits s_third = s_unknown with { DemandsSignatures = true, TakesMediaInResults = true, MixesTools = true };

    // The budgets that every model of the generation takes.
    private static readonly GeminiTraits s_budgeted = new() { Budget = (512, 24576) };

    private static readonly GeminiTraits s_older = new();

    /// <summary>Gets the words for how much to think, from the least to the most; none when the amount cannot be chosen in words.</summary>
    public IReadOnlyList<string> Levels { get; init; } = [];

    /// <summary>Gets the least and the most tokens of thinking, for models where the amount is a number.</summary>
    public (int Least, int Most)? Budget { get; init; }

    /// <summary>Gets a value indicating whether a budget of 0 stops thinking altogether.</summary>
    public bool CanStopThinking { get; init; }

    /// <summary>Gets a value indicating whether a function call without a signature in the history is answered with 400.</summary>
    public bool DemandsSignatures { get; init; }

    /// <summary>Gets a value indicating whether the result of a function may hold images and documents.</summary>
    public bool TakesMediaInResults { get; init; }

    /// <summary>Gets a value indicating whether functions and the vendor's own tools go together in one request.</summary>
    public bool MixesTools { get; init; }

    public static GeminiTraits Of(ModelItem model)
    {
        var traits = OfGeneration(model.FactsFrom ?? model.Id);
        traits = traits with
        {
            DemandsSignatures = Says(model, Signatures, "required") ?? traits.DemandsSignatures,
            TakesMediaInResults = Says(model, MediaInResults, "yes") ?? traits.TakesMediaInResults,
            MixesTools = Says(model, MixedTools, "yes") ?? traits.MixesTools,
        };
        return model.Reasoning is { } told ? traits.With(told)
            : model.Supports(ModelCapabilities.Reasoning) == false ? traits with { Levels = [], Budget = null }
            : traits;
    }

    private static bool? Says(ModelItem model, string fact, string yes) => model.Extra.TryGetValue(fact, out var told) ? told == yes : null;

    private static GeminiTraits OfGeneration(string id)
    {
        var name = id.AsSpan(id.LastIndexOf('/') + 1);
        if (!name.StartsWith(Family, StringComparison.Ordinal))
        {
            return name.StartsWith("gemma-", StringComparison.Ordinal) ? s_older : s_unknown;
        }

        name = name[Family.Length..];
        var number = name.IndexOf('-') is >= 0 and var end ? name[..end] : name;
        return decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var generation)
            ? generation switch { >= 3 => s_third, >= 2.5m => s_budgeted, _ => s_older }
            : s_unknown;
    }

    // What the catalog says of the model itself goes before what holds for its generation. Words go before numbers, where a model takes both.
    private GeminiTraits With(ReasoningSupport told)
    {
        if (told.Efforts.Count > 0)
        {
            return this with { Levels = told.Efforts, Budget = null };
        }

        return told.TakesBudget switch
        {
            true => this with { Budget = (told.MinimumBudget ?? Budget?.Least ?? 0, told.MaximumBudget ?? Budget?.Most ?? DefaultMostBudget), CanStopThinking = told.CanBeOff ?? CanStopThinking },
            false => this with { Levels = [], Budget = null },
            null => this,
        };
    }
}
