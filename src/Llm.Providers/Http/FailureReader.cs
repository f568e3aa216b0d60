using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Unicode;
using Llm.Providers.Wire;
using Microsoft.Extensions.Logging;

namespace Llm.Providers;

/// <summary>Turns what went wrong into the one exception, without keys.</summary>
internal sealed class FailureReader(string providerId, string displayName, Uri endpoint, Secrets secrets, TimeProvider time, ILogger logger)
{
    /// <summary>Delegate of a protocol that reads the body of an error.</summary>
    public delegate WireError BodyReader(ReadOnlySpan<byte> body);

    private const int MaxBodyBytes = 64 * 1024;
    private const int MaxKeptCharacters = 16 * 1024;
    private const int MaxWords = 2 * 1024;
    private const int MaxExcerpt = 500;

    /// <summary>Gets or sets what says which models come near an id, as a sentence with a space in front.</summary>
    public Func<string, string>? AdviseOnModel { get; set; }

    /// <summary>Tells whether an exception of a protocol means that it cannot read a value.</summary>
    /// <remarks>Beside the JSON reader, the types of contents check what they are made of, and numbers and dates leave their ranges.</remarks>
    public static bool IsUnreadable(Exception e) =>
        e is System.Text.Json.JsonException or InvalidOperationException or FormatException or ArgumentException or ArithmeticException or KeyNotFoundException or IndexOutOfRangeException;

    /// <summary>Gives a reader that takes out the secrets among the headers of a call, too.</summary>
    /// <returns>This instance when there are none.</returns>
    public FailureReader For(IEnumerable<KeyValuePair<string, string>>? headers)
    {
        var all = secrets.With(headers);
        return ReferenceEquals(all, secrets) ? this : new(providerId, displayName, endpoint, all, time, logger) { AdviseOnModel = AdviseOnModel };
    }

    /// <summary>Takes the secrets of the provider out of text that came from outside.</summary>
    public string? Redact(string? text, string? key) => secrets.Redact(text, key);

    /// <summary>Completes a failure that leaves the library, and logs it.</summary>
    public LlmProviderException Report(LlmProviderException e, int attempts)
    {
        e.Attempts = attempts;
        logger.Failure(providerId, e);
        return e;
    }

    /// <summary>Completes a failure that came inside an answer, and logs it.</summary>
    public LlmProviderException Report(LlmProviderException e, TransportResponse response) => Report(e.In(response, time), response.Attempts);

