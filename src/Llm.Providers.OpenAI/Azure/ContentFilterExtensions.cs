using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Llm.Providers.OpenAI;

/// <summary>Reads what Azure's content filter says of a prompt, of an answer, and of a prompt that was refused.</summary>
public static class ContentFilterExtensions
{
    internal const string AnswerProperty = "content_filter_results";
    internal const string PromptProperty = "prompt_filter_results";

    // The name lost its plural in errors: https://learn.microsoft.com/azure/ai-foundry/openai/concepts/content-filter
    private const string ErrorProperty = "content_filter_result";
    private const int DeepestError = 8;

    /// <summary>Gets what the filter found in the answer. Of a stream it is the gravest verdict of each category.</summary>
    /// <param name="response">The response, made whole of a stream or not.</param>
    /// <returns>One entry for each category; empty when the vendor gave none.</returns>
    public static IReadOnlyList<ContentFilterResult> GetContentFilterResults(this ChatResponse response) =>
        response.FindProperty(AnswerProperty) is JsonElement categories ? ContentFilterResult.Read(categories) : [];

    /// <summary>Gets what the filter found in the prompt.</summary>
    /// <param name="response">The response, made whole of a stream or not.</param>
    /// <returns>One entry for each category of each prompt; empty when the vendor gave none.</returns>
    public static IReadOnlyList<ContentFilterResult> GetPromptFilterResults(this ChatResponse response) =>
        response.FindProperty(PromptProperty) is JsonElement { ValueKind: JsonValueKind.Array } prompts
            ? [.. prompts.EnumerateArray().SelectMany(p => p.ValueKind == JsonValueKind.Object && p.TryGetProperty(AnswerProperty, out var categories) ? ContentFilterResult.Read(categories) : [])]
            : [];

    /// <summary>Gets why the filter refused a prompt or withheld an answer.</summary>
    /// <param name="exception">The exception, of kind <see cref="LlmErrorKind.ContentFiltered"/>.</param>
    /// <returns>One entry for each category; empty when the vendor gave none.</returns>
    public static IReadOnlyList<ContentFilterResult> GetContentFilterResults(this LlmProviderException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        if (exception.ResponseBody is not { Length: > 0 } body)
        {
            return [];
        }

        try
        {
            return Find(JsonElement.Parse(body), DeepestError);
        }
        catch (JsonException)
        {
            return []; // a body that is no JSON, or too long to be kept whole
        }
    }

    private static IReadOnlyList<ContentFilterResult> Find(JsonElement value, int depth)
    {
        if (value.ValueKind != JsonValueKind.Object || depth == 0)
        {
            return [];
        }

        foreach (var member in value.EnumerateObject())
        {
            var found = member.Name is ErrorProperty or AnswerProperty ? ContentFilterResult.Read(member.Value) : Find(member.Value, depth - 1);
            if (found.Count > 0)
            {
                return found;
            }
        }

        return [];
    }
}
