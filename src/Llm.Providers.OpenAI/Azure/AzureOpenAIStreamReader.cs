using System.Text.Json;
using Llm.Providers.Wire;

namespace Llm.Providers.OpenAI;

/// <summary>Reads a stream whose pieces carry a verdict of the content filter each: the response keeps the worst of every category, not the last.</summary>
internal sealed class AzureOpenAIStreamReader(ChatStreamReader inner) : ChatStreamReader
{
    private object? _last;
    private Dictionary<string, JsonElement>? _worst;

    /// <inheritdoc/>
    public override void Read(StreamFrame frame, ChatResponseWriter response)
    {
        inner.Read(frame, response);
        Progress = inner.Progress;

        // The property is the same object for as long as the verdict stands in the same bytes.
        var now = response.GetProperty(ContentFilterExtensions.AnswerProperty);
        if (!ReferenceEquals(now, _last) && now is JsonElement { ValueKind: JsonValueKind.Object } verdicts)
        {
            Add(verdicts, response);
        }
    }

    /// <inheritdoc/>
    public override void Complete(ChatResponseWriter response) => inner.Complete(response);

    private void Add(JsonElement verdicts, ChatResponseWriter response)
    {
        _worst ??= [];
        foreach (var category in verdicts.EnumerateObject())
        {
            if (!_worst.TryGetValue(category.Name, out var known) || ContentFilterResult.Weigh(category.Value) >= ContentFilterResult.Weigh(known))
            {
                _worst[category.Name] = category.Value;
            }
        }

        response.SetProperty(ContentFilterExtensions.AnswerProperty, Join(_worst));
        _last = response.GetProperty(ContentFilterExtensions.AnswerProperty);
    }

    private static JsonElement Join(Dictionary<string, JsonElement> categories)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var (name, value) in categories)
            {
                json.WritePropertyName(name);
                value.WriteTo(json);
            }

            json.WriteEndObject();
        }

        return JsonElement.Parse(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }
}
