namespace Llm.Providers.OpenAICompatible;

/// <summary>How a request says how much the model shall think.</summary>
public enum ReasoningRequestForm
{
    /// <summary>It cannot say so.</summary>
    None,

    /// <summary><c>"reasoning_effort": "low"</c>.</summary>
    Effort,

    /// <summary><c>"reasoning": {"effort": "low"}</c>.</summary>
    EffortObject,

    /// <summary><c>"thinking": {"type": "enabled"}</c>; there is no amount.</summary>
    ThinkingType,

    /// <summary><c>"enable_thinking": true</c>; there is no amount.</summary>
    EnableThinking,

    /// <summary><c>"reasoning": {"enabled": true}</c> with <c>reasoning_effort</c> beside it.</summary>
    EnabledObject,
}
