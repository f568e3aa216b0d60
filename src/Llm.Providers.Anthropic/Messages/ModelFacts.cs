namespace Llm.Providers.Anthropic;

/// <summary>What the catalog, or the vendor's list, says of a model that only this wire asks for.</summary>
internal readonly record struct ModelFacts
{
    /// <summary>The key in <see cref="ModelItem.Extra"/> for the forms of thinking: <c>adaptive</c>, <c>budget</c>, both or <c>none</c>.</summary>
    public const string ThinkingKey = "thinking";

    /// <summary>The key in <see cref="ModelItem.Extra"/> for the efforts: some of <c>low medium high xhigh max</c>.</summary>
    public const string EffortsKey = "efforts";

    private readonly string? _thinking;
    private readonly string? _efforts;

    private ModelFacts(string? thinking, string? efforts) => (_thinking, _efforts) = (thinking, efforts);

    public bool IsKnown => _thinking is not null;

    public bool TakesAdaptive => Says(_thinking, "adaptive");

    public bool TakesBudget => Says(_thinking, "budget");

    public bool EffortsAreKnown => _efforts is not null;

    public static ModelFacts Of(ModelItem model) => new(model.Extra.GetValueOrDefault(ThinkingKey), model.Extra.GetValueOrDefault(EffortsKey));

    public bool TakesEffort(string effort) => Says(_efforts, effort);

    private static bool Says(string? words, string word)
    {
        foreach (var range in words.AsSpan().Split(' '))
        {
            if (words.AsSpan(range.Start.Value, range.End.Value - range.Start.Value).SequenceEqual(word))
            {
                return true;
            }
        }

        return false;
    }
}
