using System.Text;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.OpenAI;

/// <summary>Writes the parts of a user message, or of what a tool gives back. What the wire or the host cannot carry is refused by name.</summary>
internal readonly struct ResponsesParts(ChatCall call, WireRequest request, ResponsesDialect dialect)
{
    public void Write(AIContent content)
    {
        var json = request.Json;
        json.WriteStartObject();
        switch (content)
        {
            case TextContent text:
                WriteText(text.Text);
                break;
            case DataContent image when image.HasTopLevelMediaType("image"):
                json.WriteString("type"u8, "input_image"u8);
                WriteDetail(image);
                json.WritePropertyName("image_url"u8);
                WriteDataUrl(image, MediaTypes.OfImage(image, call));
                break;
            case UriContent image when image.HasTopLevelMediaType("image"):
                json.WriteString("type"u8, "input_image"u8);
                WriteDetail(image);
                json.WriteString("image_url"u8, image.Uri.AbsoluteUri);
                break;
            case DataContent text when MediaTypes.IsText(text.MediaType):
                WriteText(Encoding.UTF8.GetString(text.Data.Span));
                break;
            case DataContent file when IsFile(file.MediaType):
                json.WriteString("type"u8, "input_file"u8);
                json.WriteString("filename"u8, file.Name ?? (file.MediaType == "application/pdf" ? "document.pdf" : "document"));
                json.WritePropertyName("file_data"u8);
                WriteDataUrl(file, file.MediaType);
                break;
            case UriContent file when IsFile(file.MediaType) && dialect.AcceptsFileUrls:
                json.WriteString("type"u8, "input_file"u8);
                json.WriteString("file_url"u8, file.Uri.AbsoluteUri);
                break;
            case HostedFileContent file when dialect.AcceptsFileIds:
                WriteFileId(file);
                break;
            default:
                throw LlmProviderException.UnsupportedContent(content, $"{ResponsesProtocol.ProtocolName} to {call.Model.ProviderId}", AdviceFor(content));
        }

        json.WriteEndObject();
    }

    private static string? AdviceFor(AIContent content) => content switch
    {
        HostedVectorStoreContent => "Give it to a HostedFileSearchTool.",
        UriContent uri when IsFile(uri.MediaType) => "The host does not load documents from the web: load it and give its bytes as DataContent.",
        _ => null,
    };

    // Sound and moving pictures have no part of their own here; any other file is the host's to judge: https://platform.openai.com/docs/guides/pdf-files
    private static bool IsFile(string mediaType) =>
        !mediaType.StartsWith("audio/", StringComparison.OrdinalIgnoreCase) && !mediaType.StartsWith("video/", StringComparison.OrdinalIgnoreCase) && !mediaType.StartsWith("image/", StringComparison.OrdinalIgnoreCase);

    private void WriteText(string text)
    {
        request.Json.WriteString("type"u8, "input_text"u8);
        request.Json.WriteString("text"u8, text);
    }

    private void WriteFileId(HostedFileContent file)
    {
        var isImage = file.HasTopLevelMediaType("image");
        request.Json.WriteString("type"u8, isImage ? "input_image"u8 : "input_file"u8);
        if (isImage)
        {
            WriteDetail(file);
        }

        request.Json.WriteString("file_id"u8, file.FileId);
    }

    private void WriteDetail(AIContent image)
    {
        if (image.AdditionalProperties?.GetValueOrDefault("detail") is { } detail)
        {
            request.Json.WriteString("detail"u8, detail.ToString());
        }
    }

    private void WriteDataUrl(DataContent data, string mediaType)
    {
        Span<byte> prefix = stackalloc byte[256];
        var length = Encoding.UTF8.GetBytes("data:", prefix);
        length += Encoding.UTF8.GetBytes(mediaType, prefix[length..]);
        length += Encoding.UTF8.GetBytes(";base64,", prefix[length..]);
        request.WriteBase64Value(prefix[..length], data.Data);
    }
}
