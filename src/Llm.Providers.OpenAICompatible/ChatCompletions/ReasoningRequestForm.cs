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

    /// <summary><c>"thinking": {"type": "enabled"}</c> with <c>reasoning_effort</c> beside it.</summary>
    ThinkingTypeAndEffort,

    /// <summary><c>"enable_thinking": true</c>; there is no amount.</summary>
    EnableThinking,

    /// <summary><c>"reasoning": {"enabled": true}</c> with <c>reasoning_effort</c> beside it.</summary>
    EnabledObject,

    /// <summary><c>"chat_template_kwargs": {"enable_thinking": true}</c>, for servers that hand it to the model's template; there is no amount.</summary>
    TemplateSwitch,

    /// <summary><c>"chat_template_kwargs": {"enable_thinking": true}</c> with <c>reasoning_effort</c> beside it: some templates know one, some the other.</summary>
    TemplateSwitchAndEffort,
}