    /// <summary>Reads an answer with an error status.</summary>
    public async ValueTask<LlmProviderException> ReadAsync(HttpResponseMessage response, BodyReader read, string? modelId, string? key, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(MaxBodyBytes);
        try
        {
            var length = await ReadBodyAsync(response, buffer, cancellationToken).ConfigureAwait(false);
            var body = Encoding.UTF8.GetString(buffer, 0, length);
            var error = Read(read, Utf8.IsValid(buffer.AsSpan(0, length)) ? buffer.AsSpan(0, length) : Encoding.UTF8.GetBytes(body));
            var limits = RateLimitHeaders.Read(response.Headers, time);
            var reset = response.StatusCode == HttpStatusCode.TooManyRequests ? RateLimitHeaders.WaitOf(limits) : null;
            error = error with { RetryAfter = RetryHeaders.RetryAfter(response.Headers, time) ?? error.RetryAfter ?? reset };
            return Create(response, error, body, limits, modelId, key);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Explains an error that came inside an answer whose status was a success.</summary>
    public LlmProviderException InAnswer(WireError error, TransportResponse response, string? modelId, string? partialText)
    {
        var kind = ErrorClassifier.Classify(null, error);
        error = Clean(error, response.Key);
        var words = error.Message ?? "no message";
        return new(kind, $"{displayName} ({Where(modelId)}) ended its answer with an error{Code(error)}: {Sentence(words)}")
        {
            ProviderId = providerId, ModelId = modelId, StatusCode = response.Message.StatusCode, ErrorCode = error.Code, ErrorType = error.Type, VendorMessage = words,
            RequestId = response.RequestId, IsTransient = ErrorClassifier.IsTransient(kind), PartialText = partialText, Parameter = error.Parameter, RetryAfter = error.RetryAfter,
            ResponseBody = secrets.Excerpt(error.Raw, MaxKeptCharacters, response.Key),
        };
    }

    public LlmProviderException Unreachable(HttpRequestException e, string? modelId, string? key) =>
        new(LlmErrorKind.Network, $"{displayName} ({Where(modelId)}) cannot be reached at {Address()}: {secrets.Redact(Reason(e), key)} Check the address and that the server runs.", secrets.Cause(e, key))
        {
            ProviderId = providerId, ModelId = modelId, IsTransient = true,
        };

    public LlmProviderException HeadersTooLarge(HttpRequestException e, int kilobytes, string? modelId) =>
        new(LlmErrorKind.MalformedResponse, string.Create(CultureInfo.InvariantCulture, $"{displayName} ({Where(modelId)}) sent headers of more than {kilobytes} KB, which is what {ConfigSchema.PathOf(providerId)}:MaxResponseHeadersKilobytes allows."), e)
        {
            ProviderId = providerId, ModelId = modelId,
        };

    public LlmProviderException NotConnected(TimeSpan limit, string? modelId, Exception inner) =>
        new(LlmErrorKind.Network, string.Create(CultureInfo.InvariantCulture, $"{displayName} ({Where(modelId)}) cannot be reached at {Address()}: no connection within {limit.TotalSeconds:0.###} s. The limit is {ConfigSchema.PathOf(providerId)}:ConnectTimeout."), inner)
        {
            ProviderId = providerId, ModelId = modelId, IsTransient = true,
        };

    public LlmProviderException CircuitOpen(LlmProviderException? cause, TimeSpan rest, string? modelId)
    {
        var words = cause is null ? "" : $" The last failure was: {cause.Message}";
        return new(LlmErrorKind.Unavailable, string.Create(CultureInfo.InvariantCulture, $"{displayName} ({Where(modelId)}) kept failing and is left alone for {rest.TotalSeconds:0.###} s more ({ConfigSchema.PathOf(providerId)}:CircuitBreaker). Nothing was sent.{words}"), cause)
        {
            ProviderId = providerId, ModelId = modelId, IsTransient = true, RetryAfter = rest,
        };
    }

    public LlmProviderException TimedOut(string phase, TimeSpan limit, string setting, string? modelId, string? partialText = null, Exception? inner = null) =>
        new(LlmErrorKind.Timeout, string.Create(CultureInfo.InvariantCulture, $"{displayName} ({Where(modelId)}) gave no {phase} within {limit.TotalSeconds:0.###} s. The limit is {ConfigSchema.PathOf(providerId)}:{setting}."), inner)
        {
            ProviderId = providerId, ModelId = modelId, IsTransient = true, PartialText = partialText,
        };

    public LlmProviderException ClientTimedOut(Exception e, string? modelId) =>
        new(LlmErrorKind.Timeout, $"{displayName} ({Where(modelId)}): the HttpClient given to the provider ended the request with a time limit of its own. Set its Timeout to Timeout.InfiniteTimeSpan; LlmTimeouts rules.", e)
        {
            ProviderId = providerId, ModelId = modelId,
        };

    public LlmProviderException Interrupted(string? modelId, string? partialText, Exception? inner = null, string? key = null) =>
        new(LlmErrorKind.StreamInterrupted, $"{displayName} ({Where(modelId)}): the answer ended before the model was done{(inner is null ? "" : $": {secrets.Redact(inner.Message, key)}")}. What had arrived is in PartialText.", secrets.Cause(inner, key))
        {
            ProviderId = providerId, ModelId = modelId, IsTransient = true, PartialText = partialText,
        };

    public LlmProviderException Malformed(Exception e, ReadOnlySpan<byte> body, string? modelId, string? key, string? partialText = null)
    {
        var excerpt = secrets.Excerpt(Encoding.UTF8.GetString(body[..Math.Min(body.Length, MaxKeptCharacters)]), MaxExcerpt, key);
        return new(LlmErrorKind.MalformedResponse, $"{displayName} ({Where(modelId)}) sent an answer that cannot be read: {secrets.Redact(e.Message, key)} It starts with: {excerpt}", secrets.Cause(e, key))
        {
            ProviderId = providerId, ModelId = modelId, ResponseBody = excerpt, PartialText = partialText,
        };
    }

    private LlmProviderException Create(HttpResponseMessage response, WireError error, string body, IReadOnlyList<RateLimit> limits, string? modelId, string? key)
    {
        var kind = ErrorClassifier.Classify(response.StatusCode, error);
        error = Clean(error, key);
        var words = error.Message;
        var requestId = secrets.Redact(RetryHeaders.RequestId(response.Headers), key);
        var message = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"{displayName} ({Where(modelId)}) answered {(int)response.StatusCode}{Code(error)}: {Sentence(words ?? response.ReasonPhrase ?? "no message")}"));
        message.Append(Advice(kind, response, error, modelId));
        if (requestId is not null)
        {
            message.Append(CultureInfo.InvariantCulture, $" Request id: {requestId}.");
        }

        return new(kind, secrets.Redact(message.ToString(), key)!)
        {
            ProviderId = providerId, ModelId = modelId, StatusCode = response.StatusCode, ErrorCode = error.Code, ErrorType = error.Type, VendorMessage = words, Parameter = error.Parameter,
            RequestId = requestId, RetryAfter = error.RetryAfter, IsTransient = RetryHeaders.ShouldRetry(response.Headers) ?? ErrorClassifier.IsTransient(kind),
            ResponseBody = secrets.Excerpt(body, MaxKeptCharacters, key), RateLimits = limits,
        };
    }

