namespace Llm.Providers;

/// <summary>What happens to a parameter whose value is outside the range of the model.</summary>
public enum ParameterPolicy
{
    /// <summary>The nearest value that the model takes is sent; a log entry and <see cref="LlmPropertyNames.Warnings"/> of the response say so.</summary>
    Clamp,

    /// <summary>The parameter is left out, with the same warning.</summary>
    Drop,

    /// <summary>The call fails with <see cref="LlmErrorKind.UnsupportedOption"/> before anything is sent.</summary>
    Throw,
}
