using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Llm.Providers.Anthropic;

/// <summary>Reads the citations of a text: from documents, search results and web pages.</summary>
/// <remarks>See <see href="https://platform.claude.com/docs/en/build-with-claude/citations">citations</see>.</remarks>
internal static class Citations
{
    /// <summary>Makes an annotation of a citation.</summary>
    /// <param name="citation">The citation; it must outlive the answer.</param>
    /// <param name="length">The length of the text it supports, which is the whole block, in characters.</param>
    public static CitationAnnotation Read(JsonElement citation, int length)
    {
        var address = citation.Text("url"u8) ?? citation.Text("source"u8);
        return new()
        {
            Title = citation.Text("title"u8) ?? citation.Text("document_title"u8),
            Url = Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri : null,
            FileId = citation.Text("file_id"u8),
            Snippet = citation.Text("cited_text"u8),
            ToolName = citation.Text("type"u8) == "web_search_result_location" ? "web_search" : null,
            AnnotatedRegions = [new TextSpanAnnotatedRegion { StartIndex = 0, EndIndex = length }],
            AdditionalProperties = new() { [AnthropicPropertyNames.Citation] = citation },
        };
    }

    /// <summary>Makes a text with its citations.</summary>
    public static TextContent Annotate(string text, IEnumerable<JsonElement> citations) =>
        new(text) { Annotations = [.. citations.Select(c => Read(c, text.Length))] };
}
