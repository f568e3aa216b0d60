using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Llm.Providers.Wire;

/// <summary>Reads the arguments a model gives a tool.</summary>
public static class ToolArguments
{
    /// <summary>The one argument of a call whose tool takes text instead of an object.</summary>
    public const string TextName = "$input";

    /// <summary>Makes a tool call of arguments as they were on the wire.</summary>
    /// <param name="callId">The id of the call.</param>
    /// <param name="name">The name of the tool.</param>
    /// <param name="json">The arguments; empty and <c>null</c> stand for none.</param>
    /// <returns>
    /// The call. Arguments that are no JSON object, as after an output limit, leave <c>Arguments</c> empty and are explained in <c>Exception</c>;
    /// they are kept in <see cref="LlmPropertyNames.RawArguments"/>, never repaired, and the call is <c>InformationalOnly</c>: a tool loop does not run it.
    /// </returns>
    public static FunctionCallContent ToCall(string callId, string name, ReadOnlySpan<byte> json)
    {
        var call = new FunctionCallContent(callId, name);
        try
        {
            call.Arguments = Parse(json);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            call.Exception = new JsonException($"The arguments of {name} are not a JSON object: {e.Message}", e);
            call.InformationalOnly = true; // whoever runs tools must not run this one, be it with no arguments
            (call.AdditionalProperties ??= [])[LlmPropertyNames.RawArguments] = Encoding.UTF8.GetString(json);
        }

        return call;
    }

    /// <summary>Makes a call of a tool that takes text instead of an object.</summary>
    /// <param name="callId">The id of the call.</param>
    /// <param name="name">The name of the tool.</param>
    /// <param name="text">The text, in UTF-8.</param>
    /// <returns>The call; the text is the argument <see cref="TextName"/>.</returns>
    public static FunctionCallContent ToTextCall(string callId, string name, ReadOnlySpan<byte> text) =>
        new(callId, name, new Dictionary<string, object?>(StringComparer.Ordinal) { [TextName] = Encoding.UTF8.GetString(text) });

    /// <summary>Gets the text of a call whose tool takes text.</summary>
    /// <param name="call">The call.</param>
    /// <returns>The text; <see langword="null"/> when the call's arguments are an object like any other.</returns>
    public static string? TextOf(FunctionCallContent call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return call.Arguments is not { Count: 1 } arguments || !arguments.TryGetValue(TextName, out var value) ? null : value switch
        {
            string text => text,
            JsonElement { ValueKind: JsonValueKind.String } element => element.GetString(), // after a history went through JSON
            _ => null,
        };
    }

    private static Dictionary<string, object?> Parse(ReadOnlySpan<byte> json)
    {
        var arguments = new Dictionary<string, object?>(StringComparer.Ordinal);
        if (json.Trim(" \t\r\n"u8).IsEmpty)
        {
            return arguments;
        }

        var reader = new Utf8JsonReader(json);
        reader.Read();
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                break;
            case JsonTokenType.String:
                // Some servers encode the object twice.
                var inner = Encoding.UTF8.GetBytes(reader.GetString()!);
                RequireEnd(ref reader);
                return inner.AsSpan().TrimStart((byte)' ').StartsWith("{"u8) ? Parse(inner) : throw new JsonException("a string stands where an object is expected");
            case JsonTokenType.StartObject:
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var name = reader.GetString()!;
                    reader.Read();
                    var start = (int)reader.TokenStartIndex;
                    reader.Skip();
                    arguments[name] = JsonElement.Parse(json[start..(int)reader.BytesConsumed]); // from the reader, a long string would take twice its bytes
                }

                break;
            default:
                throw new JsonException($"{reader.TokenType} stands where an object is expected");
        }

        RequireEnd(ref reader);
        return arguments;
    }

    private static void RequireEnd(ref Utf8JsonReader reader)
    {
        if (reader.Read())
        {
            throw new JsonException("something follows the end of the object");
        }
    }
}
