using System.Text;
using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.Anthropic;

/// <summary>Writes contents as blocks. What the wire cannot carry is refused by name.</summary>
/// <remarks>See <see href="https://platform.claude.com/docs/en/api/messages">the reference</see>.</remarks>
internal sealed class MessageBlocks(ChatCall call, WireRequest request, CachePlan cache, BetaFeatures betas)
{
    // https://platform.claude.com/docs/en/build-with-claude/vision
    private const string ImageAdvice = "Images are JPEG, PNG, GIF or WebP here.";

    private readonly Utf8JsonWriter _json = request.Json;

    /// <summary>Writes a piece of any turn.</summary>
    public void Write(MessagePiece piece)
    {
        _json.WriteStartObject();
        if (piece.Content is FunctionResultContent result)
        {
            new ToolResults(this, _json).Write(result);
        }
        else if (!AssistantBlocks.TryWrite(_json, piece.Content))
        {
            WriteMembers(piece.Content);
        }

        cache.WriteTo(_json, piece);
        _json.WriteEndObject();
    }

    /// <summary>Writes a content as a whole block.</summary>
    public void Write(AIContent content)
    {
        _json.WriteStartObject();
        WriteMembers(content);
        _json.WriteEndObject();
    }

    /// <summary>Writes a text block without anything on it.</summary>
    public void WriteText(string text)
    {
        _json.WriteStartObject();
        WriteTextMembers(text);
        _json.WriteEndObject();
    }

    private void WriteMembers(AIContent content)
    {
        switch (content)
        {
            case TextContent text:
                WriteTextMembers(text.Text);
                break;
            case DataContent image when image.HasTopLevelMediaType("image"):
                WriteImage(image);
                break;
            case UriContent image when image.HasTopLevelMediaType("image"):
                WriteUrl("image"u8, image.Uri);
                break;
            case DataContent { MediaType: "application/pdf" } pdf:
                WritePdf(pdf);
                break;
            case UriContent { MediaType: "application/pdf" } pdf:
                WriteUrl("document"u8, pdf.Uri);
                WriteDocumentMembers(pdf, null);
                break;
            case DataContent data when MediaTypes.IsText(data.MediaType):
                WriteTextDocument(data);
                break;
            case HostedFileContent file:
                WriteFile(file);
                break;
            case var native when AssistantContent.BlockOf(native) is { } block && call.IsOwn(native):
                AssistantBlocks.WriteMembers(_json, block);
                break;
            case DataContent data:
                throw Refused(data, "It takes images, PDF and text.");
            case UriContent uri:
                throw Refused(uri, "The vendor loads images and PDF from the web; load anything else and give its bytes as DataContent.");
            default:
                throw Refused(content, null);
        }
    }

    private static LlmProviderException Refused(AIContent content, string? advice) => LlmProviderException.UnsupportedContent(content, MessagesProtocol.ProtocolName, advice);

    private void WriteTextMembers(string text)
    {
        _json.WriteString("type"u8, "text"u8);
        _json.WriteString("text"u8, text);
    }

    private void WriteImage(DataContent image)
    {
        var mediaType = MediaTypes.OfImage(image, call);
        if (mediaType is not ("image/jpeg" or "image/png" or "image/gif" or "image/webp"))
        {
            throw Refused(image, ImageAdvice);
        }

        _json.WriteString("type"u8, "image"u8);
        WriteBase64(mediaType, image.Data);
    }

    private void WritePdf(DataContent pdf)
    {
        _json.WriteString("type"u8, "document"u8);
        WriteBase64("application/pdf", pdf.Data);
        WriteDocumentMembers(pdf, pdf.Name);
    }

    private void WriteBase64(string mediaType, ReadOnlyMemory<byte> data)
    {
        _json.WriteStartObject("source"u8);
        _json.WriteString("type"u8, "base64"u8);
        _json.WriteString("media_type"u8, mediaType);
        _json.WritePropertyName("data"u8);
        request.WriteBase64Value(default, data);
        _json.WriteEndObject();
    }

    private void WriteUrl(ReadOnlySpan<byte> type, Uri address)
    {
        _json.WriteString("type"u8, type);
        _json.WriteStartObject("source"u8);
        _json.WriteString("type"u8, "url"u8);
        _json.WriteString("url"u8, address.AbsoluteUri);
        _json.WriteEndObject();
    }

    // Every kind of text goes as plain text: it is the only kind the API knows.
    private void WriteTextDocument(DataContent text)
    {
        _json.WriteString("type"u8, "document"u8);
        _json.WriteStartObject("source"u8);
        _json.WriteString("type"u8, "text"u8);
        _json.WriteString("media_type"u8, "text/plain"u8);
        _json.WriteString("data"u8, Encoding.UTF8.GetString(text.Data.Span));
        _json.WriteEndObject();
        WriteDocumentMembers(text, text.Name);
    }

    // Files that are no image and no document are for code that runs in the vendor's container.
    private void WriteFile(HostedFileContent file)
    {
        betas.Add(BetaFeatures.Files);
        var isImage = file.MediaType?.StartsWith("image/", StringComparison.OrdinalIgnoreCase) == true;
        var isDocument = file.MediaType is null or "application/pdf" or "text/plain";
        if (!isImage && !isDocument)
        {
            _json.WriteString("type"u8, "container_upload"u8);
            _json.WriteString("file_id"u8, file.FileId);
            return;
        }

        _json.WriteString("type"u8, isImage ? "image"u8 : "document"u8);
        _json.WriteStartObject("source"u8);
        _json.WriteString("type"u8, "file"u8);
        _json.WriteString("file_id"u8, file.FileId);
        _json.WriteEndObject();
        if (isDocument)
        {
            WriteDocumentMembers(file, file.Name);
        }
    }

    private void WriteDocumentMembers(AIContent document, string? name)
    {
        if (!string.IsNullOrEmpty(name))
        {
            _json.WriteString("title"u8, name);
        }

        if (document.AdditionalProperties is not { } properties)
        {
            return;
        }

        if (properties.GetValueOrDefault(AnthropicPropertyNames.Context) is { } context)
        {
            _json.WriteString("context"u8, context.ToString());
        }

        if (properties.GetValueOrDefault(AnthropicPropertyNames.Citations) is true or JsonElement { ValueKind: JsonValueKind.True })
        {
            _json.WriteStartObject("citations"u8);
            _json.WriteBoolean("enabled"u8, true);
            _json.WriteEndObject();
        }
    }
}
