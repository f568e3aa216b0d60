using System.Buffers;
using System.Text;
using Llm.Providers.Wire;

namespace Llm.Providers.Corpus;

/// <summary>Compares the calls the caller is to run, in order. Calls the vendor ran itself are only information.</summary>
internal static class ToolCallComparer
{
    public static void Compare(JsonElement expected, Observation observation, Differences differences)
    {
        FunctionCallContent[] calls = [.. observation.Contents.OfType<FunctionCallContent>()];
        if (expected.GetArrayLength() != calls.Length)
        {
            differences.Add("toolCalls", expected.GetRawText(), $"{calls.Length} calls: {string.Join(", ", calls.Select(c => c.Name))}");
            return;
        }

        for (var i = 0; i < calls.Length; i++)
        {
            foreach (var field in expected[i].EnumerateObject())
            {
                CompareField($"toolCalls[{i}].{field.Name}", field, calls[i], differences);
            }
        }
    }

    private static void CompareField(string path, JsonProperty expected, FunctionCallContent call, Differences differences)
    {
        switch (expected.Name)
        {
            case "id":
                differences.Text(path, expected.Value, call.CallId);
                break;
            case "name":
                differences.Text(path, expected.Value, call.Name);
                break;
            case "arguments":
                var arguments = ToJson(call);
                if (call.Exception is not null || !JsonElement.DeepEquals(expected.Value, arguments))
                {
                    differences.Add(path, expected.Value.GetRawText(), call.Exception?.Message ?? arguments.GetRawText());
                }

                break;
            default:
                differences.Add(path, "a field that can be compared", "one that is not known");
                break;
        }
    }

    private static JsonElement ToJson(FunctionCallContent call)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var (name, value) in call.Arguments ?? new Dictionary<string, object?>())
            {
                json.WritePropertyName(name);
                JsonValues.Write(json, value);
            }

            json.WriteEndObject();
        }

        return JsonElement.Parse(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }
}
