namespace Llm.Providers;

/// <summary>Request parameters that some models refuse.</summary>
[Flags]
public enum ModelParameters
{
    /// <summary>No parameter.</summary>
    None = 0,

    /// <summary>The sampling temperature.</summary>
    Temperature = 1 << 0,

    /// <summary>Nucleus sampling.</summary>
    TopP = 1 << 1,

    /// <summary>Sampling among the k most likely tokens.</summary>
    TopK = 1 << 2,

    /// <summary>The penalty on frequent tokens.</summary>
    FrequencyPenalty = 1 << 3,

    /// <summary>The penalty on tokens that are present already.</summary>
    PresencePenalty = 1 << 4,

    /// <summary>The seed of the random number generator.</summary>
    Seed = 1 << 5,

    /// <summary>Sequences that end the answer.</summary>
    StopSequences = 1 << 6,

    /// <summary>The amount of reasoning asked for.</summary>
    Reasoning = 1 << 7,

    /// <summary>Whether several tools may be called in one turn.</summary>
    AllowMultipleToolCalls = 1 << 8,

    /// <summary>All parameters that steer sampling.</summary>
    Sampling = Temperature | TopP | TopK | FrequencyPenalty | PresencePenalty,
}
