using System.Net;
using Llm.Providers.Wire;

namespace Llm.Providers;

/// <summary>Finds the kind of an error: the status decides, the vendor's code and words refine.</summary>
internal static class ErrorClassifier
{
    private static readonly string[] s_contextLength =
    [
        "context_length", "context length", "context window", "exceed_context_size", "maximum context", "prompt is too long", "prompt too long",
        "too many tokens", "input is too long", "length of all messages is too long", "too large for model", "max context", "reduce the length", "input tokens and requested",
    ];

    private static readonly string[] s_quota = ["insufficient_quota", "billing", "credit", "payment", "balance", "quota_exceeded", "exceeded_current_quota_error", "arrearage"];

    private static readonly string[] s_contentFilter = ["content_filter", "content management policy", "responsibleaipolicyviolation", "data_inspection_failed", "content_policy", "moderation"];

    public static LlmErrorKind Classify(HttpStatusCode? status, WireError error)
    {
        if (error.Kind is { } kind)
        {
            return kind;
        }

        var words = $"{error.Code} {error.Type} {error.Message}";
        return (int?)status switch
        {
            null => FromWords(words),
            >= 300 and < 400 => LlmErrorKind.Configuration,
            400 or 422 => Says(words, s_contextLength) ? LlmErrorKind.ContextLengthExceeded
                : Says(words, s_contentFilter) ? LlmErrorKind.ContentFiltered
                : Says(words, ["invalid_api_key", "incorrect api key", "invalid api key"]) ? LlmErrorKind.Authentication
                : Says(words, ["insufficient_quota", "arrearage", "credit balance"]) ? LlmErrorKind.QuotaExceeded
                : Says(words, ["model_not_found", "not a valid model id", "unknown model"]) ? LlmErrorKind.ModelNotFound
                : LlmErrorKind.InvalidRequest,
            401 => LlmErrorKind.Authentication,
            402 => LlmErrorKind.QuotaExceeded,
            403 => Says(words, s_contentFilter) ? LlmErrorKind.ContentFiltered : LlmErrorKind.PermissionDenied,
            404 => LlmErrorKind.ModelNotFound,
            408 or 504 => LlmErrorKind.Timeout,
            409 => LlmErrorKind.Unavailable,
            413 => LlmErrorKind.ContextLengthExceeded,
            429 => FromTooManyRequests(error, words),
            >= 500 => Says(words, s_contextLength) ? LlmErrorKind.ContextLengthExceeded : LlmErrorKind.Unavailable,
            >= 400 => LlmErrorKind.InvalidRequest,
            _ => FromWords(words),
        };
    }

    public static bool IsTransient(LlmErrorKind kind) => kind is LlmErrorKind.RateLimited or LlmErrorKind.Unavailable or LlmErrorKind.Timeout or LlmErrorKind.Network or LlmErrorKind.StreamInterrupted;

    // The sentence "You exceeded your current quota" stands in an exhausted account's answer at one vendor and in a per-minute limit's at
    // another: only codes tell them apart, and a limit that names its delay is a limit of the minute
    // unless its code says otherwise.
    private static LlmErrorKind FromTooManyRequests(WireError error, string words)
    {
        if (error.Code is "insufficient_quota" || error.Type is "insufficient_quota")
        {
            return LlmErrorKind.QuotaExceeded;
        }

        if (error.RetryAfter is null && (Says($"{error.Code} {error.Type}", s_quota) || Says(words, ["insufficient balance", "insufficient_quota", "credits"])))
        {
            return LlmErrorKind.QuotaExceeded;
        }

        return Says(words, s_contextLength) && !Says(words, ["per min", "per day", "rate limit", "tpm"]) ? LlmErrorKind.ContextLengthExceeded : LlmErrorKind.RateLimited;
    }

    // An error inside a stream has no status of its own; many vendors write one as its code.
    private static LlmErrorKind FromWords(string words)
    {
        var code = words.Split(' ', 2)[0];
        if (int.TryParse(code, System.Globalization.CultureInfo.InvariantCulture, out var status) && status is >= 400 and < 600)
        {
            return Classify((HttpStatusCode)status, new() { Message = words });
        }

        return Says(words, s_contextLength) ? LlmErrorKind.ContextLengthExceeded
            : Says(words, s_contentFilter) ? LlmErrorKind.ContentFiltered
            : Says(words, ["insufficient_quota", "billing"]) ? LlmErrorKind.QuotaExceeded
            : Says(words, ["rate_limit", "rate limit", "too many requests", "request limit"]) ? LlmErrorKind.RateLimited
            : Says(words, ["authentication", "api key", "unauthorized"]) ? LlmErrorKind.Authentication
            : Says(words, ["permission_error"]) ? LlmErrorKind.PermissionDenied
            : Says(words, ["not_found_error"]) ? LlmErrorKind.ModelNotFound
            : Says(words, ["invalid_request", "invalid request", "tool_use_failed"]) ? LlmErrorKind.InvalidRequest
            : Says(words, ["overloaded", "server_error", "internal", "unavailable", "timeout", "unexpectedly stopped", "while running the model", "bad gateway"]) ? LlmErrorKind.Unavailable
            : LlmErrorKind.Unknown;
    }

    private static bool Says(string words, ReadOnlySpan<string> any)
    {
        foreach (var phrase in any)
        {
            if (words.Contains(phrase, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
