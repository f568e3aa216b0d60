using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.Google;

/// <summary>Writes data and references to it, in turns and in results of functions.</summary>
/// <remarks>See <see href="https://ai.google.dev/api/caching#Part">Part</see>.</remarks>
internal sealed class MediaParts(ChatCall call, WireRequest request, GeminiSurface surface)
{
    /// <summary>Tells what a video or image is to be looked at like; written as the caller gives them in <c>AdditionalProperties</c>.</summary>
    private static readonly string[] s_members = ["videoMetadata", "mediaResolution"];

    /// <summary>Writes the members of the part for data, an address or an uploaded file.</summary>
    public void WriteMembers(AIContent content)
    {
        switch (content)
        {
            case DataContent data:
                WriteData(data);
                break;
            case UriContent uri:
                WriteFile(uri.Uri.OriginalString, uri.MediaType);
                break;
            case HostedFileContent file:
                WriteFile(surface.FileUri(file.FileId) ?? throw Refused(file, "Vertex AI has no uploaded files: give an address, such as gs://bucket/name, as UriContent."), file.MediaType);
                break;
        }

        foreach (var name in s_members)
        {
            if (content.AdditionalProperties?.GetValueOrDefault(name) is { } value)
            {
                request.Json.WritePropertyName(name);
                JsonValues.Write(request.Json, value);
            }
        }
    }

    private static LlmProviderException Refused(AIContent content, string? advice = null) => LlmProviderException.UnsupportedContent(content, "generate-content", advice);

    private void WriteData(DataContent data)
    {
        var json = request.Json;
        var type = data.HasTopLevelMediaType("image") ? MediaTypes.OfImage(data, call)
            : data.HasTopLevelMediaType("audio") || data.HasTopLevelMediaType("video") || data.HasTopLevelMediaType("text") || data.MediaType == "application/pdf" ? data.MediaType
            : throw Refused(data, "Images, sound, video, PDF and text are taken.");
        json.WriteStartObject("inlineData"u8);
        json.WriteString("mimeType"u8, type);
        json.WritePropertyName("data"u8);
        request.WriteBase64Value(default, data.Data);
        json.WriteEndObject();
    }

    private void WriteFile(string uri, string? mediaType)
    {
        var json = request.Json;
        json.WriteStartObject("fileData"u8);
        if (mediaType is not null && !mediaType.Contains('*', StringComparison.Ordinal))
        {
            json.WriteString("mimeType"u8, mediaType);
        }

        json.WriteString("fileUri"u8, uri);
        json.WriteEndObject();
    }
}