    private string Advice(LlmErrorKind kind, HttpResponseMessage response, WireError error, string? modelId) => kind switch
    {
        LlmErrorKind.Authentication => $" Check {ConfigSchema.PathOf(providerId)}:ApiKey.",
        LlmErrorKind.Configuration => $" Redirects are not followed, because they would carry the key to {response.Headers.Location?.ToString() ?? "another address"}; set {ConfigSchema.PathOf(providerId)}:Endpoint to the final address.",
        LlmErrorKind.ModelNotFound => $" Check the model id and {ConfigSchema.PathOf(providerId)}:Endpoint ({Address()}).{(modelId is null ? "" : AdviseOnModel?.Invoke(modelId))}",
        LlmErrorKind.RateLimited when error.RetryAfter is { } wait => string.Create(CultureInfo.InvariantCulture, $" Asked to wait {wait.TotalSeconds:0.###} s."),
        _ => "",
    };

    private static async ValueTask<int> ReadBodyAsync(HttpResponseMessage response, byte[] buffer, CancellationToken cancellationToken)
    {
        var length = 0;
        try
        {
            var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            await using (body.ConfigureAwait(false))
            {
                int read;
                while (length < MaxBodyBytes && (read = await body.ReadAsync(buffer.AsMemory(length, MaxBodyBytes - length), cancellationToken).ConfigureAwait(false)) > 0)
                {
                    length += read;
                }
            }
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            // The status is what counts; a body that breaks off must not hide it.
        }

        return length;
    }

    // A body no protocol can read must not hide the status either.
    private static WireError Read(BodyReader read, ReadOnlySpan<byte> body)
    {
        try
        {
            return read(body);
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            return WireError.Parse(body);
        }
    }

    private WireError Clean(WireError error, string? key) => error with
    {
        Message = secrets.Excerpt(error.Message, MaxWords, key), Code = secrets.Redact(error.Code, key), Type = secrets.Redact(error.Type, key), Parameter = secrets.Redact(error.Parameter, key),
    };

    private string Address() => endpoint.GetLeftPart(UriPartial.Path);

    private string Where(string? modelId) => modelId is null ? providerId : $"{providerId}/{modelId}";

    private static string Code(WireError error) => (error.Code ?? error.Type) is { } code ? $" {code}" : "";

    private static string Reason(HttpRequestException e) => Sentence((e.InnerException ?? e).Message);

    private static string Sentence(string words) => words.Length > 0 && words[^1] is '.' or '!' or '?' ? words : words + ".";
}
