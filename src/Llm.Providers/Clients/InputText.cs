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
    /// <returns>The text, that of a text file too; <see langword="null"/> for images, sound, other files and whatever else has no words.</returns>
    public static string? Of(AIContent? content) => content switch
    {
        TextContent text => text.Text,
        TextReasoningContent thought => thought.Text,
        FunctionResultContent result => OfResult(result),
        FunctionCallContent call => OfArguments(call.Arguments),
        McpServerToolCallContent call => OfArguments(call.Arguments),
        CodeInterpreterToolCallContent call => OfAll(call.Inputs),
        McpServerToolResultContent result => OfAll(result.Outputs),
        CodeInterpreterToolResultContent result => OfAll(result.Outputs),
        WebSearchToolResultContent result => OfAll(result.Outputs),
        DataContent data when IsText(data.MediaType) => Encoding.UTF8.GetString(data.Data.Span),
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
        AIContent content => OfOutput(content),
        IEnumerable<AIContent> contents => Joined(contents.Select(OfOutput)),
        JsonElement { ValueKind: JsonValueKind.String } text => text.GetString(),
        JsonElement json => json.GetRawText(),
        var value => Json(json => JsonValues.Write(json, value)),
    };

    // Wires write what they have no form for as JSON, which is words too; the bytes of a file are none.
    private static string? OfOutput(AIContent content) => Of(content) ?? (content is DataContent ? null : Json(json => JsonValues.Write(json, content)));

    private static string? OfAll(IList<AIContent>? contents) => contents is null ? null : Joined(contents.Select(Of));

    private static string? Joined(IEnumerable<string?> texts) => string.Join('\n', texts.Where(t => !string.IsNullOrEmpty(t))) is { Length: > 0 } text ? text : null;

    // Wider than what wires send as words: a host may read more of a file than they do.
    private static bool IsText(string mediaType)
    {
        var end = mediaType.IndexOf(';', StringComparison.Ordinal);
        var plain = (end < 0 ? mediaType : mediaType[..end]).Trim().ToLowerInvariant();
        return MediaTypes.IsText(plain) || plain.EndsWith("+json", StringComparison.Ordinal) || plain.EndsWith("+xml", StringComparison.Ordinal);
    }

    private static string? OfArguments(IDictionary<string, object?>? arguments) => arguments is null ? null : Json(json =>
    {
        json.WriteStartObject();
        foreach (var (name, value) in arguments)
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
