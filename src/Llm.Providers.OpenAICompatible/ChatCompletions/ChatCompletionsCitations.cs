using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.OpenAICompatible;

/// <summary>Reads where an answer got its facts from.</summary>
internal sealed class ChatCompletionsCitations
{
    private JsonElement? _citations;
    private JsonElement? _searchResults;

    /// <summary>Reads <c>annotations</c> of a message.</summary>
    public static void ReadAnnotations(ref Utf8JsonReader reader, ref List<AIAnnotation>? annotations)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        // One by one: most lists are empty, and a document of an empty list costs 200 bytes.
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var annotation = JsonElement.ParseValue(ref reader);
            if (annotation.ValueKind == JsonValueKind.Object)
            {
                (annotations ??= []).Add(annotation.TryGetProperty("url_citation"u8, out var citation) ? FromUrlCitation(citation) : new AIAnnotation { RawRepresentation = annotation });
            }
        }
    }

    /// <summary>Reads a list that stands beside the choices; in a stream it stands in many chunks.</summary>
    public void Read(ref Utf8JsonReader reader, string name)
    {
        ref var kept = ref name == "citations" ? ref _citations : ref _searchResults;
        if (reader.TokenType != JsonTokenType.StartArray || kept is not null)
        {
            reader.Skip();
            return;
        }

        var list = JsonElement.ParseValue(ref reader);
        kept = list.GetArrayLength() > 0 ? list : null;
    }

    public void Complete(ChatResponseWriter response)
    {
        List<AIAnnotation> annotations = [];
        foreach (var result in _searchResults?.EnumerateArray() ?? default)
        {
            annotations.Add(new CitationAnnotation { Title = result.Text("title"u8), Url = Address(result.Text("url"u8)), Snippet = result.Text("snippet"u8) });
        }

        if (annotations.Count == 0)
        {
            foreach (var citation in _citations?.EnumerateArray() ?? default)
            {
                annotations.Add(citation.ValueKind == JsonValueKind.String ? new CitationAnnotation { Url = Address(citation.GetString()) } : new AIAnnotation { RawRepresentation = citation });
            }
        }

        if (annotations.Count > 0)
        {
            response.WriteText("", annotations);
        }

        Keep(response, "citations", _citations);
        Keep(response, "search_results", _searchResults);
    }

    private static void Keep(ChatResponseWriter response, string name, JsonElement? list)
    {
        if (list is { } value)
        {
            response.SetProperty(name, value);
        }
    }

    private static CitationAnnotation FromUrlCitation(JsonElement citation)
    {
        var annotation = new CitationAnnotation { Title = citation.Text("title"u8), Url = Address(citation.Text("url"u8)), Snippet = citation.Text("content"u8) };
        if (citation.Number("start_index"u8) is { } start && citation.Number("end_index"u8) is { } end)
        {
            annotation.AnnotatedRegions = [new TextSpanAnnotatedRegion { StartIndex = (int)start, EndIndex = (int)end }];
        }

        return annotation;
    }

    private static Uri? Address(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) ? uri : null;
}
