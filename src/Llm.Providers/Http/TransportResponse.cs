using Microsoft.Extensions.AI;

namespace Llm.Providers;

/// <summary>A successful answer whose body is still to be read.</summary>
internal sealed class TransportResponse(HttpResponseMessage message, string? key, int attempts) : IDisposable
{
    private long? _tokens;

    public HttpResponseMessage Message { get; } = message;

    /// <summary>Gets the key that was sent, so that it can be taken out of whatever the answer echoes.</summary>
    public string? Key { get; } = key;

    public int Attempts { get; } = attempts;

    /// <summary>Gets what explains failures of the answer, and knows the secrets of the call.</summary>
    public required FailureReader Failures { get; init; }

    /// <summary>Gets the vendor's id of the request, without the key.</summary>
    public string? RequestId { get; init; }

    /// <summary>Gets when the request was sent, on the clock of the transport.</summary>
    public long SentAt { get; init; }

    /// <summary>Gets after what time the first content of a stream came, or the headers of a whole answer.</summary>
    public TimeSpan? TimeToFirstContent { get; private set; }

    /// <summary>Gets or sets what the answer takes up of the provider's limits until it has been read.</summary>
    public CallPermit? Permit { get; set; }

    /// <summary>Notes that the first content is there.</summary>
    public void Began(TimeProvider time) => TimeToFirstContent ??= time.GetElapsedTime(SentAt);

    /// <summary>Notes the tokens the vendor charges.</summary>
    public void Charge(UsageDetails? usage)
    {
        if (usage is not null)
        {
            _tokens = usage.TotalTokenCount ?? (usage.InputTokenCount ?? 0) + (usage.OutputTokenCount ?? 0);
        }
    }

    public void Dispose()
    {
        try
        {
            Message.Dispose();
        }
        finally
        {
            if (Permit is { } permit)
            {
                permit.Used ??= _tokens;
                permit.Dispose();
            }
        }
    }

    public override string ToString() => $"{(int)Message.StatusCode} after {Attempts} attempts";
}
