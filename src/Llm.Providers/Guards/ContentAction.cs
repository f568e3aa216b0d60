namespace Llm.Providers;

/// <summary>What a guard wants done.</summary>
public enum ContentAction
{
    /// <summary>The content goes on its way.</summary>
    Allow,

    /// <summary>The content goes on its way, and the response carries a warning.</summary>
    Annotate,

    /// <summary>The content goes nowhere: the call ends with <see cref="LlmErrorKind.ContentFiltered"/>.</summary>
    Block,
}
