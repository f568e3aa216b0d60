namespace Llm.Providers;

/// <summary>What a part of a cost is for.</summary>
public enum LlmCostPartKind
{
    /// <summary>Input that has no price of its own: neither cached nor, where these are priced apart, sound or images.</summary>
    Input,

    /// <summary>Input read from the vendor's prompt cache.</summary>
    CacheRead,

    /// <summary>Input written to the vendor's prompt cache for its usual time.</summary>
    CacheWrite,

    /// <summary>Input written to the vendor's prompt cache for an hour.</summary>
    CacheWriteOneHour,

    /// <summary>Sound in the input, where it is priced apart.</summary>
    InputAudio,

    /// <summary>Sound read from the vendor's prompt cache, where it is priced apart.</summary>
    CacheReadAudio,

    /// <summary>Images in the input, where they are priced apart.</summary>
    InputImage,

    /// <summary>Output that has no price of its own; reasoning is among it unless it is priced apart.</summary>
    Output,

    /// <summary>Reasoning, where it is priced apart.</summary>
    Reasoning,

    /// <summary>Sound in the output, where it is priced apart.</summary>
    OutputAudio,

    /// <summary>Images in the output, where they are priced apart.</summary>
    OutputImage,

    /// <summary>Requests, where the vendor takes something for each beside its tokens.</summary>
    Requests,

    /// <summary>Web searches the vendor made for the model.</summary>
    WebSearches,
}
