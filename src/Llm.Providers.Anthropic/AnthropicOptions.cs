namespace Llm.Providers.Anthropic;

/// <summary>Settings of <see cref="AnthropicProvider"/>, read from <c>LlmProviders:anthropic</c>.</summary>
public sealed class AnthropicOptions : LlmProviderOptions
{
    /// <summary>Gets or sets the version of the API, sent as <c>anthropic-version</c>.</summary>
    /// <value>
    /// Such as <c>2023-06-01</c> or <c>2026-10-21</c>. The default is <see langword="null"/>: <c>2026-10-21</c> for the models at the vendor's own
    /// address that take no thinking budget, <c>2023-06-01</c> for all others and everywhere else, because it is the one that other servers speak.
    /// </value>
    /// <remarks>See <see href="https://platform.claude.com/docs/en/api/versioning">versions</see>.</remarks>
    public string? ApiVersion { get; set; }

    /// <summary>Gets or sets how the key is presented.</summary>
    /// <value>The default is <see cref="AnthropicAuthentication.Automatic"/>: as the version of the API has it.</value>
    public AnthropicAuthentication Authentication { get; set; }

    /// <summary>Gets or sets how models are told to think.</summary>
    /// <value>The default is <see cref="AnthropicThinking.Automatic"/>: as the catalog says of the model.</value>
    public AnthropicThinking Thinking { get; set; }

    /// <summary>Gets the names of preview features, sent as <c>anthropic-beta</c> with every request. Those a request needs are added by themselves.</summary>
    /// <remarks>See <see href="https://platform.claude.com/docs/en/api/beta-headers">beta headers</see>.</remarks>
    public IList<string> Betas { get; } = [];

    /// <summary>Gets or sets the output limit sent when neither the call nor the settings nor the catalog give one.</summary>
    /// <value>Tokens, at least 1. The default is 8192: the API rejects requests without a limit, and every model in service can write as much.</value>
    /// <remarks>See <see href="https://platform.claude.com/docs/en/api/messages">max_tokens</see>.</remarks>
    public int DefaultMaxOutputTokens { get; set; } = 8192;
}
