namespace Llm.Providers.OpenAICompatible;

/// <summary>How vectors travel.</summary>
public enum EmbeddingEncoding
{
    /// <summary>As JSON numbers; <c>encoding_format</c> is not sent. Base64 that comes all the same is read.</summary>
    Float,

    /// <summary>As base64 of 32-bit floating-point numbers, little-endian: a third of the bytes and a fraction of the work.</summary>
    Base64,

    /// <summary>As base64 of signed 8-bit numbers, which become floating-point numbers of the same value.</summary>
    Base64SignedBytes,
}
