namespace Llm.Providers;

/// <summary>What is known about one model of one provider.</summary>
/// <remarks>
/// A fact that is not known is <see langword="null"/> (or unset in a flags value), and an unknown fact never blocks a call.
/// An item never holds a secret: records print their members.
/// </remarks>
public sealed record ModelItem
{
    /// <summary>Gets the id the vendor's API expects, such as <c>gpt-5-mini</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the id of the provider instance that serves the model, such as <c>openai</c>.</summary>
    public required string ProviderId { get; init; }

    /// <summary>Gets the name for people, when it differs from <see cref="Id"/>.</summary>
    public string? Name { get; init; }

    /// <summary>Gets further names that <see cref="BaseLlmProvider.GetModel"/> accepts, such as a dated id. An exact id wins over an alias.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Gets the family the model belongs to, such as <c>claude-sonnet</c>.</summary>
    public string? Family { get; init; }

    /// <summary>Gets the wire protocol to speak, such as <c>chat-completions</c>; <see langword="null"/> leaves the choice to the provider.</summary>
    public string? Protocol { get; init; }

    /// <summary>Gets a value indicating whether the model is used when a call names none. At most one chat and one embedding model of a provider are.</summary>
    public bool IsDefault { get; init; }

    /// <summary>Gets the stage of the model's life.</summary>
    public ModelStatus Status { get; init; }

    /// <summary>Gets the day on which the vendor stops answering; <see langword="null"/> when none is announced.</summary>
    public DateOnly? Retires { get; init; }

    /// <summary>Gets the id of the model that takes the place of a deprecated or retired one.</summary>
    public string? Successor { get; init; }

    /// <summary>Gets where the facts come from.</summary>
    public ModelOrigin Origin { get; init; }

    /// <summary>Gets the id of the known model whose facts these are, when <see cref="Id"/> itself is not known but names that model in another way.</summary>
    /// <value>Such as <c>claude-sonnet-4-5</c> for <c>us.anthropic.claude-sonnet-4-5-v1:0</c>; <see langword="null"/> when the facts are the model's own.</value>
    public string? FactsFrom { get; init; }

    /// <summary>Gets a value indicating whether <see cref="FactsFrom"/> is a close relative, such as another version, rather than the very same model.</summary>
    /// <value>The default is <see langword="false"/>. Inferred facts adapt a request, with a warning; they never refuse one.</value>
    public bool IsInferred { get; init; }

    /// <summary>Gets what the model takes; <see cref="Modalities.None"/> when unknown.</summary>
    public Modalities Input { get; init; }

    /// <summary>Gets what the model gives; <see cref="Modalities.None"/> when unknown.</summary>
    public Modalities Output { get; init; }

    /// <summary>Gets what the model can do. Ask <see cref="Supports"/>: a flag that is not set here may be unknown rather than absent.</summary>
    public ModelCapabilities Capabilities { get; init; }

    /// <summary>Gets the capabilities whose presence or absence is known.</summary>
    public ModelCapabilities KnownCapabilities { get; init; }

    /// <summary>Gets the request parameters the model answers with an error.</summary>
    public ModelParameters RejectedParameters { get; init; }

    /// <summary>Gets the temperatures the model takes; <see langword="null"/> when unknown.</summary>
    public ValueRange? Temperature { get; init; }

    /// <summary>Gets the name of the request member for the output limit, such as <c>max_completion_tokens</c>; <see langword="null"/> leaves it to the wire.</summary>
    public string? MaxTokensField { get; init; }

    /// <summary>Gets how the amount of reasoning is asked for; <see langword="null"/> when unknown or when the model does not reason.</summary>
    public ReasoningSupport? Reasoning { get; init; }

    /// <summary>Gets the largest sum of input and output.</summary>
    /// <value>Tokens; <see langword="null"/> when unknown.</value>
    public int? ContextWindow { get; init; }

    /// <summary>Gets the largest input, where it is smaller than <see cref="ContextWindow"/>.</summary>
    /// <value>Tokens; <see langword="null"/> when unknown.</value>
    public int? MaxInputTokens { get; init; }

    /// <summary>Gets the largest output.</summary>
    /// <value>Tokens; <see langword="null"/> when unknown.</value>
    public int? MaxOutputTokens { get; init; }

    /// <summary>Gets the length of an embedding when none is asked for.</summary>
    /// <value>Numbers per vector; <see langword="null"/> when unknown or not an embedding model.</value>
    public int? EmbeddingDimensions { get; init; }

    /// <summary>Gets the number of texts one request for embeddings may hold.</summary>
    /// <value>Texts; <see langword="null"/> when unknown or not an embedding model.</value>
    public int? MaxEmbeddingInputs { get; init; }

    /// <summary>Gets the price list in force when the facts were checked; <see langword="null"/> when unknown, which is not the same as free.</summary>
    public ModelPrices? Prices { get; init; }

    /// <summary>Gets earlier price lists and those announced for a later day, each with its <see cref="ModelPrices.From"/>.</summary>
    public IReadOnlyList<ModelPrices> OtherPrices { get; init; } = [];

    /// <summary>Gets a value indicating whether it is the application, in code or configuration, that says the prices.</summary>
    internal bool HasOwnPrices { get; init; }

    /// <summary>Gets the day the model was released.</summary>
    public DateOnly? Released { get; init; }

    /// <summary>Gets the last day covered by the training data.</summary>
    public DateOnly? KnowledgeCutoff { get; init; }

    /// <summary>Gets the page the facts were taken from.</summary>
    public Uri? Source { get; init; }

    /// <summary>Gets the day on which the facts were checked against <see cref="Source"/>.</summary>
    public DateOnly? Checked { get; init; }

    /// <summary>Gets facts that have no member of their own, such as the state of a model on a local server.</summary>
    public IReadOnlyDictionary<string, string> Extra { get; init; } = System.Collections.ObjectModel.ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Tells whether the model has a capability.</summary>
    /// <param name="capability">One or more capabilities; all are asked for.</param>
    /// <returns><see langword="true"/> or <see langword="false"/> when known, otherwise <see langword="null"/>.</returns>
    public bool? Supports(ModelCapabilities capability)
    {
        if ((Capabilities & capability) == capability)
        {
            return true;
        }

        return (KnownCapabilities & capability & ~Capabilities) != 0 ? false : null;
    }

    /// <summary>Tells whether the model takes a kind of input.</summary>
    /// <param name="modality">The kind of content, such as <see cref="Modalities.Image"/>.</param>
    /// <returns><see langword="true"/> or <see langword="false"/> when known, otherwise <see langword="null"/>.</returns>
    public bool? Accepts(Modalities modality) => Input == Modalities.None ? null : (Input & modality) == modality;

    /// <summary>Finds the price list of a day.</summary>
    /// <param name="day">The day, in UTC.</param>
    /// <returns>The list that began last on or before that day; <see langword="null"/> when none is known.</returns>
    public ModelPrices? PricesOn(DateOnly day)
    {
        var found = Prices is { } current && !(current.From > day) ? Prices : null;
        foreach (var other in OtherPrices)
        {
            if (!(other.From > day) && (found is null || (other.From ?? DateOnly.MinValue) > (found.From ?? DateOnly.MinValue)))
            {
                found = other;
            }
        }

        return found;
    }
}
