namespace Llm.Providers;

/// <summary>The stage of a model's life.</summary>
public enum ModelStatus
{
    /// <summary>Not known.</summary>
    Unknown,

    /// <summary>Offered for tests; may change without notice.</summary>
    Preview,

    /// <summary>In regular use.</summary>
    Active,

    /// <summary>Still answering, with a successor named by the vendor.</summary>
    Deprecated,

    /// <summary>No longer answering.</summary>
    Retired,
}
