namespace Llm.Providers;

/// <summary>How the amount of reasoning of a model is asked for.</summary>
public sealed record ReasoningSupport
{
    /// <summary>Gets the efforts the model takes, in the vendor's words and from the least to the most, such as <c>low</c>, <c>medium</c>, <c>high</c>; empty when unknown or when there are none.</summary>
    public IReadOnlyList<string> Efforts { get; init; } = [];

    /// <summary>Gets the smallest budget of reasoning tokens; <see langword="null"/> when the model takes no budget or none is known.</summary>
    /// <value>Tokens.</value>
    public int? MinimumBudget { get; init; }

    /// <summary>Gets the largest budget of reasoning tokens; <see langword="null"/> when the model takes no budget or none is known.</summary>
    /// <value>Tokens.</value>
    public int? MaximumBudget { get; init; }

    /// <summary>Gets a value indicating whether the model takes a budget of reasoning tokens; <see langword="null"/> when unknown.</summary>
    public bool? TakesBudget { get; init; }

    /// <summary>Gets a value indicating whether the model can be left to decide how much it reasons; <see langword="null"/> when unknown.</summary>
    public bool? Adaptive { get; init; }

    /// <summary>Gets a value indicating whether reasoning can be switched off; <see langword="null"/> when unknown.</summary>
    public bool? CanBeOff { get; init; }
}
