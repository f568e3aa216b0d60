using System.Text;
using Microsoft.Extensions.AI;

namespace Llm.Providers;

/// <summary>What a vendor keeps of a conversation. Its id means nothing to another vendor, so a group writes in front of it which target gave it, and asks that one alone.</summary>
internal readonly struct KeptState
{
    private const char Mark = '#';

    private KeptState(RouteTarget? target, string? conversationId, ResponseContinuationToken? token)
    {
        Target = target;
        ConversationId = conversationId;
        Token = token;
    }

    /// <summary>Gets the one target that can go on; <see langword="null"/> when nothing is kept and any can.</summary>
    public RouteTarget? Target { get; }

    private string? ConversationId { get; }

    private ResponseContinuationToken? Token { get; }

    public static KeptState Of(ChatOptions? options, ModelGroup group)
    {
        if (options?.ContinuationToken is { } token)
        {
            var bytes = token.ToBytes();
            foreach (var target in group.Routes)
            {
                var mark = Encoding.UTF8.GetBytes(target.Reference + Mark);
                if (bytes.Span.StartsWith(mark))
                {
                    return new(target, Strip(options.ConversationId, target), ResponseContinuationToken.FromBytes(bytes[mark.Length..]));
                }
            }

            throw Unknown("ContinuationToken", group);
        }

        if (options?.ConversationId is not { } id)
        {
            return default;
        }

        return Array.Find(group.Routes, t => IsOf(id, t)) is { } maker ? new(maker, Strip(id, maker), null) : throw Unknown("ConversationId", group);
    }

    /// <summary>Gives a target back what it gave.</summary>
    public void Restore(ChatOptions options)
    {
        if (Target is not null)
        {
            (options.ConversationId, options.ContinuationToken) = (ConversationId, Token);
        }
    }

    public static string? Sign(string? conversationId, RouteTarget target) => conversationId is null ? null : $"{target.Reference}{Mark}{conversationId}";

    public static ResponseContinuationToken? Sign(ResponseContinuationToken? token, RouteTarget target) =>
        token is null ? null : ResponseContinuationToken.FromBytes((byte[])[.. Encoding.UTF8.GetBytes(target.Reference + Mark), .. token.ToBytes().Span]);

    private static bool IsOf(string id, RouteTarget target) =>
        id.Length > target.Reference.Length && id[target.Reference.Length] == Mark && id.StartsWith(target.Reference, StringComparison.Ordinal);

    private static string? Strip(string? id, RouteTarget target) => id is not null && IsOf(id, target) ? id[(target.Reference.Length + 1)..] : id;

    private static LlmProviderException Unknown(string option, ModelGroup group) => new(
        LlmErrorKind.InvalidRequest,
        $"ChatOptions.{option} was not given by a target of the model group '{group.Name}', so there is no telling which vendor keeps the conversation. Give the one of the group's own answer{(option == "ConversationId" ? $", or write the target in front of it: {group.Targets[0]}{Mark}id" : "")}.");
}
