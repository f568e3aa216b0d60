using System.Text;
using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.OpenAICompatible;

/// <summary>Writes the parts of a user message. What the wire or the vendor cannot carry is refused by name.</summary>
internal readonly struct ChatCompletionsParts(ChatCall call, WireRequest request, ChatCompletionsDialect dialect)
{
    private const string Protocol = "chat-completions";

    public void Write(AIContent content)
    {
        var json = request.Json;
        json.WriteStartObject();
        switch (content)
        {
            case TextContent text:
                WriteText(text.Text);
                break;
            case DataContent data when data.HasTopLevelMediaType("image"):
                WriteImage(data);
                break;
            case UriContent uri when uri.HasTopLevelMediaType("image") && dialect.AcceptsImageUrls:
                WriteImageUrl(uri);
                break;
            case DataContent data when data.MediaType == "application/pdf" && dialect.Pdf != PdfForm.None:
                WritePdf(data);
                break;
            case UriContent uri when uri.MediaType == "application/pdf" && dialect.AcceptsPdfUrls:
                WritePdfUrl(uri);
                break;
            case DataContent data when AudioFormat(data.MediaType) is { } format && dialect.Audio != AudioForm.None:
                WriteAudio(data, format);
                break;
            case DataContent data when data.HasTopLevelMediaType("video") && dialect.AcceptsVideo:
                WriteUrlPart("video_url"u8, data);
                break;
            case UriContent uri when uri.HasTopLevelMediaType("video") && dialect.AcceptsVideo:
                WriteUrlPart("video_url"u8, uri.Uri.AbsoluteUri);
                break;
            case DataContent data when MediaTypes.IsText(data.MediaType):
                WriteText(Encoding.UTF8.GetString(data.Data.Span));
                break;
            case HostedFileContent file when dialect.AcceptsFileIds:
                WriteFileId(file);
                break;
            case UriContent uri when uri.HasTopLevelMediaType("image"):
                throw Refused(uri, $"{call.Model.ProviderId} does not load images from the web: load it and give its bytes as DataContent.");
            default:
                throw Refused(content, null);
        }

        json.WriteEndObject();
    }

    // The wire knows two formats: https://platform.openai.com/docs/api-reference/chat/create
    private static string? AudioFormat(string mediaType) => mediaType switch
    {
        "audio/wav" or "audio/x-wav" or "audio/wave" or "audio/vnd.wave" => "wav",
        "audio/mpeg" or "audio/mp3" => "mp3",
        _ => null,
    };

    private LlmProviderException Refused(AIContent content, string? advice) => LlmProviderException.UnsupportedContent(content, $"{Protocol} to {call.Model.ProviderId}", advice);

    private void WriteText(string text)
    {
        request.Json.WriteString("type"u8, "text"u8);
        request.Json.WriteString("text"u8, text);
    }

    private void WriteImage(DataContent image)
    {
        var json = request.Json;
        json.WriteString("type"u8, "image_url"u8);
        json.WriteStartObject("image_url"u8);
        json.WritePropertyName("url"u8);
        WriteDataUrl(image, MediaTypes.OfImage(image, call));
        WriteDetail(image);
        json.WriteEndObject();
    }

    private void WriteImageUrl(UriContent image)
    {
        var json = request.Json;
        json.WriteString("type"u8, "image_url"u8);
        json.WriteStartObject("image_url"u8);
        json.WriteString("url"u8, image.Uri.AbsoluteUri);
        WriteDetail(image);
        json.WriteEndObject();
    }

    private void WriteDetail(AIContent image)
    {
        if (image.AdditionalProperties?.GetValueOrDefault("detail") is { } detail)
        {
            request.Json.WriteString("detail"u8, detail.ToString());
        }
    }

    private void WritePdf(DataContent pdf)
    {
        var json = request.Json;
        switch (dialect.Pdf)
        {
            case PdfForm.File:
                json.WriteString("type"u8, "file"u8);
                json.WriteStartObject("file"u8);
                json.WriteString("filename"u8, pdf.Name ?? "document.pdf");
                json.WritePropertyName("file_data"u8);
                WriteDataUrl(pdf, pdf.MediaType);
                json.WriteEndObject();
                break;
            case PdfForm.DocumentUrl:
                json.WriteString("type"u8, "document_url"u8);
                json.WritePropertyName("document_url"u8);
                WriteDataUrl(pdf, pdf.MediaType);
                break;
            default:
                json.WriteString("type"u8, "file_url"u8);
                json.WriteStartObject("file_url"u8);
                json.WritePropertyName("url"u8);
                request.WriteBase64Value(default, pdf.Data);
                json.WriteEndObject();
                break;
        }
    }

    private void WritePdfUrl(UriContent pdf)
    {
        var json = request.Json;
        switch (dialect.Pdf)
        {
            case PdfForm.File:
                json.WriteString("type"u8, "file"u8);
                json.WriteStartObject("file"u8);
                json.WriteString("filename"u8, Path.GetFileName(pdf.Uri.AbsolutePath) is { Length: > 0 } name ? name : "document.pdf");
                json.WriteString("file_data"u8, pdf.Uri.AbsoluteUri);
                json.WriteEndObject();
                break;
            case PdfForm.DocumentUrl:
                json.WriteString("type"u8, "document_url"u8);
                json.WriteString("document_url"u8, pdf.Uri.AbsoluteUri);
                break;
            default:
                WriteUrlPart("file_url"u8, pdf.Uri.AbsoluteUri);
                break;
        }
    }

    private void WriteAudio(DataContent audio, string format)
    {
        var json = request.Json;
        json.WriteString("type"u8, "input_audio"u8);
        if (dialect.Audio == AudioForm.Data)
        {
            json.WritePropertyName("input_audio"u8);
            request.WriteBase64Value(default, audio.Data);
            return;
        }

        json.WriteStartObject("input_audio"u8);
        json.WritePropertyName("data"u8);
        if (dialect.Audio == AudioForm.DataUrlAndFormat)
        {
            WriteDataUrl(audio, audio.MediaType);
        }
        else
        {
            request.WriteBase64Value(default, audio.Data);
        }

        json.WriteString("format"u8, format);
        json.WriteEndObject();
    }

    private void WriteUrlPart(ReadOnlySpan<byte> type, DataContent data)
    {
        var json = request.Json;
        json.WriteString("type"u8, type);
        json.WriteStartObject(type);
        json.WritePropertyName("url"u8);
        WriteDataUrl(data, data.MediaType);
        json.WriteEndObject();
    }

    private void WriteUrlPart(ReadOnlySpan<byte> type, string url)
    {
        var json = request.Json;
        json.WriteString("type"u8, type);
        json.WriteStartObject(type);
        json.WriteString("url"u8, url);
        json.WriteEndObject();
    }

    private void WriteFileId(HostedFileContent file)
    {
        var json = request.Json;
        json.WriteString("type"u8, "file"u8);
        json.WriteStartObject("file"u8);
        json.WriteString("file_id"u8, file.FileId);
        json.WriteEndObject();
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
