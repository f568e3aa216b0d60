namespace Llm.Providers.OpenAICompatible;

/// <summary>The form in which reasoning goes back.</summary>
public enum ReasoningForm
{
    /// <summary>A member <c>reasoning_content</c> of the message.</summary>
    ReasoningContent,

    /// <summary>A member <c>reasoning</c> of the message.</summary>
    Reasoning,

    /// <summary>A member <c>reasoning_details</c> with the pieces as they came, signatures included.</summary>
    ReasoningDetails,

    /// <summary>A part <c>{"type": "thinking"}</c> at the head of the content.</summary>
    ThinkingPart,
}
