using Microsoft.Extensions.AI;

namespace Llm.Providers.Wire;

/// <summary>What Microsoft.Extensions.AI does with the pieces of a stream, done for whole answers: an answer is the same, streamed or not.</summary>
internal static class ContentPieces
{
    /// <summary>Joins content to the last one, where both are text or reasoning and nothing stands on the first that would be lost.</summary>
    /// <returns>Whether it was joined.</returns>
    public static bool TryJoin(List<AIContent> contents, AIContent content)
    {
        switch (contents.Count == 0 ? null : contents[^1], content)
        {
            case (TextContent { Annotations: null } last, TextContent { Annotations: null } next):
                last.Text += next.Text;
                return true;
            case (TextReasoningContent { Annotations: null, ProtectedData: null } last, TextReasoningContent { Annotations: null } next):
                last.Text += next.Text;
                last.ProtectedData = next.ProtectedData;
                return true;
            default:
                return false;
        }
    }

    /// <summary>Gets the text among contents; <see langword="null"/> when there is none.</summary>
    public static string? TextOf(IList<AIContent> contents) => new ChatMessage(ChatRole.Assistant, contents).Text is { Length: > 0 } text ? text : null;
}
