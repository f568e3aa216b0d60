using System.Text;
using System.Text.Json;
using Llm.Providers.OpenAICompatible;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.OpenAI;

/// <summary>Reads calls of functions and of tools that take text.</summary>
internal static class ResponsesCalls
{
    /// <summary>Reads a call.</summary>
    /// <param name="item">The item.</param>
    /// <param name="index">Its place.</param>
    /// <param name="streamed">Arguments that came in pieces, for an item that does not repeat them.</param>
    /// <param name="isCut">Whether the end of the call is missing.</param>
    public static FunctionCallContent Read(JsonElement item, int index, string? streamed, bool isCut = false)
    {
        var isText = item.Text("type"u8) == "custom_tool_call";
        var name = item.Text("name"u8) ?? "";
        var callId = item.Text("call_id"u8) is { Length: > 0 } id ? id : item.Text("id"u8) ?? $"call_{Guid.NewGuid():N}";
        var raw = (isText ? item.Text("input"u8) : ArgumentsOf(item)) is { Length: > 0 } whole ? whole : streamed ?? "";
        var call = Make(callId, name, raw, isText, isCut || item.Text("status"u8) == "incomplete");
        (call.AdditionalProperties ??= [])[ResponsesItem.PropertyName] = ResponsesItem.PackElement(item, index, "call_id", "name", "arguments", "input", "status");
        return call;
    }

    /// <summary>Reads the arguments of a call that the host ran itself.</summary>
    public static IDictionary<string, object?>? Arguments(JsonElement item) =>
        ArgumentsOf(item) is { } raw ? ToolArguments.ToCall("", "", Encoding.UTF8.GetBytes(raw)).Arguments : null;

    private static FunctionCallContent Make(string callId, string name, string raw, bool isText, bool isCut)
    {
        var utf8 = Encoding.UTF8.GetBytes(raw);
        if (!isCut)
        {
            return isText ? ToolArguments.ToTextCall(callId, name, utf8) : ToolArguments.ToCall(callId, name, utf8);
        }

        // The host says that the call is not complete. What there is may be JSON all the same, and must not be run.
        return new(callId, name)
        {
            Exception = new JsonException($"The arguments of {name} are not complete: the answer was cut off."),
            InformationalOnly = true,
            AdditionalProperties = new() { [LlmPropertyNames.RawArguments] = raw },
        };
    }

    private static string? ArgumentsOf(JsonElement item) => !item.TryGetProperty("arguments"u8, out var arguments) ? null : arguments.ValueKind switch
    {
        JsonValueKind.String => arguments.GetString(),
        JsonValueKind.Object => arguments.GetRawText(),
        _ => null,
    };
}
