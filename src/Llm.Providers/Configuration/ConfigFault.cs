namespace Llm.Providers;

/// <summary>One thing that is wrong with a provider's settings.</summary>
/// <param name="Path">The full path of the setting, such as <c>LlmProviders:openai:ApiKey</c>.</param>
/// <param name="Message">What is wrong and what to do, as a sentence that starts with the path. It never holds a secret.</param>
public sealed record ConfigFault(string Path, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => Message;
}
