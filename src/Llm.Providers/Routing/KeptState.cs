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
                if (MarkOf(bytes.Span, target) is > 0 and var length)
                {
                    return new(target, Strip(options.ConversationId, target), ResponseContinuationToken.FromBytes(bytes[length..]));
                }
            }

            throw Unknown("ContinuationToken", group);
        }

        if (options?.ConversationId is not { } id)
        {
            return default;
        }

        return Array.Find(group.Routes, t => MarkOf(id, t) > 0) is { } maker ? new(maker, Strip(id, maker), null) : throw Unknown("ConversationId", group);
    }

    /// <summary>Gives a target back what it gave.</summary>
    public void Restore(ChatOptions options)
    {
        if (Target is not null)
        {
            (options.ConversationId, options.ContinuationToken) = (ConversationId, Token);
        }
    }

    public static string? Sign(string? conversationId, RouteTarget target) => conversationId is null ? null : $"{target.Key}{Mark}{conversationId}";

    public static ResponseContinuationToken? Sign(ResponseContinuationToken? token, RouteTarget target) =>
        token is null ? null : ResponseContinuationToken.FromBytes((byte[])[.. Encoding.UTF8.GetBytes(target.Key + Mark), .. token.ToBytes().Span]);

    private static string? Strip(string? id, RouteTarget target) => id?[MarkOf(id, target)..];

    private static int MarkOf(ReadOnlySpan<byte> token, RouteTarget target)
    {
        var mark = Encoding.UTF8.GetBytes(target.Key + Mark);
        return token.StartsWith(mark) ? mark.Length : 0;
    }

    // The length of what stands before the vendor's own id; 0 when another gave it. Written by hand, it is what the target is called now.
    private static int MarkOf(string id, RouteTarget target)
    {
        var length = LengthOf(id, target.Key);
        return length > 0 ? length : LengthOf(id, target.Reference);
    }

    private static int LengthOf(string id, string reference) =>
        id.Length > reference.Length && id[reference.Length] == Mark && id.StartsWith(reference, StringComparison.Ordinal) ? reference.Length + 1 : 0;

    private static LlmProviderException Unknown(string option, ModelGroup group) => new(
        LlmErrorKind.InvalidRequest,
        $"ChatOptions.{option} was not given by a target of the model group '{group.Name}', so there is no telling which vendor keeps the conversation. Give the one of the group's own answer{(option == "ConversationId" ? $", or write the target in front of it: {group.Targets[0]}{Mark}id" : "")}.");
}
