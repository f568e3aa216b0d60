namespace Llm.Providers;

/// <summary>Kinds of content a model takes or gives.</summary>
[Flags]
public enum Modalities
{
    /// <summary>Not known.</summary>
    None = 0,

    /// <summary>Text.</summary>
    Text = 1 << 0,

    /// <summary>Images.</summary>
    Image = 1 << 1,

    /// <summary>Sound.</summary>
    Audio = 1 << 2,

    /// <summary>Moving pictures.</summary>
    Video = 1 << 3,

    /// <summary>PDF documents.</summary>
    Pdf = 1 << 4,

    /// <summary>Vectors.</summary>
    Embedding = 1 << 5,
}
