namespace Llm.Providers;

/// <summary>A successful answer whose body is still to be read.</summary>
internal sealed class TransportResponse(HttpResponseMessage message, string? key, int attempts) : IDisposable
{
    public HttpResponseMessage Message { get; } = message;

    /// <summary>Gets the key that was sent, so that it can be taken out of whatever the answer echoes.</summary>
    public string? Key { get; } = key;

    public int Attempts { get; } = attempts;

    public void Dispose() => Message.Dispose();

    public override string ToString() => $"{(int)Message.StatusCode} after {Attempts} attempts";
}
