namespace Llm.Providers.Wire;

/// <summary>A request of a vendor that is no conversation and no embedding, such as counting tokens or loading a model.</summary>
/// <typeparam name="TResult">What an answer, or each line of a streamed one, says.</typeparam>
public abstract class OperationProtocol<TResult>
{
    /// <summary>Gets the longest silence between two events of a streamed answer; <see langword="null"/> for <see cref="LlmTimeouts.Idle"/>.</summary>
    /// <remarks>For operations that work for long without a word, such as checking a large download.</remarks>
    public virtual TimeSpan? Idle => null;

    /// <summary>Writes the request.</summary>
    /// <param name="request">Where to write; its method is POST unless it is set.</param>
    public abstract void Render(WireRequest request);

    /// <summary>Reads an answer, or one event of a streamed answer.</summary>
    /// <param name="body">The body or the event, in UTF-8.</param>
    /// <returns>What it says.</returns>
    /// <exception cref="System.Text.Json.JsonException">The bytes are not what the wire format allows.</exception>
    /// <exception cref="LlmProviderException">The answer is an error.</exception>
    public abstract TResult Parse(ReadOnlySpan<byte> body);

    /// <inheritdoc cref="ChatProtocol.ParseError"/>
    public virtual WireError ParseError(ReadOnlySpan<byte> body) => WireError.Parse(body);
}
