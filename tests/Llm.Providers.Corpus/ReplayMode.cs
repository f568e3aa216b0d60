namespace Llm.Providers.Corpus;

/// <summary>How the bytes of a body arrive. What is read from them must not depend on it.</summary>
internal enum ReplayMode
{
    /// <summary>All at once.</summary>
    Whole,

    /// <summary>One at a time.</summary>
    Bytes,

    /// <summary>In pieces that end in the middle of a character.</summary>
    Split,
}
