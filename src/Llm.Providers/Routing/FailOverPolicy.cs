using Microsoft.Extensions.AI;

namespace Llm.Providers;

/// <summary>Which failures another target may make good, and which say something about the target rather than the request.</summary>
internal static class FailOverPolicy
{
    public static readonly IReadOnlyList<LlmErrorKind> Default =
    [
        LlmErrorKind.RateLimited, LlmErrorKind.Unavailable, LlmErrorKind.Timeout, LlmErrorKind.Network, LlmErrorKind.StreamInterrupted, LlmErrorKind.MalformedResponse,
        LlmErrorKind.QuotaExceeded, LlmErrorKind.ModelNotFound, LlmErrorKind.ContextLengthExceeded, LlmErrorKind.UnsupportedContent,
    ];

    /// <summary>Tells whether a failure is due to the request: it says nothing about how the target fares.</summary>
    public static bool IsOfRequest(LlmErrorKind kind) =>
        kind is LlmErrorKind.InvalidRequest or LlmErrorKind.ContextLengthExceeded or LlmErrorKind.UnsupportedContent or LlmErrorKind.UnsupportedOption or LlmErrorKind.ContentFiltered;

    /// <summary>Tells whether a failure lasts until somebody does something about it.</summary>
    public static bool Lasts(LlmErrorKind kind) =>
        kind is LlmErrorKind.QuotaExceeded or LlmErrorKind.ModelNotFound or LlmErrorKind.Authentication or LlmErrorKind.PermissionDenied or LlmErrorKind.Configuration;

    /// <summary>Finds the targets that are worth asking after a failure.</summary>
    /// <param name="open">The targets not asked yet, as bits.</param>
    /// <param name="failed">The target that failed.</param>
    /// <param name="fault">How it failed.</param>
    /// <param name="group">The group.</param>
    /// <param name="messages">The conversation.</param>
    /// <returns>The targets, as bits; 0 when the failure is the caller's.</returns>
    public static ulong Narrow(ulong open, RouteTarget failed, LlmProviderException fault, ModelGroup group, IReadOnlyList<ChatMessage> messages)
    {
        if (open == 0 || fault.ErrorCode == GuardedChatClient.BlockedCode || !group.FailsOverOn(fault.Kind)) // what a guard blocked is for no target
        {
            return 0;
        }

        switch (fault.Kind)
        {
            case LlmErrorKind.ContextLengthExceeded:
                return Where(open, group, t => t.Model?.ContextWindow > failed.Model?.ContextWindow); // false where either is unknown
            case LlmErrorKind.UnsupportedContent:
                var needed = ConversationRules.Needs(messages);
                return needed == Modalities.None ? 0 : Where(open, group, t => t.Model?.Accepts(needed) == true);
            default:
                return open;
        }
    }

    /// <summary>Explains what a client threw.</summary>
    /// <returns><see langword="null"/> for what is no failure of a call: a mistake in code, or a cancellation.</returns>
    public static LlmProviderException? Explain(Exception e, RouteTarget target) => e switch
    {
        LlmProviderException fault => fault,
        HttpRequestException { StatusCode: { } status } => Foreign(ErrorClassifier.Classify(status, new() { Message = e.Message }), e, target),
        HttpRequestException or IOException => Foreign(LlmErrorKind.Network, e, target),
        TimeoutException or OperationCanceledException { InnerException: TimeoutException } => Foreign(LlmErrorKind.Timeout, e, target),
        _ => null,
    };

    private static ulong Where(ulong open, ModelGroup group, Func<RouteTarget, bool> fits)
    {
        var kept = 0UL;
        foreach (var target in group.Routes)
        {
            kept |= (open & target.Bit) != 0 && fits(target) ? target.Bit : 0;
        }

        return kept;
    }

    private static LlmProviderException Foreign(LlmErrorKind kind, Exception e, RouteTarget target) =>
        new(kind, $"{target.Reference}: {Redaction.Redact(e.Message, null)}", e) { IsTransient = ErrorClassifier.IsTransient(kind), Attempts = 1 };
}
