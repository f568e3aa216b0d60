using Microsoft.Extensions.AI;

namespace Llm.Providers.Wire;

/// <summary>Joins the pieces of an answer as Microsoft.Extensions.AI joins those of a stream: an answer is the same, streamed or not.</summary>
internal static class ContentPieces
{
    /// <summary>Joins a piece to the last content.</summary>
    /// <returns><see langword="false"/> when it is a content of its own.</returns>
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
}
