namespace Llm.Providers;

/// <summary>What a model or a provider can do.</summary>
[Flags]
public enum ModelCapabilities
{
    /// <summary>Nothing is claimed.</summary>
    None = 0,

    /// <summary>Answers a conversation.</summary>
    Chat = 1 << 0,

    /// <summary>Continues a text without the notion of a conversation.</summary>
    Completion = 1 << 1,

    /// <summary>Turns text into vectors.</summary>
    Embeddings = 1 << 2,

    /// <summary>Sends its answer as it is produced.</summary>
    Streaming = 1 << 3,

    /// <summary>Calls functions described in the request.</summary>
    Tools = 1 << 4,

    /// <summary>Calls several functions in one turn.</summary>
    ParallelTools = 1 << 5,

    /// <summary>Answers with JSON that follows a given schema.</summary>
    StructuredOutput = 1 << 6,

    /// <summary>Thinks before it answers.</summary>
    Reasoning = 1 << 7,
}
