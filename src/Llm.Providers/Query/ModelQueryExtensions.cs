namespace Llm.Providers;

/// <summary>Finds models by what they can do and what they cost.</summary>
public static class ModelQueryExtensions
{
    /// <summary>Finds the models of a list that have what is asked for, the cheapest first.</summary>
    /// <param name="models">The models, such as <see cref="BaseLlmProvider.Models"/>.</param>
    /// <param name="ask">Says what is asked for.</param>
    /// <param name="today">The day, for prices and for models that retire; <see langword="null"/> takes prices as they are listed and no retirement into account.</param>
    /// <returns>The models; those without a price last. Go on with LINQ as you like.</returns>
    public static IReadOnlyList<ModelItem> FindModels(this IEnumerable<ModelItem> models, Action<ModelQuery> ask, DateOnly? today = null)
    {
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(ask);
        var query = new ModelQuery();
        ask(query);
        return [.. models.Where(m => query.Fits(m, today)).OrderBy(m => PriceOf(m, query, today))];
    }

    /// <summary>Finds the models of a provider that have what is asked for, the cheapest first.</summary>
    /// <param name="provider">The provider. Nothing is sent: see <see cref="BaseLlmProvider.RefreshModelsAsync"/> for the vendor's own list.</param>
    /// <param name="ask">Says what is asked for.</param>
    /// <returns>The models; those without a price last.</returns>
    public static IReadOnlyList<ModelItem> FindModels(this BaseLlmProvider provider, Action<ModelQuery> ask)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return provider.Models.FindModels(ask, provider.Today);
    }

    /// <summary>Finds the models of all providers that have what is asked for, the cheapest first.</summary>
    /// <param name="registry">The registry. Its providers are made; nothing is sent.</param>
    /// <param name="ask">Says what is asked for.</param>
    /// <returns>Each model with its provider; those without a price last.</returns>
    public static IReadOnlyList<ResolvedModel> FindModels(this ILlmProviderRegistry registry, Action<ModelQuery> ask)
    {
        ArgumentNullException.ThrowIfNull(registry);
        ArgumentNullException.ThrowIfNull(ask);
        var query = new ModelQuery();
        ask(query);
        var found = from provider in registry.ProviderIds.Select(registry.GetProvider)
                    let today = provider.Today
                    from model in provider.Models
                    where query.Fits(model, today)
                    orderby PriceOf(model, query, today)
                    select new ResolvedModel(provider, model);
        return [.. found];
    }

    // A price list of which half is missing cannot be compared with a whole one.
    private static decimal PriceOf(ModelItem model, ModelQuery query, DateOnly? today)
    {
        var prices = ModelQuery.PricesOf(model, today);
        var share = (decimal)query.OutputShare;
        var output = prices?.Output ?? (model.Output == Modalities.Embedding ? 0 : null);
        return (prices?.Input * (1 - share)) + (output * share) ?? decimal.MaxValue;
    }
}
