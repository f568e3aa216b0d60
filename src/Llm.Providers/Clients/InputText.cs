using System.Buffers;
using System.Text;
using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers;

/// <summary>The words of contents, as a model reads them.</summary>
internal static class InputText
{
    /// <summary>Gets the words of a content.</summary>
    /// <returns>The text; <see langword="null"/> for images, sound and whatever else has no words.</returns>
    public static string? Of(AIContent? content) => content switch
    {
        TextContent text => text.Text,
        TextReasoningContent thought => thought.Text,
        FunctionResultContent result => OfResult(result),
        FunctionCallContent call => OfArguments(call),
        ErrorContent error => error.Message,
        _ => null,
    };

    /// <summary>Counts the characters of a conversation, reasoning, calls and results of tools among them.</summary>
    public static long Count(IReadOnlyList<ChatMessage> messages, string? instructions)
    {
        long count = instructions?.Length ?? 0;
        for (var i = 0; i < messages.Count; i++)
        {
            for (var k = 0; k < messages[i].Contents.Count; k++)
            {
                count += Of(messages[i].Contents[k])?.Length ?? 0;
            }
        }

        return count;
    }

    private static string? OfResult(FunctionResultContent result) => result.Result switch
    {
        null => result.Exception?.Message,
        string text => text,
        TextContent text => text.Text,
        JsonElement { ValueKind: JsonValueKind.String } text => text.GetString(),
        JsonElement json => json.GetRawText(),
        var value => Json(json => JsonValues.Write(json, value)),
    };

    private static string? OfArguments(FunctionCallContent call) => call.Arguments is null ? null : Json(json =>
    {
        json.WriteStartObject();
        foreach (var (name, value) in call.Arguments)
        {
            json.WritePropertyName(name);
            JsonValues.Write(json, value);
        }

        json.WriteEndObject();
    });

    private static string Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
