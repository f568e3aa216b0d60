namespace Llm.Providers.Google;

/// <summary>What families of models take that the protocol alone does not tell.</summary>
/// <remarks>
/// The longest prefix that fits counts, so that a model which is newer than this table is taken for one of its family. Sources:
/// <see href="https://ai.google.dev/gemini-api/docs/thinking">thinking</see>, <see href="https://ai.google.dev/gemini-api/docs/thought-signatures">thought signatures</see>,
/// <see href="https://ai.google.dev/gemini-api/docs/function-calling">function calling</see>, as of 2026-11.
/// </remarks>
internal sealed record GeminiTraits(string Prefix)
{
    /// <summary>The largest budget of any model: https://ai.google.dev/gemini-api/docs/thinking.</summary>
    private const int DefaultMostBudget = 32768;

    private static readonly string[] s_allLevels = ["minimal", "low", "medium", "high"];

    private static readonly GeminiTraits s_unknown = new("") { Levels = s_allLevels };

    private static readonly GeminiTraits s_third = new("gemini-3") { Levels = s_allLevels, DemandsSignatures = true, TakesMediaInResults = true, MixesTools = true };

    private static readonly GeminiTraits[] s_all =
    [
        s_third,
        s_third with { Prefix = "gemini-3-pro", Levels = ["low", "high"] },
        s_third with { Prefix = "gemini-3.1-pro", Levels = ["low", "medium", "high"] },
        s_third with { Prefix = "gemini-3.1-flash-image", Levels = ["minimal", "high"], DemandsSignatures = false },
        s_third with { Prefix = "gemini-3-pro-image", Levels = [], DemandsSignatures = false },
        s_third with { Prefix = "gemini-flash-latest" },
        s_third with { Prefix = "gemini-flash-lite-latest" },
        s_third with { Prefix = "gemini-pro-latest", Levels = ["low", "medium", "high"] },
        new("gemini-2.5-pro") { Budget = (128, 32768), CanStopThinking = false },
        new("gemini-2.5-flash") { Budget = (0, 24576), CanStopThinking = true },
        new("gemini-2.5-flash-lite") { Budget = (512, 24576), CanStopThinking = true },
        new("gemini-2.5-flash-image"),
        new("gemini-2.5-flash-preview-tts"),
        new("gemini-2.5-pro-preview-tts"),
        new("gemini-2.0"),
        new("gemini-1"),
        new("gemma-"),
    ];

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
        var id = model.Id.AsSpan(model.Id.LastIndexOf('/') + 1);
        var best = s_unknown;
        foreach (var traits in s_all)
        {
            if (traits.Prefix.Length > best.Prefix.Length && id.StartsWith(traits.Prefix, StringComparison.Ordinal))
            {
                best = traits;
            }
        }

        return model.Reasoning is { } told ? best.With(told) : best;
    }

    // What the catalog says of the model itself goes before what holds for its family. Words go before numbers, where a model takes both.
    private GeminiTraits With(ReasoningSupport told)
    {
        if (told.Efforts.Count > 0)
        {
            return this with { Levels = told.Efforts, Budget = null };
        }

        return told.TakesBudget switch
        {
            true => this with { Budget = (told.MinimumBudget ?? Budget?.Least ?? 0, told.MaximumBudget ?? Budget?.Most ?? DefaultMostBudget), CanStopThinking = told.CanBeOff ?? CanStopThinking },
            false => this with { Budget = null },
            null => this,
        };
    }
}
