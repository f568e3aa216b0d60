using Microsoft.Extensions.AI;

namespace Llm.Providers.Wire;

/// <summary>What every update of an answer carries, and the whole answer as well.</summary>
internal struct AnswerHead
{
    private string? _messageId;

    public string? ResponseId { get; private set; }

    public string? ModelId { readonly get; set; }

    public DateTimeOffset? CreatedAt { readonly get; set; }

    public string? ConversationId { readonly get; set; }

    public ResponseContinuationToken? ContinuationToken { readonly get; set; }

    private string MessageId => _messageId ??= $"msg_{Guid.NewGuid():N}";

    /// <summary>Sets the vendor's id. The first one stays; an answer that began without one keeps the id it was given here.</summary>
    public void SetId(string? id)
    {
        if (ResponseId is null && !string.IsNullOrEmpty(id))
        {
            ResponseId = id;
            _messageId ??= id;
        }
    }

    public ChatResponseUpdate NewUpdate(IList<AIContent> contents) => new(ChatRole.Assistant, contents)
    {
        ResponseId = ResponseId ??= MessageId,
        MessageId = MessageId,
        ModelId = ModelId,
        CreatedAt = CreatedAt,
        ConversationId = ConversationId,
        ContinuationToken = ContinuationToken,
    };

    // Microsoft.Extensions.AI puts the properties of a stream on the message: a whole answer has them there as well.
    public ChatResponse NewResponse(IList<AIContent> contents, AdditionalPropertiesDictionary? properties) =>
        new(new ChatMessage(ChatRole.Assistant, contents) { MessageId = MessageId, CreatedAt = CreatedAt, AdditionalProperties = properties })
        {
            ResponseId = ResponseId ??= MessageId,
            ModelId = ModelId,
            CreatedAt = CreatedAt,
            ConversationId = ConversationId,
            ContinuationToken = ContinuationToken,
            AdditionalProperties = properties,
        };
}
