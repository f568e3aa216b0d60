namespace Llm.Providers.Google;

/// <summary>Settings of <see cref="GoogleVertexProvider"/>, read from <c>LlmProviders:google-vertex</c>.</summary>
/// <remarks>
/// The key of this provider is an OAuth access token. Tokens live for an hour: set <see cref="LlmProviderOptions.ApiKeyCallback"/> to what gives a
/// fresh one, such as Google's own credential libraries. Without a project the key is an API key of Vertex AI in express mode.
/// </remarks>
public sealed class GoogleVertexOptions : LlmProviderOptions
{
    /// <summary>The location whose host is not bound to a region.</summary>
    public const string GlobalLocation = "global";

    /// <summary>Gets or sets the project that is charged.</summary>
    /// <value>An id or a number. The default is <see langword="null"/>: express mode, with an API key instead of a token.</value>
    public string? Project { get; set; }

    /// <summary>Gets or sets where requests are served.</summary>
    /// <value>A region such as <c>europe-west4</c>, a multi-region (<c>us</c>, <c>eu</c>) or <c>global</c>, the default.</value>
    /// <remarks>See <see href="https://cloud.google.com/vertex-ai/generative-ai/docs/learn/locations">locations</see>.</remarks>
    public string Location { get; set; } = GlobalLocation;
}
