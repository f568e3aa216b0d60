namespace Llm.Providers.OpenAICompatible;

/// <summary>What the ids of tool calls must look like.</summary>
public enum ToolCallIdRule
{
    /// <summary>Anything goes.</summary>
    Any,

    /// <summary>Nine letters and digits. Others are rewritten, the same id always in the same way.</summary>
    NineAlphanumerics,
}
