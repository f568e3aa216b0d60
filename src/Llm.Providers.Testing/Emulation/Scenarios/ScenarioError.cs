namespace Llm.Providers.Testing;

/// <summary>An error answer, before a wire puts it into its vendor's shape.</summary>
public sealed record ScenarioError
{
    /// <summary>Gets the HTTP status code; 400 to 599.</summary>
    public required int Status { get; init; }

    /// <summary>Gets the message.</summary>
    public required string Message { get; init; }

    /// <summary>Gets the vendor's word for the class of the error.</summary>
    /// <value>The default is <c>invalid_request_error</c>.</value>
    public string Type { get; init; } = "invalid_request_error";

    /// <summary>Gets the vendor's code, if it has one for the error.</summary>
    public string? Code { get; init; }

    /// <summary>Gets the path of the parameter at fault, for example <c>messages[0].role</c>.</summary>
    public string? Parameter { get; init; }

    /// <summary>Gets the wait the <c>Retry-After</c> header asks for, sent in whole seconds.</summary>
    /// <value>The default is <see langword="null"/>: no such header.</value>
    public TimeSpan? RetryAfter { get; init; }
}
