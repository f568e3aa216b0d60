namespace Llm.Providers.OpenAICompatible;

/// <summary>When reasoning of earlier turns goes back to the vendor that made it.</summary>
public enum ReasoningReplay
{
    /// <summary>Never: the vendor ignores or refuses it.</summary>
    Never,

    /// <summary>With assistant messages that call tools.</summary>
    WithToolCalls,

    /// <summary>With every assistant message of a conversation in which tools are offered or were called.</summary>
    WithTools,

    /// <summary>With every assistant message.</summary>
    Always,
}
