namespace Llm.Providers;

/// <summary>Why a call failed, in the same words for every provider.</summary>
public enum LlmErrorKind
{
    /// <summary>The answer was an error that fits no other kind.</summary>
    Unknown,

    /// <summary>A setting is missing or wrong; nothing was sent. The message names the setting and the environment variable.</summary>
    Configuration,

    /// <summary>The vendor does not accept the key.</summary>
    Authentication,

    /// <summary>The key is valid and may not do this.</summary>
    PermissionDenied,

    /// <summary>The request is not one the vendor or this library accepts.</summary>
    InvalidRequest,

    /// <summary>The model, provider or model reference is not known.</summary>
    ModelNotFound,

    /// <summary>Input and requested output do not fit the model's context window.</summary>
    ContextLengthExceeded,

    /// <summary>The model or its wire format cannot carry a content of the conversation; nothing was sent.</summary>
    UnsupportedContent,

    /// <summary>The model or its wire format cannot take an option and <see cref="UnsupportedOptionBehavior.Throw"/> is set; nothing was sent.</summary>
    UnsupportedOption,

    /// <summary>The vendor's content filter stopped the request, or an <see cref="IContentGuard"/> did.</summary>
    ContentFiltered,

    /// <summary>Too many requests or tokens for now; worth another try after <see cref="LlmProviderException.RetryAfter"/>.</summary>
    RateLimited,

    /// <summary>The account has no credit or quota left; trying again does not help.</summary>
    QuotaExceeded,

    /// <summary>The vendor has a fault or is overloaded.</summary>
    Unavailable,

    /// <summary>A time limit of <see cref="LlmTimeouts"/> or of the HTTP client passed.</summary>
    Timeout,

    /// <summary>No connection, or the connection broke before an answer came.</summary>
    Network,

    /// <summary>The answer ended before the model was done.</summary>
    StreamInterrupted,

    /// <summary>The answer is not what the wire format allows.</summary>
    MalformedResponse,

    /// <summary>The call may cost more than an <see cref="LlmBudget"/> has left; nothing was sent. The message names the limit, what is spent and the estimate.</summary>
    BudgetExceeded,
}
