using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.Ollama;

/// <summary>Images of a message: base64 without a prefix, in a list of their own beside the text.</summary>
internal static class OllamaImages
{
    private const string Advice = "Ollama does not load images from the web: load it and give its bytes as DataContent, or register a GuardedContentFetcher.";

    public static bool TakesAddress(UriContent content) => !content.HasTopLevelMediaType("image");

    /// <summary>Gets the image a content is, if it is one.</summary>
    /// <exception cref="LlmProviderException"><see cref="LlmErrorKind.UnsupportedContent"/> for the address of an image.</exception>
    public static DataContent? Of(AIContent content, string protocol) => content switch
    {
        DataContent data when data.HasTopLevelMediaType("image") => data,
        UriContent { Uri.Scheme: "data" } uri when uri.HasTopLevelMediaType("image") => new(uri.Uri.OriginalString, uri.MediaType),
        UriContent uri when uri.HasTopLevelMediaType("image") => throw LlmProviderException.UnsupportedContent(uri, protocol, Advice),
        _ => null,
    };

    public static void Write(ChatCall call, WireRequest request, List<DataContent>? images)
    {
        if (images is null)
        {
            return;
        }

        request.Json.WriteStartArray("images"u8);
        foreach (var image in images)
        {
            _ = MediaTypes.OfImage(image, call); // warns of a wrong type; the wire has none
            request.WriteBase64Value([], image.Data);
        }

        request.Json.WriteEndArray();
    }

    public static void Read(ref Utf8JsonReader reader, ChatResponseWriter response)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.String && reader.TryGetBytesFromBase64(out var bytes) && bytes.Length > 0)
            {
                response.WriteContent(new DataContent(bytes, MediaType(bytes)));
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private static string MediaType(ReadOnlySpan<byte> bytes) =>
        bytes is [0xFF, 0xD8, ..] ? "image/jpeg"
        : bytes.StartsWith("RIFF"u8) ? "image/webp"
        : bytes.StartsWith("GIF8"u8) ? "image/gif"
        : "image/png";
}
