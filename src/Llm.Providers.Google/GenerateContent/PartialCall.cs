using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Llm.Providers.Google;

/// <summary>A call whose arguments come value by value, each with its place: <c>$.items[0].name</c>.</summary>
internal sealed class PartialCall(string? id, string name, string? signature)
{
    private readonly JsonObject _arguments = [];
    private readonly StringBuilder _text = new();
    private string? _textPath;

    public string? Id { get; } = id;

    public string Name { get; } = name;

    public string? Signature { get; } = signature;

    public void Add(ReadOnlySpan<byte> arguments, JsonElement partial)
    {
        if (!arguments.IsEmpty && JsonNode.Parse(arguments) is JsonObject given)
        {
            foreach (var (name, value) in given)
            {
                _arguments[name] = value?.DeepClone();
            }
        }

        if (partial.ValueKind == JsonValueKind.Array)
        {
            foreach (var argument in partial.EnumerateArray())
            {
                Add(argument);
            }
        }
    }

    /// <summary>Writes the arguments. Those of a call that was cut off lack their end, so that nobody takes them for all there was to be.</summary>
    public byte[] ToArguments(bool complete)
    {
        EndText();
        var json = Encoding.UTF8.GetBytes(_arguments.ToJsonString());
        return complete ? json : json[..^1];
    }

    private void Add(JsonElement argument)
    {
        if (argument.Text("jsonPath"u8) is not { } path)
        {
            return;
        }

        if (argument.Text("stringValue"u8) is { } text)
        {
            if (_textPath != path)
            {
                EndText();
                _textPath = path;
            }

            _text.Append(text);
            if (argument.Member("willContinue"u8).ValueKind != JsonValueKind.True)
            {
                EndText();
            }

            return;
        }

        EndText();
        var value = argument.Member("numberValue"u8) is { ValueKind: JsonValueKind.Number } number ? number : argument.Member("boolValue"u8);
        Set(path, value.ValueKind is JsonValueKind.Undefined ? null : JsonValue.Create(value.Clone()));
    }

    private void EndText()
    {
        if (_textPath is { } path)
        {
            _textPath = null;
            Set(path, JsonValue.Create(_text.ToString()));
            _text.Clear();
        }
    }

    private void Set(string path, JsonNode? value)
    {
        var steps = Steps(path);
        if (steps.Count == 0)
        {
            return;
        }

        JsonNode node = _arguments;
        for (var i = 0; i < steps.Count - 1; i++)
        {
            var next = Get(node, steps[i]);
            if (next is not (JsonObject or JsonArray))
            {
                next = steps[i + 1] is int ? new JsonArray() : new JsonObject();
                Put(node, steps[i], next);
            }

            node = next;
        }

        Put(node, steps[^1], value);
    }

    private static JsonNode? Get(JsonNode node, object step) => (node, step) switch
    {
        (JsonObject o, string name) => o[name],
        (JsonArray a, int index) when index < a.Count => a[index],
        _ => null,
    };

    private static void Put(JsonNode node, object step, JsonNode? value)
    {
        switch (node, step)
        {
            case (JsonObject o, string name):
                o[name] = value;
                break;
            case (JsonArray a, int index) when index <= MostItems:
                while (a.Count <= index)
                {
                    a.Add((JsonNode?)null);
                }

                a[index] = value;
                break;
            default:
                throw new JsonException("The place of an argument does not fit the arguments before it.");
        }
    }

    /// <summary>A place beyond this is a mistake, not an argument.</summary>
    private const int MostItems = 100_000;

    // $.a.b[0]['c d'], as in https://www.rfc-editor.org/rfc/rfc9535#name-normalized-paths and its shorthand.
    private static List<object> Steps(string path)
    {
        var steps = new List<object>();
        for (var i = path.StartsWith('$') ? 1 : 0; i < path.Length;)
        {
            if (path[i] == '[' && i + 1 < path.Length)
            {
                var quoted = path[i + 1] is '\'' or '"';
                var end = quoted ? path.IndexOf($"{path[i + 1]}]", i + 2, StringComparison.Ordinal) : path.IndexOf(']', i + 1);
                if (end < 0)
                {
                    throw new JsonException("The place of an argument has no end.");
                }

                steps.Add(quoted ? path[(i + 2)..end] : int.Parse(path.AsSpan(i + 1, end - i - 1), NumberStyles.None, CultureInfo.InvariantCulture));
                i = end + (quoted ? 2 : 1);
                continue;
            }

            var start = path[i] == '.' ? i + 1 : i;
            var stop = path.AsSpan(start).IndexOfAny('.', '[');
            i = stop < 0 ? path.Length : start + stop;
            if (i > start)
            {
                steps.Add(path[start..i]);
            }
        }

        return steps;
    }
}
