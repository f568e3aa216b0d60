namespace Llm.Providers;

/// <summary>Finds the known model that an unknown id names in another way. The rules are data: see the table.</summary>
/// <remarks>Sources: <see href="https://openrouter.ai/docs/features/model-routing">variants of OpenRouter</see>,
/// <see href="https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-support.html">inference profiles of Bedrock</see>,
/// <see href="https://ai.google.dev/gemini-api/docs/models">versions of Gemini</see>, <see href="https://platform.claude.com/docs/en/about-claude/models/overview">ids of Claude on other platforms</see>.</remarks>
internal static class ModelIdRules
{
    /// <summary>The most rules that are applied to one id, such as region, vendor, version and date of <c>us.anthropic.claude-sonnet-4-5-20250929-v1:0</c>.</summary>
    private const int MostSteps = 4;

    private static readonly ModelIdRule[] s_rules =
    [
        // Other ways to write the same id.
        .. Same("models/*", "publishers/google/models/*", "publishers/anthropic/models/*"),
        .. Same("us.*", "eu.*", "apac.*", "global.*", "us-gov.*", "jp.*", "au.*", "ca.*"),
        .. Same("anthropic.*", "amazon.*", "meta.*", "mistral.*", "cohere.*", "ai21.*", "deepseek.*", "openai.*", "qwen.*", "google.*", "minimax.*", "moonshot.*", "nvidia.*", "writer.*", "zai.*"),
        .. Same("VENDOR/*", "*-vN:N", "*@default"),

        // Versions of one model: what one cannot do, another may have learned.
        .. Versions("*-YYYYMMDD", "*-YYYY-MM-DD", "*@YYYYMMDD", "*-MMDD", "*-YYMM", "*-MM-DD", "*-MM-YYYY", "*-00N", "*@00N", "*-latest", "*@latest"),

        // Who serves the model is chosen by other means then, and with it what it costs and how much it takes.
        .. Variants(":free", ":online", ":nitro", ":floor", ":exacto", ":extended", ":beta", ":thinking", ":fastest", ":cheapest", ":preferred"),
        new("ft:*:REST", KeepsPrices: false),
    ];

    /// <summary>Finds a known model for an id.</summary>
    /// <param name="id">The id that was asked for, and is not known.</param>
    /// <param name="find">Finds a model by id or alias.</param>
    /// <returns>The model under the id that was asked for, with the facts of the known one; <see langword="null"/> when no rule leads to a known one.</returns>
    public static ModelItem? Find(string id, Func<string, ModelItem?> find)
    {
        List<Step> steps = [new(id, true, true, true)];
        for (int first = 0, depth = 0; depth < MostSteps && first < steps.Count; depth++)
        {
            var last = steps.Count;
            for (; first < last; first++)
            {
                foreach (var rule in s_rules)
                {
                    if (rule.Strip(steps[first].Id) is not { } shorter || steps.Exists(s => s.Id == shorter))
                    {
                        continue;
                    }

                    var step = steps[first].By(rule, shorter);
                    if (find(shorter) is { } known)
                    {
                        return step.Apply(known, id);
                    }

                    steps.Add(step);
                }
            }
        }

        return null;
    }

    private static IEnumerable<ModelIdRule> Same(params string[] forms) => forms.Select(f => new ModelIdRule(f, IsSameModel: true));

    private static IEnumerable<ModelIdRule> Versions(params string[] forms) => forms.Select(f => new ModelIdRule(f));

    private static IEnumerable<ModelIdRule> Variants(params string[] words) => words.Select(w => new ModelIdRule("*" + w, KeepsPrices: false, KeepsLimits: false));

    /// <summary>An id on the way to a known one, and what holds for both ends.</summary>
    private readonly record struct Step(string Id, bool IsSameModel, bool KeepsPrices, bool KeepsLimits)
    {
        public Step By(ModelIdRule rule, string id) => new(id, IsSameModel && rule.IsSameModel, KeepsPrices && rule.KeepsPrices, KeepsLimits && rule.KeepsLimits);

        public ModelItem Apply(ModelItem known, string asked) => known with
        {
            Id = asked,
            Aliases = [],
            IsDefault = false,
            FactsFrom = known.FactsFrom ?? known.Id,
            IsInferred = known.IsInferred || !IsSameModel,
            Prices = KeepsPrices ? known.Prices : null,
            OtherPrices = KeepsPrices ? known.OtherPrices : [],
            HasOwnPrices = KeepsPrices && known.HasOwnPrices,
            ContextWindow = KeepsLimits ? known.ContextWindow : null,
            MaxInputTokens = KeepsLimits ? known.MaxInputTokens : null,
            MaxOutputTokens = KeepsLimits ? known.MaxOutputTokens : null,
        };
    }
}
