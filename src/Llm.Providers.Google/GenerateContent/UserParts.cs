using System.Text;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.Google;

/// <summary>Writes the parts of a user's turn. What the wire cannot carry is refused by name.</summary>
internal sealed class UserParts(WireRequest request, MediaParts media)
{
    public void Write(AIContent content)
    {
        var json = request.Json;
        json.WriteStartObject();
        switch (content)
        {
            case TextContent text:
                json.WriteString("text"u8, text.Text);
                break;
            case DataContent data when IsText(data.MediaType):
                json.WriteString("text"u8, Encoding.UTF8.GetString(data.Data.Span));
                break;
            case DataContent or UriContent or HostedFileContent:
                media.WriteMembers(content);
                break;
            default:
                throw LlmProviderException.UnsupportedContent(content, "generate-content");
        }

        json.WriteEndObject();
    }

    // The vendor takes text/plain and its like as data too, but not these.
    private static bool IsText(string mediaType) => mediaType is "application/json" or "application/xml" or "application/yaml";
}
