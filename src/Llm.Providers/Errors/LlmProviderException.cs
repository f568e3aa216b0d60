using System.Net;
using Microsoft.Extensions.AI;

namespace Llm.Providers;

/// <summary>The one exception of this library: what failed, where, and whether another try makes sense.</summary>
/// <remarks>
/// Catch by kind: <c>catch (LlmProviderException e) when (e.Kind is LlmErrorKind.RateLimited)</c>.
/// A cancelled call throws <see cref="OperationCanceledException"/> instead. Messages and bodies never hold a key.
/// </remarks>
public sealed class LlmProviderException : Exception
{
    private string? _providerId;
    private string? _modelId;
    private string? _requestId;
    private IReadOnlyList<RateLimit> _rateLimits = [];

    /// <summary>Initializes a new instance of the <see cref="LlmProviderException"/> class.</summary>
    public LlmProviderException()
        : this(LlmErrorKind.Unknown, "The call to the model failed.")
    {
    }

    /// <summary>Initializes a new instance of the <see cref="LlmProviderException"/> class with a message.</summary>
    /// <param name="message">What was wrong, where, and what to do.</param>
    public LlmProviderException(string message)
        : this(LlmErrorKind.Unknown, message)
    {
    }

    /// <summary>Initializes a new instance of the <see cref="LlmProviderException"/> class with a message and a cause.</summary>
    /// <param name="message">What was wrong, where, and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public LlmProviderException(string message, Exception? innerException)
        : this(LlmErrorKind.Unknown, message, innerException)
    {
    }

    /// <summary>Initializes a new instance of the <see cref="LlmProviderException"/> class with a kind and a message.</summary>
    /// <param name="kind">Why the call failed.</param>
    /// <param name="message">What was wrong, where, and what to do.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public LlmProviderException(LlmErrorKind kind, string message, Exception? innerException = null)
        : base(message, innerException) => Kind = kind;

    /// <inheritdoc/>
    public override string Message =>
        _providerId is null || base.Message.Contains(_providerId, StringComparison.Ordinal) ? base.Message : $"{base.Message} ({(_modelId is null ? _providerId : $"{_providerId}/{_modelId}")})";

    /// <summary>Gets why the call failed.</summary>
    public LlmErrorKind Kind { get; }

    /// <summary>Gets the id of the provider that was called, when one was.</summary>
    public string? ProviderId { get => _providerId; init => _providerId = value; }

    /// <summary>Gets the id of the model that was called, when one was.</summary>
    public string? ModelId { get => _modelId; init => _modelId = value; }

    /// <summary>Gets what is wrong with the settings, one by one, where that is the reason.</summary>
    internal IReadOnlyList<ConfigFault>? Faults { get; init; }

    /// <summary>Gets the HTTP status, when an answer came.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>Gets the vendor's error code as it was on the wire, such as <c>context_length_exceeded</c>.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>Gets the vendor's error type as it was on the wire, such as <c>invalid_request_error</c>.</summary>
    public string? ErrorType { get; init; }

    /// <summary>Gets the vendor's own words, without what this library adds in <see cref="Exception.Message"/>.</summary>
    public string? VendorMessage { get; init; }

    /// <summary>Gets the request parameter the vendor complains of.</summary>
    public string? Parameter { get; init; }

    /// <summary>Gets the vendor's id of the request, for a support case.</summary>
    public string? RequestId { get => _requestId; init => _requestId = value; }

    /// <summary>Gets how long the vendor asks to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Gets a value indicating whether the same request may succeed later.</summary>
    public bool IsTransient { get; init; }

    /// <summary>Gets the start of the error body, or of the error object inside a stream, at most 16 KB, without keys.</summary>
    public string? ResponseBody { get; init; }

    /// <summary>Gets the vendor's limits, as they were when the error came; empty when it named none.</summary>
    public IReadOnlyList<RateLimit> RateLimits { get => _rateLimits; init => _rateLimits = value; }

    /// <summary>Gets the number of requests that were sent for this call.</summary>
    /// <value>0 when nothing was sent.</value>
    public int Attempts { get; internal set; }

    /// <summary>Gets after what time the first content came, of an answer that broke off later; as <see cref="LlmCallInfo.TimeToFirstContent"/>.</summary>
    public TimeSpan? TimeToFirstContent { get; private set; }

    /// <summary>Gets the text that had arrived when the answer broke off.</summary>
    public string? PartialText { get; init; }

    /// <summary>Says that a wire format has no place for a content.</summary>
    /// <param name="content">The content that cannot be sent.</param>
    /// <param name="protocol">The name of the wire protocol, such as <c>chat-completions</c>.</param>
    /// <param name="advice">What to send instead, as a sentence.</param>
    /// <returns>The exception to throw.</returns>
    public static LlmProviderException UnsupportedContent(AIContent content, string protocol, string? advice = null)
    {
        ArgumentNullException.ThrowIfNull(content);
        return new(LlmErrorKind.UnsupportedContent, $"{Describe(content)} cannot be sent over {protocol}. {advice ?? "Remove it from the conversation or use a model whose provider takes it."}");
    }

    /// <summary>Names a content and its kind of media.</summary>
    internal static string Describe(AIContent content) => content.GetType().Name + content switch
    {
        DataContent data => $" ({data.MediaType})",
        UriContent uri => $" ({uri.MediaType})",
        HostedFileContent { MediaType: { } type } => $" ({type})",
        _ => "",
    };

    /// <summary>Fills in who was called, for an exception thrown by code that does not know.</summary>
    internal LlmProviderException From(string providerId, string modelId)
    {
        _providerId ??= providerId;
        _modelId ??= modelId;
        return this;
    }

    /// <summary>Fills in what is known of the answer in which something went wrong.</summary>
    internal LlmProviderException In(TransportResponse response, TimeProvider time)
    {
        Attempts = response.Attempts;
        _requestId ??= response.RequestId;
        _rateLimits = _rateLimits.Count > 0 ? _rateLimits : RateLimitHeaders.Read(response.Message.Headers, time);
        TimeToFirstContent ??= response.TimeToFirstContent;
        return this;
    }

    /// <summary>Makes the same exception with words in front of its message.</summary>
    internal LlmProviderException Prefixed(string words) => Retold($"{words}: {Message}", this, Attempts, RetryAfter);

    /// <summary>Makes the same exception as the end of a call that took more than one target.</summary>
    internal LlmProviderException Retold(string message, Exception cause, int attempts, TimeSpan? retryAfter) => new(Kind, message, cause)
    {
        ProviderId = ProviderId, ModelId = ModelId, StatusCode = StatusCode, ErrorCode = ErrorCode, ErrorType = ErrorType, VendorMessage = VendorMessage, Parameter = Parameter,
        RequestId = RequestId, RetryAfter = retryAfter, IsTransient = IsTransient, ResponseBody = ResponseBody, Attempts = attempts, PartialText = PartialText, RateLimits = RateLimits, TimeToFirstContent = TimeToFirstContent,
    };

    internal static LlmProviderException Configuration(string message) => new(LlmErrorKind.Configuration, message);
}
