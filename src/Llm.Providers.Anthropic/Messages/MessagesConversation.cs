using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.Anthropic;

/// <summary>A conversation as this wire has it: instructions apart, and turns that alternate between user and assistant.</summary>
internal sealed class MessagesConversation
{
    /// <summary>Says nothing, and stands where the user has said nothing.</summary>
    private const string Opening = "…";

    private readonly ChatCall _call;
    private readonly MessagesDialect _dialect;

    private MessagesConversation(ChatCall call, MessagesDialect dialect) => (_call, _dialect) = (call, dialect);

    /// <summary>Gets the instructions.</summary>
    public List<MessagePiece> System { get; } = [];

    /// <summary>Gets the turns.</summary>
    public List<MessageTurn> Turns { get; } = [];

    /// <summary>Gets all that is sent, in the order of the prompt.</summary>
    public IEnumerable<MessagePiece> Pieces => System.Concat(Turns.SelectMany(t => t.Pieces));

    public static MessagesConversation Of(ChatCall call, MessagesDialect dialect)
    {
        var conversation = new MessagesConversation(call, dialect);
        if (!string.IsNullOrWhiteSpace(call.Options.Instructions))
        {
            conversation.System.Add(new(new TextContent(call.Options.Instructions)));
        }

        for (var i = 0; i < call.Messages.Count; i++)
        {
            conversation.Add(call.Messages[i]);
        }

        conversation.Finish();
        return conversation;
    }

    private void Add(ChatMessage message)
    {
        var first = true;
        MessagePiece? last = null;
        for (var i = 0; i < message.Contents.Count; i++)
        {
            if (!Keep(message, message.Contents[i]))
            {
                continue;
            }

            if (first && !string.IsNullOrEmpty(message.AuthorName))
            {
                _call.Unsupported("ChatMessage.AuthorName", "has no place in messages");
            }

            first = false;
            var piece = new MessagePiece(message.Contents[i]);
            ListFor(message).Add(piece);
            last = piece.CanBeMarked ? piece : last;
            ForgetMark(piece);
        }

        if (last is not null)
        {
            last.CacheControl ??= CachePlan.WishOf(message.AdditionalProperties);
        }
    }

    private void ForgetMark(MessagePiece piece)
    {
        if (piece.CacheControl is not null && !piece.CanBeMarked)
        {
            piece.CacheControl = null;
            _call.Warn("A mark for caching on reasoning was left out: mark the content after it.");
        }
    }

    private bool Keep(ChatMessage message, AIContent content)
    {
        // Blocks without text are refused, and so are those of white space alone: they say nothing.
        if (content is UsageContent || (content is TextContent text && string.IsNullOrWhiteSpace(text.Text)))
        {
            return false;
        }

        if (message.Role == ChatRole.Assistant)
        {
            return AssistantContent.Keep(content, _call);
        }

        if (content is InputResponseContent)
        {
            _call.LeftOut(content, MessagesProtocol.ProtocolName); // the vendor that asked is another one
            return false;
        }

        if (message.Role == ChatRole.Tool && content is not FunctionResultContent)
        {
            throw LlmProviderException.UnsupportedContent(content, MessagesProtocol.ProtocolName, "A message with the role tool holds function results only.");
        }

        if (message.Role == ChatRole.User && content is TextReasoningContent or FunctionCallContent)
        {
            throw LlmProviderException.UnsupportedContent(content, MessagesProtocol.ProtocolName, "It belongs into a message of the assistant.");
        }

        if (message.Role != ChatRole.Tool && message.Role != ChatRole.User && content is not TextContent)
        {
            throw LlmProviderException.UnsupportedContent(content, MessagesProtocol.ProtocolName, $"A message with the role {message.Role.Value} holds text only.");
        }

        return true;
    }

    private List<MessagePiece> ListFor(ChatMessage message)
    {
        if (message.Role == ChatRole.Assistant)
        {
            return Turn(MessageTurn.Assistant);
        }

        if (message.Role == ChatRole.User || message.Role == ChatRole.Tool)
        {
            return Turn(MessageTurn.User);
        }

        if (Turns.Count == 0)
        {
            return System;
        }

        if (_dialect.AcceptsSystemMessages)
        {
            return Turn(MessageTurn.System);
        }

        _call.Warn($"Instructions from the middle of the conversation were moved to its start: version {_dialect.ApiVersion} of the API has no place for them there.");
        return System;
    }

    private List<MessagePiece> Turn(string role)
    {
        if (Turns.Count == 0 || Turns[^1].Role != role)
        {
            Turns.Add(new(role));
        }

        return Turns[^1].Pieces;
    }

    private void Finish()
    {
        for (var i = Turns.Count - 1; i >= 0; i--)
        {
            DropTrailingReasoning(Turns[i]);
        }

        Turns.RemoveAll(t => t.Pieces.Count == 0);
        if (!Turns.Exists(t => t.Role == MessageTurn.User))
        {
            throw new LlmProviderException(LlmErrorKind.InvalidRequest, "The conversation has no message of the user with content; give at least one.");
        }

        if (Turns[0].Role == MessageTurn.Assistant)
        {
            OpenForUser();
        }
    }

    // A turn that was cut while the model was thinking: the API takes no turn that ends so.
    private void DropTrailingReasoning(MessageTurn turn)
    {
        while (turn.Pieces.Count > 0 && turn.Pieces[^1].Content is TextReasoningContent)
        {
            turn.Pieces.RemoveAt(turn.Pieces.Count - 1);
            _call.Warn("Reasoning at the end of an earlier turn, which led to no content, was left out of the history.");
        }
    }

    // The API wants the user to speak first; a summary of what was left out of a history is said by the assistant.
    private void OpenForUser()
    {
        var opening = new MessageTurn(MessageTurn.User);
        opening.Pieces.Add(new(new TextContent(Opening)));
        Turns.Insert(0, opening);
        _call.Warn($"The conversation starts with the assistant, but the API wants the user to speak first: a message of the user that says '{Opening}' was put in front.");
    }
}
