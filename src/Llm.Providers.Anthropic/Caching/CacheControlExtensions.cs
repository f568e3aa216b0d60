using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Llm.Providers.Anthropic;

/// <summary>Marks where a prompt is to be cached. The mark is an additional property: it survives a history that goes through JSON, and other vendors ignore it.</summary>
/// <remarks>
/// The cache holds the prompt from its start up to the mark, in the order tools, instructions, messages. Four marks fit into a request; of more,
/// those of an hour and then the last ones are sent, and the response has a warning.
/// See <see href="https://platform.claude.com/docs/en/build-with-claude/prompt-caching">prompt caching</see>.
/// </remarks>
public static class CacheControlExtensions
{
    private static readonly JsonElement s_fiveMinutes = JsonElement.Parse("""{"type":"ephemeral"}"""u8);
    private static readonly JsonElement s_oneHour = JsonElement.Parse("""{"type":"ephemeral","ttl":"1h"}"""u8);

    /// <summary>Has the prompt cached up to and including a content.</summary>
    /// <typeparam name="TContent">The type of the content.</typeparam>
    /// <param name="content">The content: text, an image, a document, a tool call or the result of one.</param>
    /// <param name="lifetime">How long it stays.</param>
    /// <returns>The content.</returns>
    public static TContent WithCacheControl<TContent>(this TContent content, CacheLifetime lifetime = CacheLifetime.FiveMinutes)
        where TContent : AIContent
    {
        ArgumentNullException.ThrowIfNull(content);
        (content.AdditionalProperties ??= [])[AnthropicPropertyNames.CacheControl] = Mark(lifetime);
        return content;
    }

    /// <summary>Has the prompt cached up to and including a message.</summary>
    /// <param name="message">The message; the mark goes on the last of its contents.</param>
    /// <param name="lifetime">How long it stays.</param>
    /// <returns>The message.</returns>
    public static ChatMessage WithCacheControl(this ChatMessage message, CacheLifetime lifetime = CacheLifetime.FiveMinutes)
    {
        ArgumentNullException.ThrowIfNull(message);
        (message.AdditionalProperties ??= [])[AnthropicPropertyNames.CacheControl] = Mark(lifetime);
        return message;
    }

    /// <summary>Has the tools cached up to and including this one.</summary>
    /// <param name="function">The tool.</param>
    /// <param name="lifetime">How long it stays.</param>
    /// <returns>The same function with a mark; the one given stays as it is.</returns>
    public static AIFunction WithCacheControl(this AIFunction function, CacheLifetime lifetime = CacheLifetime.FiveMinutes)
    {
        ArgumentNullException.ThrowIfNull(function);
        return new CachedFunction(function, Mark(lifetime));
    }

    /// <summary>Has the tools cached up to and including this one.</summary>
    /// <param name="declaration">The tool.</param>
    /// <param name="lifetime">How long it stays.</param>
    /// <returns>The same declaration with a mark; the one given stays as it is.</returns>
    public static AIFunctionDeclaration WithCacheControl(this AIFunctionDeclaration declaration, CacheLifetime lifetime = CacheLifetime.FiveMinutes)
    {
        ArgumentNullException.ThrowIfNull(declaration);
        return declaration is AIFunction function ? new CachedFunction(function, Mark(lifetime)) : new CachedDeclaration(declaration, Mark(lifetime));
    }

    private static JsonElement Mark(CacheLifetime lifetime) => lifetime == CacheLifetime.OneHour ? s_oneHour : s_fiveMinutes;

    private static Dictionary<string, object?> Marked(IReadOnlyDictionary<string, object?> properties, JsonElement mark) =>
        new(properties, StringComparer.Ordinal) { [AnthropicPropertyNames.CacheControl] = mark };

    private sealed class CachedFunction(AIFunction inner, JsonElement mark) : DelegatingAIFunction(inner)
    {
        public override IReadOnlyDictionary<string, object?> AdditionalProperties => field ??= Marked(base.AdditionalProperties, mark);
    }

    private sealed class CachedDeclaration(AIFunctionDeclaration inner, JsonElement mark) : AIFunctionDeclaration
    {
        public override string Name => inner.Name;

        public override string Description => inner.Description;

        public override JsonElement JsonSchema => inner.JsonSchema;

        public override JsonElement? ReturnJsonSchema => inner.ReturnJsonSchema;

        public override IReadOnlyDictionary<string, object?> AdditionalProperties => field ??= Marked(inner.AdditionalProperties, mark);

        public override object? GetService(Type serviceType, object? serviceKey = null) => base.GetService(serviceType, serviceKey) ?? inner.GetService(serviceType, serviceKey);
    }
}
