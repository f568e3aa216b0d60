using System.Text;
using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.Google;

/// <summary>Reads where an answer got its facts from, and which words rest on which source.</summary>
/// <remarks>
/// The wire counts bytes of UTF-8; <see cref="TextSpanAnnotatedRegion"/> counts characters of the whole text of the message. See
/// <see href="https://ai.google.dev/gemini-api/docs/google-search#attributing_sources_with_inline_citations">attributing sources</see>.
/// </remarks>
internal sealed class GroundingCitations
{
    private readonly List<JsonElement> _grounding = [];
    private readonly List<JsonElement> _citations = [];

    public void Read(string name, JsonElement metadata, ChatResponseWriter response)
    {
        ResponseProperties.KeepValue(name, metadata, response);
        if (metadata.ValueKind == JsonValueKind.Object)
        {
            (name == "groundingMetadata" ? _grounding : _citations).Add(metadata);
        }
    }

    public void Complete(GenerateContentPartParser parts, ChatResponseWriter response)
    {
        List<AIAnnotation> annotations = [];
        foreach (var metadata in _grounding)
        {
            AddGrounding(metadata, parts, annotations);
        }

        foreach (var metadata in _citations)
        {
            // AI Studio and Vertex AI give the list different names.
            foreach (var source in metadata.Items("citationSources"u8).Concat(metadata.Items("citations"u8)))
            {
                annotations.Add(FromCitation(source, parts));
            }
        }

        if (annotations.Count > 0)
        {
            response.WriteText("", annotations);
        }
    }

    private static void AddGrounding(JsonElement metadata, GenerateContentPartParser parts, List<AIAnnotation> annotations)
    {
        List<CitationAnnotation> chunks = [.. metadata.Items("groundingChunks"u8).Select(FromChunk)];
        foreach (var support in metadata.Items("groundingSupports"u8))
        {
            if (RegionOf(support.Member("segment"u8), parts) is not { } region)
            {
                continue;
            }

            foreach (var index in support.Items("groundingChunkIndices"u8))
            {
                if (index.ValueKind == JsonValueKind.Number && index.TryGetInt32(out var i) && (uint)i < (uint)chunks.Count)
                {
                    (chunks[i].AnnotatedRegions ??= []).Add(new TextSpanAnnotatedRegion { StartIndex = region.Start, EndIndex = region.End });
                }
            }
        }

        annotations.AddRange(chunks);
    }

    private static CitationAnnotation FromChunk(JsonElement chunk)
    {
        foreach (var kind in chunk.ValueKind == JsonValueKind.Object ? chunk.EnumerateObject() : default)
        {
            var source = kind.Value;
            return new()
            {
                Title = source.Text("title"u8),
                Url = Address(source.Text("uri"u8) ?? source.Text("sourceUri"u8)),
                Snippet = source.Text("text"u8),
                FileId = source.Text("documentName"u8) ?? source.Text("fileSearchStore"u8),
                ToolName = kind.Name switch { "web" or "image" => "googleSearch", "maps" => "googleMaps", "retrievedContext" => "fileSearch", var other => other },
                RawRepresentation = chunk,
            };
        }

        return new() { RawRepresentation = chunk };
    }

    private static CitationAnnotation FromCitation(JsonElement source, GenerateContentPartParser parts)
    {
        var annotation = new CitationAnnotation { Title = source.Text("title"u8), Url = Address(source.Text("uri"u8)), RawRepresentation = source };
        if (RegionOf(source, parts) is { } region)
        {
            annotation.AnnotatedRegions = [new TextSpanAnnotatedRegion { StartIndex = region.Start, EndIndex = region.End }];
        }

        return annotation;
    }

    // Which part an offset counts in is not always said, but the words mostly are: they decide.
    private static (int Start, int End)? RegionOf(JsonElement segment, GenerateContentPartParser parts)
    {
        if (segment.Number("endIndex"u8) is not { } end)
        {
            return null;
        }

        var text = parts.Text;
        var origin = parts.StartOf(segment.Number("partIndex"u8) ?? 0);
        var from = origin + (segment.Number("startIndex"u8) ?? 0);
        var to = origin + end;
        if (segment.Text("text"u8) is { Length: > 0 } words)
        {
            var bytes = Encoding.UTF8.GetBytes(words);
            if (from < 0 || to > text.Length || to < from || !text[from..to].SequenceEqual(bytes))
            {
                from = text.IndexOf(bytes);
                to = from + bytes.Length;
            }
        }

        return from < 0 || to > text.Length || to < from ? null : (Encoding.UTF8.GetCharCount(text[..from]), Encoding.UTF8.GetCharCount(text[..to]));
    }

    private static Uri? Address(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) ? uri : null;
}
