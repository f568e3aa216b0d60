namespace Llm.Providers;

/// <summary>Says what a model must have, for <see cref="ModelQueryExtensions"/>.</summary>
/// <remarks>
/// A fact that is not known counts as missing, unless <see cref="IncludingUnknown"/> is called. Models that are deprecated, retired or past the day they retire on are left out, unless
/// <see cref="IncludingDeprecated"/> is called. All conditions hold together.
/// </remarks>
/// <example><code>
/// var cheapest = registry.FindModels(q => q.Taking(Modalities.Image).WithContext(200_000)).First();
/// </code></example>
public sealed class ModelQuery
{
    private readonly List<Func<ModelItem, DateOnly?, bool?>> _conditions = [];
    private bool _unknown;
    private bool _deprecated;
    private double _outputShare = 0.25;

    /// <summary>Gets the share of output in the tokens that prices are compared for.</summary>
    internal double OutputShare => _outputShare;

    /// <summary>Asks for abilities, such as <c>Chat | Tools</c>.</summary>
    /// <param name="capabilities">All of them are asked for.</param>
    /// <returns>This query.</returns>
    public ModelQuery With(ModelCapabilities capabilities) => Where(m => m.Supports(capabilities));

    /// <summary>Asks for kinds of input, such as <c>Image</c>.</summary>
    /// <param name="modalities">All of them are asked for.</param>
    /// <returns>This query.</returns>
    public ModelQuery Taking(Modalities modalities) => Where(m => m.Accepts(modalities));

    /// <summary>Asks for kinds of output.</summary>
    /// <param name="modalities">All of them are asked for.</param>
    /// <returns>This query.</returns>
    public ModelQuery Giving(Modalities modalities) => Where(m => m.Output == Modalities.None ? null : (m.Output & modalities) == modalities);

    /// <summary>Asks for a context of at least so many tokens.</summary>
    /// <param name="tokens">Tokens.</param>
    /// <returns>This query.</returns>
    public ModelQuery WithContext(int tokens) => Where(m => m.ContextWindow is { } window ? window >= tokens : null);

    /// <summary>Asks for answers of at least so many tokens.</summary>
    /// <param name="tokens">Tokens.</param>
    /// <returns>This query.</returns>
    public ModelQuery WithOutput(int tokens) => Where(m => m.MaxOutputTokens is { } most ? most >= tokens : null);

    /// <summary>Asks for prices of at most so much.</summary>
    /// <param name="input">USD per 1,000,000 tokens of input; <see langword="null"/> for any.</param>
    /// <param name="output">USD per 1,000,000 tokens of output; <see langword="null"/> for any.</param>
    /// <returns>This query.</returns>
    public ModelQuery CostingAtMost(decimal? input = null, decimal? output = null)
    {
        _conditions.Add((model, today) =>
        {
            var prices = PricesOf(model, today);
            return And(AtMost(prices?.Input, input), AtMost(prices?.Output, output));
        });
        return this;
    }

    /// <summary>Asks for a parameter that the model must take, such as a temperature.</summary>
    /// <param name="parameters">All of them are asked for. Only models that are known to refuse one are left out.</param>
    /// <returns>This query.</returns>
    public ModelQuery Accepting(ModelParameters parameters) => Where(m => (m.RejectedParameters & parameters) == ModelParameters.None);

    /// <summary>Asks for anything else.</summary>
    /// <param name="condition">Whether a model has it; <see langword="null"/> when that is not known.</param>
    /// <returns>This query.</returns>
    public ModelQuery Where(Func<ModelItem, bool?> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        _conditions.Add((model, _) => condition(model));
        return this;
    }

    /// <summary>Lets models pass of which it is not known whether they have what is asked for, and puts those without a price behind the others.</summary>
    /// <returns>This query.</returns>
    public ModelQuery IncludingUnknown()
    {
        _unknown = true;
        return this;
    }

    /// <summary>Lets models pass that are deprecated or retired.</summary>
    /// <returns>This query.</returns>
    public ModelQuery IncludingDeprecated()
    {
        _deprecated = true;
        return this;
    }

    /// <summary>Says how much of a call is output, for the order of prices.</summary>
    /// <param name="share">From 0, input alone, to 1, output alone. The default is 0.25.</param>
    /// <returns>This query.</returns>
    public ModelQuery WithOutputShare(double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        _outputShare = share;
        return this;
    }

    /// <summary>Gets the prices of a day; without a day, those that are listed.</summary>
    internal static ModelPrices? PricesOf(ModelItem model, DateOnly? today) => today is { } day ? model.PricesOn(day) : model.Prices;

    internal bool Fits(ModelItem model, DateOnly? today)
    {
        if (!_deprecated && (model.Status is ModelStatus.Deprecated or ModelStatus.Retired || model.Retires <= today))
        {
            return false;
        }

        foreach (var condition in _conditions)
        {
            if (!(condition(model, today) ?? _unknown))
            {
                return false;
            }
        }

        return true;
    }

    private static bool? AtMost(decimal? price, decimal? most) => most is null ? true : price is null ? null : price <= most;

    private static bool? And(bool? a, bool? b) => a == false || b == false ? false : a is null || b is null ? null : true;
}
