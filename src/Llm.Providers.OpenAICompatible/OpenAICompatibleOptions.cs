namespace Llm.Providers.OpenAICompatible;

/// <summary>Settings of <see cref="OpenAICompatibleProvider"/>, read from <c>LlmProviders:&lt;name&gt;</c>.</summary>
public sealed class OpenAICompatibleOptions : LlmProviderOptions
{
    /// <summary>Gets or sets whether <c>&lt;think&gt;</c> … <c>&lt;/think&gt;</c> at the head of an answer is given as reasoning instead of text.</summary>
    /// <value>The default is <see langword="null"/>: as the preset says, which is no for all that are built in.</value>
    public bool? ReadThinkTags { get; set; }
}
