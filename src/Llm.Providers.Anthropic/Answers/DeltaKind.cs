namespace Llm.Providers.Anthropic;

/// <summary>What a delta is a part of.</summary>
internal enum DeltaKind
{
    /// <summary>Text of the answer.</summary>
    Text,

    /// <summary>What the model thinks.</summary>
    Thinking,

    /// <summary>Arguments of a tool.</summary>
    Input,
}
