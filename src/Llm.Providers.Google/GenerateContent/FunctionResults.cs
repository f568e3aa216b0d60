using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.Google;

/// <summary>Writes results of functions. The wire wants an object: a value that is none stands in the member <c>output</c>, a failure in <c>error</c>.</summary>
/// <remarks>See <see href="https://ai.google.dev/api/caching#FunctionResponse">FunctionResponse</see>.</remarks>
internal sealed class FunctionResults(WireRequest request, MediaParts media, GeminiTraits traits)
{
    public void Write(SentCall sent, FunctionResultContent result)
    {
        var json = request.Json;
        json.WriteStartObject();
        json.WriteStartObject("functionResponse"u8);
        if (sent.Id is not null)
        {
            json.WriteString("id"u8, sent.Id);
        }

        json.WriteString("name"u8, sent.Name);
        json.WritePropertyName("response"u8);
        switch (result.Result)
        {
            case JsonElement { ValueKind: JsonValueKind.Object } value:
                value.WriteTo(json);
                break;
            case null when result.Exception is not null:
                json.WriteStartObject();
                json.WriteString("error"u8, result.Exception.Message);
                json.WriteEndObject();
                break;
            case AIContent content:
                WriteContents([content]);
                break;
            case IEnumerable<AIContent> contents:
                WriteContents([.. contents]);
                break;
            default:
                json.WriteStartObject();
                json.WritePropertyName("output"u8);
                JsonValues.Write(json, result.Result);
                json.WriteEndObject();
                break;
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteContents(List<AIContent> contents)
    {
        var json = request.Json;
        json.WriteStartObject();
        json.WriteString("output"u8, string.Concat(contents.OfType<TextContent>().Select(t => t.Text)));
        json.WriteEndObject();
        List<AIContent> data = [.. contents.Where(c => c is not TextContent)];
        if (data.Count == 0)
        {
            return;
        }

        json.WriteStartArray("parts"u8);
        foreach (var content in data)
        {
            if (content is not (DataContent or UriContent or HostedFileContent) || !traits.TakesMediaInResults)
            {
                throw LlmProviderException.UnsupportedContent(content, "the result of a function in generate-content", traits.TakesMediaInResults
                    ? "It holds text and data."
                    : "This model takes text there: return a description, or give the data in a user message. Models from Gemini 3 on take data.");
            }

            json.WriteStartObject();
            media.WriteMembers(content);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
