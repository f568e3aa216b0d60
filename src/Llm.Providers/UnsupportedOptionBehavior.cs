namespace Llm.Providers;

/// <summary>What happens to an option of a call that the model or its wire format cannot take.</summary>
public enum UnsupportedOptionBehavior
{
    /// <summary>The option is left out; a log entry and <see cref="LlmPropertyNames.Warnings"/> of the response say so.</summary>
    Warn,

    /// <summary>The call fails with <see cref="LlmErrorKind.UnsupportedOption"/> before anything is sent.</summary>
    Throw,

    /// <summary>The option is left out without a word.</summary>
    Drop,
}
