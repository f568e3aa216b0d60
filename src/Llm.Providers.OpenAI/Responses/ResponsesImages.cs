using System.Text.Json;
using Llm.Providers.OpenAICompatible;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.OpenAI;

/// <summary>Reads images that the host makes.</summary>
internal static class ResponsesImages
{
    /// <summary>Writes an image that is not finished; the finished one takes its place.</summary>
    public static void WritePartial(ReadOnlySpan<byte> data, ChatResponseWriter response)
    {
        var reader = new Utf8JsonReader(data);
        var read = JsonElement.ParseValue(ref reader);
        if (read.Text("item_id"u8) is { } id && Image(read, "partial_image_b64"u8) is { } image)
        {
            image.AdditionalProperties = new() { ["partial_image_index"] = read.Number("partial_image_index"u8) };
            response.WriteContent(new ImageGenerationToolResultContent(id) { Outputs = [image] });
        }
    }

    public static void Write(JsonElement item, string id, int index, ChatResponseWriter response)
    {
        response.WriteContent(ResponsesHostedItems.Native(new ImageGenerationToolCallContent(id), item, index, "result"));
        if (Image(item, "result"u8) is { } image)
        {
            response.WriteContent(new ImageGenerationToolResultContent(id) { Outputs = [image] });
        }
    }

    private static DataContent? Image(JsonElement owner, ReadOnlySpan<byte> member) =>
        owner.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String && value.TryGetBytesFromBase64(out var bytes) && bytes.Length > 0
            ? new DataContent(bytes, $"image/{owner.Text("output_format"u8) ?? "png"}")
            : null;
}
