using System.Globalization;
using System.Net.Http.Headers;

namespace Llm.Providers;

/// <summary>Reads the headers in which vendors say how much of their limits is left.</summary>
/// <remarks>
/// OpenAI and those like it: <c>x-ratelimit-remaining-requests: 12</c>, reset as a duration (<c>6m0s</c>, <c>76ms</c>), see
/// <see href="https://platform.openai.com/docs/guides/rate-limits">its guide</see>. Anthropic: <c>anthropic-ratelimit-tokens-remaining: 12</c>, reset as
/// a time, see <see href="https://platform.claude.com/docs/en/api/rate-limits">its documentation</see>. Gateways: <c>x-ratelimit-remaining: 12</c>, reset as seconds or a time.
/// </remarks>
internal static class RateLimitHeaders
{
    private const string Anthropic = "anthropic-ratelimit-";
    private const string Common = "x-ratelimit-";
    private const string Standard = "ratelimit-";
    private const string Unnamed = "requests";
    private const int LongestName = 64;

    // A moment as a number: larger than any wait, which is at most a month.
    private const double FirstMoment = 1_000_000_000;
    private const double FirstMomentInMilliseconds = 1_000_000_000_000;

    public static IReadOnlyList<RateLimit> Read(HttpResponseHeaders headers, TimeProvider time)
    {
        List<RateLimit>? limits = null;
        foreach (var header in headers.NonValidated)
        {
            if (Split(header.Key) is not var (name, member) || name.Length is 0 or > LongestName)
            {
                continue;
            }

            limits ??= [];
            var at = limits.FindIndex(l => l.Name == name);
            if (at < 0)
            {
                limits.Add(new(name, null, null, null));
                at = limits.Count - 1;
            }

            limits[at] = With(limits[at], member, header.Value.ToString(), time);
        }

        return limits is null ? Array.Empty<RateLimit>() : limits.FindAll(l => l is not { Limit: null, Remaining: null, ResetsIn: null });
    }

    /// <summary>Finds how long a vendor that refused for a used-up limit has to be left alone.</summary>
    public static TimeSpan? WaitOf(IReadOnlyList<RateLimit> limits)
    {
        TimeSpan? longest = null;
        foreach (var limit in limits)
        {
            if (limit is { Remaining: <= 0, ResetsIn: { } wait } && (longest is null || wait > longest))
            {
                longest = wait;
            }
        }

        return longest;
    }

    // "x-ratelimit-remaining-tokens" and "anthropic-ratelimit-tokens-remaining" are the same: a limit's name and one of its members.
    private static (string Name, string Member)? Split(string header)
    {
        var isAnthropic = header.StartsWith(Anthropic, StringComparison.OrdinalIgnoreCase);
        var prefix = isAnthropic ? Anthropic : header.StartsWith(Common, StringComparison.OrdinalIgnoreCase) ? Common : header.StartsWith(Standard, StringComparison.OrdinalIgnoreCase) ? Standard : null;
        if (prefix is null)
        {
            return null;
        }

        var rest = header[prefix.Length..].ToLowerInvariant();
        foreach (var member in (ReadOnlySpan<string>)["limit", "remaining", "reset"])
        {
            if (rest == member)
            {
                return (Unnamed, member);
            }

            if (isAnthropic ? rest.EndsWith("-" + member, StringComparison.Ordinal) : rest.StartsWith(member + "-", StringComparison.Ordinal))
            {
                return (isAnthropic ? rest[..^(member.Length + 1)] : rest[(member.Length + 1)..], member);
            }
        }

        return null;
    }

    private static RateLimit With(RateLimit limit, string member, string value, TimeProvider time) => member switch
    {
        "limit" => limit with { Limit = Count(value) ?? limit.Limit },
        "remaining" => limit with { Remaining = Count(value) ?? limit.Remaining },
        _ => limit with { ResetsIn = Wait(value, time) ?? limit.ResetsIn },
    };

    private static long? Count(string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var count) && double.IsFinite(count) && Math.Abs(count) < long.MaxValue ? (long)count : null;

    private static TimeSpan? Wait(string value, TimeProvider time)
    {
        if (double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            var now = time.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0;
            return RetryHeaders.Sane(number >= FirstMomentInMilliseconds ? (number / 1000) - now : number >= FirstMoment ? number - now : number);
        }

        if (Durations.TryParse(value, out var duration))
        {
            return RetryHeaders.Sane(duration.TotalSeconds);
        }

        return DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? RetryHeaders.Sane((moment - time.GetUtcNow()).TotalSeconds) : null;
    }
}
