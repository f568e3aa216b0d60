namespace Llm.Providers.Testing;

/// <summary>Why a reply ends, before a wire gives it its vendor's word.</summary>
public enum ScenarioFinish
{
    /// <summary>The model had nothing more to say.</summary>
    Stop,

    /// <summary>The output limit was reached.</summary>
    Length,

    /// <summary>The model waits for the results of its tool calls.</summary>
    ToolCalls,

    /// <summary>The vendor withheld the rest.</summary>
    ContentFilter,
}
