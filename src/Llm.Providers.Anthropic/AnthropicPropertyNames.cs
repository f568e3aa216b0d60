namespace Llm.Providers.Anthropic;

/// <summary>Names under which this package keeps what only Anthropic's wire has a place for, in the <c>AdditionalProperties</c> of contents.</summary>
public static class AnthropicPropertyNames
{
    /// <summary>On content: the block as it was on the wire, as a JSON object. It goes back to Anthropic member for member.</summary>
    /// <remarks>Set it on an <c>AIContent</c> of your own to send a block that Microsoft.Extensions.AI has no type for, such as <c>search_result</c>.</remarks>
    public const string Block = "anthropic.block";

    /// <summary>On an annotation: the citation as it was on the wire, as a JSON object.</summary>
    public const string Citation = "anthropic.citation";

    /// <summary>On reasoning: <see langword="true"/> when its text was withheld and <c>ProtectedData</c> is the encrypted block, not a signature.</summary>
    public const string Redacted = "anthropic.redacted";

    /// <summary>On content, messages and tools: that the prompt up to and including it is to be cached, as <c>{"type":"ephemeral","ttl":"5m"}</c>.</summary>
    /// <remarks>See <see cref="CacheControlExtensions"/>.</remarks>
    public const string CacheControl = "cache_control";

    /// <summary>On options: names of preview features, added to the header <c>anthropic-beta</c>.</summary>
    public const string Betas = "betas";

    /// <summary>On a document: <see langword="true"/> when the answer shall cite from it.</summary>
    /// <remarks>See <see href="https://platform.claude.com/docs/en/build-with-claude/citations">citations</see>.</remarks>
    public const string Citations = "citations";

    /// <summary>On a document: text about it that is not cited from.</summary>
    public const string Context = "context";
}
