using Microsoft.Extensions.AI;

namespace Llm.Providers.Wire;

/// <summary>A wire format for embeddings.</summary>
public abstract class EmbeddingProtocol
{
    /// <summary>Gets the name, such as <c>embeddings</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Gets the largest number of texts in one request.</summary>
    public virtual int MaxInputs => int.MaxValue;

    /// <summary>Gets the largest sum of the lengths of all texts in one request.</summary>
    /// <value>UTF-16 characters. A single longer text is sent by itself.</value>
    public virtual int MaxCharacters => int.MaxValue;

    /// <summary>Gets <see cref="ParseError"/> as a delegate, made once.</summary>
    internal FailureReader.BodyReader ErrorReader => field ??= ParseError;

    /// <summary>Writes a request.</summary>
    /// <param name="call">What to embed.</param>
    /// <param name="request">Where to write.</param>
    public abstract void Render(EmbeddingCall call, WireRequest request);

    /// <summary>Reads an answer.</summary>
    /// <param name="body">The body, in UTF-8.</param>
    /// <param name="call">What was asked.</param>
    /// <param name="vectors">Where to put the vectors: one place for each text, in the order of the texts.</param>
    /// <returns>The usage and the model that served; usage is <see langword="null"/> when the wire has none.</returns>
    /// <exception cref="System.Text.Json.JsonException">The body is not what the wire format allows.</exception>
    public abstract EmbeddingReply Parse(ReadOnlySpan<byte> body, EmbeddingCall call, Span<ReadOnlyMemory<float>> vectors);

    /// <inheritdoc cref="ChatProtocol.ParseError"/>
    public virtual WireError ParseError(ReadOnlySpan<byte> body) => WireError.Parse(body);
}
