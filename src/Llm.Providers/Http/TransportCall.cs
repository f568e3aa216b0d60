using Llm.Providers.Wire;

namespace Llm.Providers;

/// <summary>What the transport needs to know of a call.</summary>
internal class TransportCall(WireRequest request, FailureReader.BodyReader readError, string? modelId, bool streaming, IEnumerable<KeyValuePair<string, string>>? headers = null)
{
    private const double BytesPerToken = 4;

    public WireRequest Request { get; } = request;

    public FailureReader.BodyReader ReadError { get; } = readError;

    public string? ModelId { get; } = modelId;

    public bool Streaming { get; } = streaming;

    public IEnumerable<KeyValuePair<string, string>>? Headers { get; } = headers;

    /// <summary>Gets how often this call may be tried again at most; <see langword="null"/> for as often as the provider's settings say.</summary>
    public int? MaxRetries { get; init; }

    /// <summary>Gets the most tokens the answer may have; <see langword="null"/> when the request does not limit them.</summary>
    public int? MaxOutputTokens { get; init; }

    /// <summary>Gets a value indicating whether the vendor makes or reads tokens for it, as it does for conversations and vectors.</summary>
    public bool CostsTokens { get; init; } = true;

    /// <summary>Gets the tokens the request makes likely, roughly: those of its words, and of the answer it allows. Images and documents, which nothing here can count, are not in it.</summary>
    public double ExpectedTokens => (Request.WrittenJson.Length / BytesPerToken) + (MaxOutputTokens ?? 0);

    /// <summary>Looks into an answer whose status is a success: many vendors say so before they know.</summary>
    /// <returns>Why the attempt failed after all; <see langword="null"/> to keep the answer.</returns>
    public virtual ValueTask<LlmProviderException?> ExamineAsync(TransportResponse response) => default;
}
