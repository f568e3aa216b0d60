using Microsoft.Extensions.AI;

namespace Llm.Providers.Anthropic;

/// <summary>A content that is sent as one block.</summary>
internal sealed class MessagePiece(AIContent content)
{
    public AIContent Content { get; } = content;

    /// <summary>Gets or sets the wish to have the prompt cached up to here.</summary>
    public object? CacheControl { get; set; } = WishOf(content);

    /// <summary>Gets a value indicating whether the block may carry a mark for caching.</summary>
    public bool CanBeMarked => Content is not TextReasoningContent;

    // The result of a tool is marked as a whole, be the wish on it or on a part of it.
    private static object? WishOf(AIContent content) => CachePlan.WishOf(content.AdditionalProperties)
        ?? (content is FunctionResultContent { Result: IEnumerable<AIContent> parts } ? parts.Select(p => CachePlan.WishOf(p.AdditionalProperties)).LastOrDefault(w => w is not null) : null);
}
