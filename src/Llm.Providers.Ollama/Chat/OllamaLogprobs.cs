using System.Text;
using System.Text.Json;
using Llm.Providers.Wire;

namespace Llm.Providers.Ollama;

/// <summary>Keeps log probabilities as they came; the lists of a stream are joined into the one a whole answer has.</summary>
internal sealed class OllamaLogprobs
{
    private readonly List<JsonElement> _pieces = [];

    public void Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            _pieces.Add(JsonElement.ParseValue(ref reader));
        }
        else
        {
            reader.Skip();
        }
    }

    public void Complete(ChatResponseWriter response)
    {
        if (_pieces.Count == 0)
        {
            return;
        }

        var joined = new StringBuilder("[");
        foreach (var entry in _pieces.SelectMany(piece => piece.EnumerateArray()))
        {
            joined.Append(joined.Length > 1 ? "," : "").Append(entry.GetRawText());
        }

        response.SetProperty("logprobs", JsonElement.Parse(joined.Append(']').ToString()));
    }
}
