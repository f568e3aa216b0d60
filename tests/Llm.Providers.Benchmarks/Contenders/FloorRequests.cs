using System.Buffers;
using System.Buffers.Text;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Llm.Providers.Benchmarks;

/// <summary>Request bodies of the floor, with the least that writes them.</summary>
internal static class FloorRequests
{
    private static readonly ArrayBufferWriter<byte> s_buffer = new(1024 * 1024);
    private static readonly Utf8JsonWriter s_json = new(s_buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
    private static readonly ArrayBufferWriter<byte> s_arguments = new(1024);
    private static readonly Utf8JsonWriter s_argumentsJson = new(s_arguments);

    public static byte[] Short { get; } = [.. """{"messages":[{"role":"user","content":"Tell me about the sea."}],"model":"m","stream":true,"stream_options":{"include_usage":true}}"""u8];

    public static byte[] Texts { get; } = JsonSerializer.SerializeToUtf8Bytes(new { model = "m", input = Conversations.Texts, encoding_format = "base64" }, s_reflection);

    private static JsonSerializerOptions s_reflection => new() { TypeInfoResolver = new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver() };

    public static HttpContent History()
    {
        s_buffer.ResetWrittenCount();
        s_json.Reset();
        s_json.WriteStartObject();
        s_json.WriteStartArray("messages"u8);
        foreach (var message in Conversations.History)
        {
            WriteMessage(message);
        }

        s_json.WriteEndArray();
        s_json.WriteString("model"u8, "m"u8);
        s_json.WriteStartArray("tools"u8);
        foreach (var tool in Conversations.Tools.Tools!)
        {
            WriteTool((AIFunctionDeclaration)tool);
        }

        s_json.WriteEndArray();
        s_json.WriteEndObject();
        s_json.Flush();
        return new ReadOnlyMemoryContent(s_buffer.WrittenMemory);
    }

    public static HttpContent Image() => new ImageContent();

    private static void WriteMessage(ChatMessage message)
    {
        s_json.WriteStartObject();
        s_json.WriteString("role"u8, message.Role.Value);
        switch (message.Contents[0])
        {
            case TextContent text:
                s_json.WriteString("content"u8, text.Text);
                break;
            case FunctionCallContent call:
                WriteCall(call);
                break;
            case FunctionResultContent result:
                s_json.WriteString("tool_call_id"u8, result.CallId);
                s_json.WriteString("content"u8, (string)result.Result!);
                break;
        }

        s_json.WriteEndObject();
    }

    private static void WriteCall(FunctionCallContent call)
    {
        s_arguments.ResetWrittenCount();
        s_argumentsJson.Reset();
        s_argumentsJson.WriteStartObject();
        foreach (var (name, value) in call.Arguments!)
        {
            s_argumentsJson.WritePropertyName(name);
            JsonSerializer.Serialize(s_argumentsJson, value, AIJsonUtilities.DefaultOptions.GetTypeInfo(value!.GetType()));
        }

        s_argumentsJson.WriteEndObject();
        s_argumentsJson.Flush();
        s_json.WriteStartArray("tool_calls"u8);
        s_json.WriteStartObject();
        s_json.WriteString("id"u8, call.CallId);
        s_json.WriteString("type"u8, "function"u8);
        s_json.WriteStartObject("function"u8);
        s_json.WriteString("name"u8, call.Name);
        s_json.WriteString("arguments"u8, s_arguments.WrittenSpan);
        s_json.WriteEndObject();
        s_json.WriteEndObject();
        s_json.WriteEndArray();
    }

    private static void WriteTool(AIFunctionDeclaration tool)
    {
        s_json.WriteStartObject();
        s_json.WriteString("type"u8, "function"u8);
        s_json.WriteStartObject("function"u8);
        s_json.WriteString("name"u8, tool.Name);
        s_json.WriteString("description"u8, tool.Description);
        s_json.WritePropertyName("parameters"u8);
        tool.JsonSchema.WriteTo(s_json);
        s_json.WriteEndObject();
        s_json.WriteEndObject();
    }

    /// <summary>Turns the image into base64 while it is sent.</summary>
    private sealed class ImageContent : HttpContent
    {
        private const int Piece = 24 * 1024;

        private static readonly byte[] s_before = [.. """{"messages":[{"role":"user","content":[{"type":"text","text":"What is this?"},{"type":"image_url","image_url":{"url":"data:image/png;base64,"""u8];
        private static readonly byte[] s_after = [.. "\"}}]}],\"model\":\"m\"}"u8];

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(s_before).ConfigureAwait(false);
            var buffer = ArrayPool<byte>.Shared.Rent(Base64.GetMaxEncodedToUtf8Length(Piece));
            for (var position = 0; position < Conversations.Image.Length; position += Piece)
            {
                Base64.EncodeToUtf8(Conversations.Image.AsSpan(position, Math.Min(Piece, Conversations.Image.Length - position)), buffer, out _, out var written);
                await stream.WriteAsync(buffer.AsMemory(0, written)).ConfigureAwait(false);
            }

            ArrayPool<byte>.Shared.Return(buffer);
            await stream.WriteAsync(s_after).ConfigureAwait(false);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = s_before.Length + Base64.GetMaxEncodedToUtf8Length(Conversations.Image.Length) + s_after.Length;
            return true;
        }
    }
}
