namespace Llm.Providers;

/// <summary>Lays what one source says of a model over what another says of it, member by member.</summary>
internal static class ModelMerge
{
    /// <summary>Gives the facts of both: where both know one, that of the upper.</summary>
    /// <remarks>The id is the upper's. <see cref="ModelItem.Origin"/> stays that of the lower: most facts are still its own.</remarks>
    public static ModelItem Over(ModelItem lower, ModelItem upper) => Prices(lower, upper) with
    {
        Id = upper.Id,
        Aliases = Names(lower, upper),
        Name = upper.Name ?? lower.Name,
        Family = upper.Family ?? lower.Family,
        Protocol = upper.Protocol ?? lower.Protocol,
        IsDefault = upper.IsDefault || lower.IsDefault,
        Status = upper.Status == ModelStatus.Unknown ? lower.Status : upper.Status,
        Retires = upper.Retires ?? lower.Retires,
        Successor = upper.Successor ?? lower.Successor,
        Input = upper.Input == Modalities.None ? lower.Input : upper.Input,
        Output = upper.Output == Modalities.None ? lower.Output : upper.Output,
        Capabilities = upper.Capabilities | (lower.Capabilities & ~upper.KnownCapabilities),
        KnownCapabilities = upper.KnownCapabilities | lower.KnownCapabilities,
        RejectedParameters = upper.RejectedParameters == ModelParameters.None ? lower.RejectedParameters : upper.RejectedParameters,
        Temperature = upper.Temperature ?? lower.Temperature,
        MaxTokensField = upper.MaxTokensField ?? lower.MaxTokensField,
        Reasoning = upper.Reasoning ?? lower.Reasoning,
        ContextWindow = upper.ContextWindow ?? lower.ContextWindow,
        MaxInputTokens = upper.MaxInputTokens ?? lower.MaxInputTokens,
        MaxOutputTokens = upper.MaxOutputTokens ?? lower.MaxOutputTokens,
        EmbeddingDimensions = upper.EmbeddingDimensions ?? lower.EmbeddingDimensions,
        MaxEmbeddingInputs = upper.MaxEmbeddingInputs ?? lower.MaxEmbeddingInputs,
        Released = upper.Released ?? lower.Released,
        KnowledgeCutoff = upper.KnowledgeCutoff ?? lower.KnowledgeCutoff,
        Source = upper.Source ?? lower.Source,
        Checked = upper.Checked ?? lower.Checked,
        Extra = Extra(lower, upper),
    };

    // A price list is one thing: half of one and half of another would be no list anybody charges.
    private static ModelItem Prices(ModelItem lower, ModelItem upper) => upper.Prices is null && upper.OtherPrices.Count == 0
        ? lower
        : lower with { Prices = upper.Prices, OtherPrices = upper.OtherPrices, HasOwnPrices = upper.HasOwnPrices };

    // What is known by one of its names may be listed by the other.
    private static IReadOnlyList<string> Names(ModelItem lower, ModelItem upper)
    {
        if (lower.Id == upper.Id && (upper.Aliases.Count == 0 || lower.Aliases.Count == 0))
        {
            return upper.Aliases.Count == 0 ? lower.Aliases : upper.Aliases;
        }

        return [.. upper.Aliases.Append(lower.Id).Concat(lower.Aliases).Where(a => a != upper.Id).Distinct(StringComparer.Ordinal)];
    }

    private static IReadOnlyDictionary<string, string> Extra(ModelItem lower, ModelItem upper)
    {
        if (upper.Extra.Count == 0 || lower.Extra.Count == 0)
        {
            return upper.Extra.Count == 0 ? lower.Extra : upper.Extra;
        }

        var both = new Dictionary<string, string>(lower.Extra, StringComparer.Ordinal);
        foreach (var (name, value) in upper.Extra)
        {
            both[name] = value;
        }

        return both;
    }
}
