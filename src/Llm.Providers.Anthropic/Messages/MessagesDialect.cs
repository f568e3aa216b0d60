namespace Llm.Providers.Anthropic;

/// <summary>What differs between the versions of the messages protocol and between the servers that speak it.</summary>
/// <remarks>Two versions are in use: <see href="https://platform.claude.com/docs/en/api/versioning">versions</see>. Other servers speak the older one.</remarks>
public sealed record MessagesDialect
{
    /// <summary>The header that names the version.</summary>
    public const string VersionHeader = "anthropic-version";

    /// <summary>The header that names preview features.</summary>
    public const string BetaHeader = "anthropic-beta";

    /// <summary>Gets the version that has been there from the start: key in a header of its own, sampling parameters, instructions at the top only.</summary>
    public static MessagesDialect Version2023 { get; } = new();

    /// <summary>Gets the version of October 2026: bearer key, no sampling parameters, messages with the role system, adaptive thinking.</summary>
    public static MessagesDialect Version2026 { get; } = new()
    {
        ApiVersion = "2026-10-21",
        Authentication = AnthropicAuthentication.Bearer,
        AcceptsSampling = false,
        AcceptsSystemMessages = true,
        Thinking = AnthropicThinking.Adaptive,
    };

    /// <summary>Gets the value of <c>anthropic-version</c>.</summary>
    public string ApiVersion { get; init; } = "2023-06-01";

    /// <summary>Gets how the key is presented.</summary>
    public AnthropicAuthentication Authentication { get; init; } = AnthropicAuthentication.ApiKeyHeader;

    /// <summary>Gets a value indicating whether temperature, top_p and top_k may be sent.</summary>
    public bool AcceptsSampling { get; init; } = true;

    /// <summary>Gets a value indicating whether instructions may stand in the middle of a conversation, as messages with the role system.</summary>
    /// <value>Where they may not, they are moved to the top with a warning.</value>
    public bool AcceptsSystemMessages { get; init; }

    /// <summary>Gets how a model is told to think of which the catalog says nothing.</summary>
    public AnthropicThinking Thinking { get; init; } = AnthropicThinking.Budget;

    /// <summary>Gets a value indicating whether <see cref="Thinking"/> counts whatever the catalog says of a model.</summary>
    public bool ForcesThinking { get; init; }

    /// <summary>Gets what stands between the endpoint and the paths of the API.</summary>
    /// <value>Empty, or <c>v1/</c> for an endpoint that does not end with a version.</value>
    public string PathPrefix { get; init; } = "";

    /// <summary>Gets the output limit that is sent when nothing else gives one.</summary>
    /// <value>Tokens.</value>
    public int DefaultMaxOutputTokens { get; init; } = 8192;

    /// <summary>Gets the names of preview features that are sent with every request.</summary>
    public IReadOnlyList<string> Betas { get; init; } = [];

    /// <summary>Finds the dialect of a version.</summary>
    /// <param name="apiVersion">The version, a date; <see langword="null"/> for the one other servers speak.</param>
    /// <returns>The dialect, with this version in its header.</returns>
    public static MessagesDialect For(string? apiVersion)
    {
        if (string.IsNullOrWhiteSpace(apiVersion))
        {
            return Version2023;
        }

        // Versions are dates: one before the change is like the first, any later one is taken to be like the last that is known.
        var known = string.CompareOrdinal(apiVersion, Version2026.ApiVersion) < 0 ? Version2023 : Version2026;
        return apiVersion == known.ApiVersion ? known : known with { ApiVersion = apiVersion };
    }

    /// <summary>Finds out whether an endpoint needs <c>v1/</c> before the paths: both forms are in use for <c>ANTHROPIC_BASE_URL</c>.</summary>
    internal static string PrefixFor(Uri endpoint)
    {
        var path = endpoint.AbsolutePath.TrimEnd('/');
        if (path.EndsWith("/messages", StringComparison.OrdinalIgnoreCase))
        {
            path = path[..^"/messages".Length];
        }

        var last = path[(path.LastIndexOf('/') + 1)..];
        return last is ['v', >= '0' and <= '9', ..] ? "" : "v1/";
    }
}
