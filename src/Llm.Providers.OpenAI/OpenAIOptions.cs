namespace Llm.Providers.OpenAI;

/// <summary>Settings of <see cref="OpenAIProvider"/>, read from <c>LlmProviders:openai</c>.</summary>
public sealed class OpenAIOptions : LlmProviderOptions
{
    /// <summary>Gets or sets the organization that is charged, for keys that belong to several.</summary>
    /// <value>An id such as <c>org-…</c>, sent as <c>OpenAI-Organization</c>. The default is <see langword="null"/>: the key's own.</value>
    /// <remarks>See <see href="https://platform.openai.com/docs/api-reference/authentication">authentication</see>.</remarks>
    public string? Organization { get; set; }

    /// <summary>Gets or sets the project that is charged.</summary>
    /// <value>An id such as <c>proj_…</c>, sent as <c>OpenAI-Project</c>. The default is <see langword="null"/>: the key's own.</value>
    public string? Project { get; set; }

    /// <summary>Gets or sets the wire conversations are spoken in.</summary>
    /// <value>
    /// The default is <see cref="OpenAIWire.Catalog"/>: what the model's row in the catalog says, and chat completions for a model that has none. The
    /// <c>Protocol</c> of a model in <see cref="LlmProviderOptions.Models"/> goes before this setting.
    /// </value>
    public OpenAIWire Wire { get; set; }

    /// <summary>Gets or sets what the host at <see cref="LlmProviderOptions.Endpoint"/> does differently in the responses protocol.</summary>
    /// <value>The default is <see cref="ResponsesDialects.OpenAI"/>. Another host's dialect lets this provider speak to that host.</value>
    public ResponsesDialect ResponsesDialect { get; set; } = ResponsesDialects.OpenAI;
}
