using Llm.Providers.Testing;

namespace Llm.Providers.Tests.Chaos;

/// <summary>How a call has to end that meets a fault, the same on every wire.</summary>
/// <param name="Kind">The kind of the exception; <see langword="null"/> for a whole answer.</param>
/// <param name="KeepsText">Whether what had arrived is given before the exception, and in it.</param>
/// <param name="IsRetried">Whether every attempt there is was made.</param>
/// <param name="After">The time limit that ends it.</param>
internal sealed record Expectation(LlmErrorKind? Kind, bool KeepsText = false, bool IsRetried = false, TimeSpan? After = null)
{
    public static Expectation Of(Fault fault, bool streamed) => fault.Name switch
    {
        "connection refused" or "reset before the headers" => new(LlmErrorKind.Network, IsRetried: true),
        "stall before the headers" or "stall before the content" => new(LlmErrorKind.Timeout, After: streamed ? FaultRun.FirstByte : FaultRun.Total),
        "stall in the middle" or "keep-alives without end" => new(LlmErrorKind.Timeout, streamed, After: streamed ? FaultRun.Idle : FaultRun.Total),
        "reset in the middle" or "half-closed socket" => new(LlmErrorKind.StreamInterrupted, streamed),
        "early end" => streamed ? new(LlmErrorKind.StreamInterrupted, KeepsText: true) : new(LlmErrorKind.MalformedResponse),
        "garbage in an event" or "oversized line" => new(LlmErrorKind.MalformedResponse, streamed),
        "garbage instead of an answer" or "HTML page with 200" => new(LlmErrorKind.MalformedResponse),
        "HTML page with 502" or "error event first" => new(LlmErrorKind.Unavailable, IsRetried: true),
        "error event in the middle" => new(LlmErrorKind.Unavailable, KeepsText: true),
        "429 storm" => new(LlmErrorKind.RateLimited, IsRetried: true),
        _ when fault.IsHarmless => new(Kind: null),
        _ => throw new ArgumentException($"Nobody has said how '{fault.Name}' has to end.", nameof(fault)),
    };

    /// <summary>The expectation in the words of the table.</summary>
    public static string Describe(FaultRun run) => run.Kind is null
        ? run.Failure is not null ? run.Failure.GetType().Name : run.Text.Contains('\uFFFD', StringComparison.Ordinal) ? "whole answer, U+FFFD for the byte" : "whole answer"
        : $"`{run.Kind}`{(run.Text.Length > 0 ? ", text kept" : "")}{(run.Requests > 1 ? $", {run.Requests} requests" : "")}";
}
