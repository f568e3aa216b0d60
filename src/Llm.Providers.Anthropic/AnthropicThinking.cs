namespace Llm.Providers.Anthropic;

/// <summary>How a model is told to think.</summary>
public enum AnthropicThinking
{
    /// <summary>As the catalog says of the model; for one it does not know, as the version of the API has it.</summary>
    Automatic,

    /// <summary>The model decides how much to think, within an effort: <c>thinking.type = adaptive</c> and <c>output_config.effort</c>.</summary>
    Adaptive,

    /// <summary>A number of tokens is set apart: <c>thinking.type = enabled</c> and <c>budget_tokens</c>.</summary>
    Budget,
}
