namespace Llm.Providers;

/// <summary>What a budget does with a call whose price is not known.</summary>
public enum UnknownPriceBehavior
{
    /// <summary>The call is made, with a warning on the response and in the log; it does not count, because nobody knows how much.</summary>
    Allow,

    /// <summary>The call is refused with <see cref="LlmErrorKind.BudgetExceeded"/>.</summary>
    Refuse,
}
