namespace Llm.Providers;

/// <summary>Names this library uses in the <c>AdditionalProperties</c> of Microsoft.Extensions.AI's types.</summary>
/// <remarks>A name that starts with <c>llm.</c> is never sent to a vendor.</remarks>
public static class LlmPropertyNames
{
    /// <summary>The prefix of every name in this class.</summary>
    public const string Prefix = "llm.";

    /// <summary>On a response: what was left out of the request or changed in it, as <see cref="IReadOnlyList{T}"/> of strings.</summary>
    public const string Warnings = "llm.warnings";

    /// <summary>On a response: the finish reason as it was on the wire, where it differs from <c>FinishReason</c>.</summary>
    public const string RawFinishReason = "llm.finish_reason";

    /// <summary>On reasoning and tool-call content: the id of the kind of provider that made it, which alone gets native data back.</summary>
    public const string Origin = "llm.origin";

    /// <summary>On a tool call whose arguments could not be read: the arguments as they arrived.</summary>
    public const string RawArguments = "llm.arguments";

    /// <summary>On the options of a call: additional HTTP headers, as <see cref="IEnumerable{T}"/> of string pairs.</summary>
    public const string Headers = "llm.headers";

    /// <summary>On the options of a call: the number of tries after the first one, as <see cref="int"/>. It can only be fewer than <see cref="LlmProviderOptions.MaxRetries"/>.</summary>
    public const string MaxRetries = "llm.max_retries";

    /// <summary>On a response: <see langword="true"/> when the vendor gave several choices; the first one was read and the others were not.</summary>
    public const string ChoicesLeftOut = "llm.choices_left_out";

    /// <summary>On a response of a group of models: who answered, as the reference <c>provider/model</c>.</summary>
    public const string ServedBy = "llm.served_by";

    /// <summary>On a response of a group of models: the references of the targets that were asked, in order, as <see cref="IReadOnlyList{T}"/> of strings. The last one answered.</summary>
    public const string TargetsTried = "llm.targets_tried";

    /// <summary>On a response: <see langword="true"/> when it was given before and comes from a cache, and nothing was sent or paid for it.</summary>
    public const string Cached = "llm.cached";

    /// <summary>On a response: the vendor's id of the request, for a support case.</summary>
    public const string RequestId = "llm.request_id";

    /// <summary>On a response and the first update of a stream: the number of requests that were sent, when it was more than one. See <see cref="LlmResponseExtensions.GetCallInfo(Microsoft.Extensions.AI.ChatResponse)"/>.</summary>
    public const string Attempts = "llm.attempts";

    /// <summary>On a response and the first update of a stream: after how many milliseconds the first content came, as <see cref="double"/>. See <see cref="LlmCallInfo.TimeToFirstContent"/>.</summary>
    /// <remarks>
    /// It differs from call to call, as <see cref="RequestId"/> does, and stays with a message in a history like it. That is without harm: nothing that starts with
    /// <see cref="Prefix"/> is sent, and a cache gives back what it kept, so that what follows is the same again.
    /// </remarks>
    public const string TimeToFirstContent = "llm.time_to_first_content";

    /// <summary>On a response and the first update of a stream: the vendor's limits, as JSON.</summary>
    public const string RateLimits = "llm.rate_limits";

    /// <summary>On a response and the last update of a stream: what the call cost, as JSON. See <see cref="LlmCostExtensions.GetCost(Microsoft.Extensions.AI.ChatResponse)"/>.</summary>
    public const string Cost = "llm.cost";
}
