using System.Buffers;
using System.Text.Json;
using Llm.Providers.OpenAICompatible;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.OpenAI;

/// <summary>Items of the responses protocol as contents: what Microsoft.Extensions.AI has no type for can be read, answered and sent all the same.</summary>
/// <example>Answer what the model wants a shell to do:
/// <code>
/// var output = ResponsesItem.Create(JsonElement.Parse("""{"type":"local_shell_call_output","id":"call_1","output":"ok"}"""));
/// history.Add(new(ChatRole.Tool, [output]));
/// </code></example>
public static class ResponsesItem
{
    /// <summary>The additional property of a content that holds its item.</summary>
    public const string PropertyName = "responses.item";

    private const string Index = "output_index";

    /// <summary>Makes a content of an item; it is sent as it is given.</summary>
    /// <param name="item">The item: an object with a <c>type</c>.</param>
    /// <returns>The content: a <see cref="ToolCallContent"/> for a call, a <see cref="ToolResultContent"/> for an output.</returns>
    /// <exception cref="ArgumentException">It is no object, or has no type.</exception>
    public static AIContent Create(JsonElement item)
    {
        var type = item.Text("type"u8) ?? throw new ArgumentException("An item is an object with a type.", nameof(item));
        var id = item.Text("call_id"u8) is { Length: > 0 } callId ? callId : item.Text("id"u8) ?? "";
        AIContent content = type.EndsWith("_call", StringComparison.Ordinal) ? new ToolCallContent(id)
            : type.EndsWith("_output", StringComparison.Ordinal) ? new ToolResultContent(id)
            : new AIContent();
        content.RawRepresentation = item;
        content.AdditionalProperties = new() { [PropertyName] = item.Clone() };
        return content;
    }

    /// <summary>Gets the item a content was made of.</summary>
    /// <param name="content">The content.</param>
    /// <returns>The item, for calls of functions and for messages without what the content says itself; <see langword="null"/> when there is none.</returns>
    public static JsonElement? Get(AIContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return content switch
        {
            TextReasoningContent { ProtectedData: { } data } => ParseOrNull(data),
            _ => content.AdditionalProperties?.GetValueOrDefault(PropertyName) is JsonElement { ValueKind: JsonValueKind.Object } item ? item : null,
        };
    }

    /// <summary>Keeps an item for its way back: with its place in the answer, without nulls and without members that are kept elsewhere.</summary>
    internal static string Pack(JsonElement item, int index, params ReadOnlySpan<string> without)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber(Index, index);
            WriteMembers(json, item, without);
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    internal static JsonElement PackElement(JsonElement item, int index, params ReadOnlySpan<string> without) => JsonElement.Parse(Pack(item, index, without));

    /// <summary>Gets the place an item had in its answer.</summary>
    internal static int? IndexOf(JsonElement item) => (int?)item.Number("output_index"u8);

    /// <summary>Writes the members of an item but for those named, for those that say nothing, and for its place.</summary>
    internal static void WriteMembers(Utf8JsonWriter json, JsonElement item, params ReadOnlySpan<string> without)
    {
        foreach (var member in item.EnumerateObject())
        {
            if (member.Value.ValueKind != JsonValueKind.Null && member.Name != Index && !without.Contains(member.Name))
            {
                member.WriteTo(json);
            }
        }
    }

    private static JsonElement? ParseOrNull(string data)
    {
        if (!data.StartsWith('{'))
        {
            return null;
        }

        try
        {
            return JsonElement.Parse(data);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
