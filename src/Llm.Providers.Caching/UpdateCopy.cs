using Microsoft.Extensions.AI;

namespace Llm.Providers.Caching;

/// <summary>Copies updates for the caller: what is collected for the cache must not change when outer code edits what it was given.</summary>
internal static class UpdateCopy
{
    public static ChatResponseUpdate Of(ChatResponseUpdate update)
    {
        var copy = update.Clone();
        copy.AdditionalProperties = update.AdditionalProperties?.Clone();
        var contents = new List<AIContent>(update.Contents.Count);
        for (var i = 0; i < update.Contents.Count; i++)
        {
            contents.Add(Of(update.Contents[i]));
        }

        copy.Contents = contents;
        return copy;
    }

    // Contents that change in the hands of others: words by filters, calls by the loop of tools. A type derived from these may hold more than is known here.
    private static AIContent Of(AIContent content) => content switch
    {
        TextContent text when text.GetType() == typeof(TextContent) => Like(content, new TextContent(text.Text)),
        TextReasoningContent thought when thought.GetType() == typeof(TextReasoningContent) => Like(content, new TextReasoningContent(thought.Text) { ProtectedData = thought.ProtectedData }),
        FunctionCallContent call when call.GetType() == typeof(FunctionCallContent) => Like(content, new FunctionCallContent(call.CallId, call.Name, call.Arguments is null ? null : new Dictionary<string, object?>(call.Arguments)) { Exception = call.Exception, InformationalOnly = call.InformationalOnly }),
        ErrorContent error when error.GetType() == typeof(ErrorContent) => Like(content, new ErrorContent(error.Message) { ErrorCode = error.ErrorCode, Details = error.Details }),
        _ => content,
    };

    private static AIContent Like(AIContent original, AIContent copy)
    {
        copy.AdditionalProperties = original.AdditionalProperties?.Clone();
        copy.Annotations = original.Annotations is null ? null : [.. original.Annotations];
        copy.RawRepresentation = original.RawRepresentation;
        return copy;
    }
}
