using System.Text.Json;
using System.Text.Json.Nodes;
using Llm.Providers.Wire;

namespace Llm.Providers.OpenAICompatible;

/// <summary>Keeps log probabilities as they came; those of a stream are joined into the form of a whole answer.</summary>
internal sealed class ChatCompletionsLogprobs
{
    private readonly List<JsonElement> _pieces = [];

    public void Read(ref Utf8JsonReader reader) => _pieces.Add(JsonElement.ParseValue(ref reader));

    public void Complete(ChatResponseWriter response) => response.SetProperty("logprobs", _pieces.Count == 1 ? _pieces[0] : Join());

    private JsonElement Join()
    {
        var joined = new JsonObject();
        foreach (var piece in _pieces.Where(p => p.ValueKind == JsonValueKind.Object))
        {
            foreach (var member in piece.EnumerateObject().Where(m => m.Value.ValueKind == JsonValueKind.Array))
            {
                var list = joined[member.Name] as JsonArray;
                if (list is null)
                {
                    joined[member.Name] = list = [];
                }

                foreach (var entry in member.Value.EnumerateArray())
                {
                    list.Add(JsonNode.Parse(entry.GetRawText()));
                }
            }
        }

        return JsonElement.Parse(joined.ToJsonString());
    }
}
