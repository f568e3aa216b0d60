using System.Text.Json;
using Llm.Providers.OpenAICompatible;
using Microsoft.Extensions.AI;

namespace Llm.Providers.OpenAI;

/// <summary>Reads where a text got its facts from.</summary>
internal static class ResponsesCitations
{
    public static List<AIAnnotation>? ReadAll(JsonElement part)
    {
        List<AIAnnotation>? annotations = null;
        foreach (var annotation in part.Items("annotations"u8))
        {
            (annotations ??= []).Add(Read(annotation));
        }

        return annotations;
    }

    public static AIAnnotation Read(JsonElement annotation)
    {
        var type = annotation.Text("type"u8);
        var citation = new CitationAnnotation
        {
            Title = annotation.Text("title"u8) ?? annotation.Text("filename"u8),
            Url = Uri.TryCreate(annotation.Text("url"u8), UriKind.Absolute, out var uri) ? uri : null,
            FileId = annotation.Text("file_id"u8),
            ToolName = type switch { "file_citation" => "file_search", "container_file_citation" or "file_path" => "code_interpreter", "url_citation" => "web_search", _ => null },
            RawRepresentation = annotation,
        };
        if (annotation.Number("start_index"u8) is { } start && annotation.Number("end_index"u8) is { } end)
        {
            citation.AnnotatedRegions = [new TextSpanAnnotatedRegion { StartIndex = (int)start, EndIndex = (int)end }];
        }

        // The rest has no member of its own: the kind, the container a file is in, the place a file is cited at.
        foreach (var member in annotation.EnumerateObject())
        {
            if (member.Name is not ("title" or "filename" or "url" or "file_id" or "start_index" or "end_index") && member.Value.ValueKind != JsonValueKind.Null)
            {
                (citation.AdditionalProperties ??= [])[member.Name] = member.Value;
            }
        }

        return citation;
    }
}
