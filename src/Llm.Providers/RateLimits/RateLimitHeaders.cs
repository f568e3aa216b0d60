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

    private static readonly string[] s_members = ["limit", "remaining", "reset"];

    public static IReadOnlyList<RateLimit> Read(HttpResponseHeaders headers, TimeProvider time)
    {
        List<RateLimit>? limits = null;
        foreach (var header in headers.NonValidated)
        {
            var name = Split(header.Key, out var member);
            if (name.Length is 0 or > LongestName)
            {
                continue;
            }

            limits ??= [];
            var at = IndexOf(limits, name);
            var limit = at < 0 ? new(name.ToString().ToLowerInvariant(), null, null, null) : limits[at];
            limit = With(limit, member, header.Value.ToString(), time);
            if (at < 0)
            {
                limits.Add(limit);
            }
            else
            {
                limits[at] = limit;
            }
        }

        limits?.RemoveAll(static l => l is { Limit: null, Remaining: null, ResetsIn: null });
        return limits ?? (IReadOnlyList<RateLimit>)[];
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

    // "x-ratelimit-remaining-tokens" and "anthropic-ratelimit-tokens-remaining" are the same: a limit's name and one of its members. The name is empty
    // where a header says neither. No strings on the way: vendors send up to a dozen such headers with each answer.
    private static ReadOnlySpan<char> Split(ReadOnlySpan<char> header, out string member)
    {
        var isAnthropic = header.StartsWith(Anthropic, StringComparison.OrdinalIgnoreCase);
        var prefix = isAnthropic ? Anthropic : header.StartsWith(Common, StringComparison.OrdinalIgnoreCase) ? Common : header.StartsWith(Standard, StringComparison.OrdinalIgnoreCase) ? Standard : null;
        member = "";
        if (prefix is null)
        {
            return default;
        }

        var rest = header[prefix.Length..];
        foreach (var candidate in s_members)
        {
            member = candidate;
            if (rest.Equals(candidate, StringComparison.OrdinalIgnoreCase))
            {
                return Unnamed;
            }

            var length = rest.Length - candidate.Length - 1;
            if (length < 0)
            {
                continue;
            }

            if (isAnthropic ? rest[length] == '-' && rest.EndsWith(candidate, StringComparison.OrdinalIgnoreCase) : rest[candidate.Length] == '-' && rest.StartsWith(candidate, StringComparison.OrdinalIgnoreCase))
            {
                return isAnthropic ? rest[..length] : rest[^length..];
            }
        }

        return default;
    }

    // A loop, because a closure would cost each header 88 bytes.
    private static int IndexOf(List<RateLimit> limits, ReadOnlySpan<char> name)
    {
        for (var i = 0; i < limits.Count; i++)
        {
            if (name.Equals(limits[i].Name, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return -1;
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
