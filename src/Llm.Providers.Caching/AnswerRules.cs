using Microsoft.Extensions.AI;

namespace Llm.Providers.Caching;

/// <summary>What is worth keeping.</summary>
internal static class AnswerRules
{
    /// <summary>What was true of the call that made the answer, and is not of one that the cache answers.</summary>
    private static readonly string[] s_ofTheCall = [LlmPropertyNames.RequestId, LlmPropertyNames.Attempts, LlmPropertyNames.RateLimits, LlmPropertyNames.TimeToFirstContent, LlmPropertyNames.Cost];

    /// <summary>Tells whether the answer to a call could be taken from the cache at all.</summary>
    public static bool MayAsk(IReadOnlyList<ChatMessage> conversation, ChatOptions? options, LlmCacheOptions settings)
    {
        if (options is { ConversationId: not null } or { ContinuationToken: not null } or { AllowBackgroundResponses: true } or { RawRepresentationFactory: not null })
        {
            return false; // the vendor keeps what the answer depends on, or only the caller's code knows it
        }

        return settings.IncludeToolTurns || (options?.Tools is not { Count: > 0 } && !conversation.Any(m => m?.Contents.Any(IsOfTool) == true));
    }

    /// <summary>Tells whether an answer may be given again.</summary>
    public static bool MayKeep(ChatResponse response, LlmCacheOptions settings)
    {
        var contents = response.Messages.SelectMany(m => m.Contents);
        if (response.ConversationId is not null || response.ContinuationToken is not null || (!settings.IncludeToolTurns && contents.Any(IsOfTool)))
        {
            return false;
        }

        var isWhole = response.FinishReason == ChatFinishReason.Stop || (settings.IncludeToolTurns && response.FinishReason == ChatFinishReason.ToolCalls);
        return settings.IncludeIncompleteAnswers || (isWhole && contents.Any(c => c is not UsageContent) && !contents.Any(c => c is ErrorContent or FunctionCallContent { Exception: not null }));
    }

    /// <summary>Makes a copy without what belongs to the call and the vendor's raw answer.</summary>
    public static ChatResponse Clean(ChatResponse response) => new([.. response.Messages.Select(Clean)])
    {
        ResponseId = response.ResponseId, ModelId = response.ModelId, CreatedAt = response.CreatedAt, FinishReason = response.FinishReason, Usage = response.Usage,
        AdditionalProperties = Clean(response.AdditionalProperties),
    };

    private static ChatMessage Clean(ChatMessage message)
    {
        var copy = message.Clone();
        copy.AdditionalProperties = Clean(message.AdditionalProperties);
        return copy;
    }

    // Kept as JSON; an object that JSON cannot hold is left out, or the whole answer could not be kept.
    private static AdditionalPropertiesDictionary? Clean(AdditionalPropertiesDictionary? properties)
    {
        if (properties is null)
        {
            return null;
        }

        var clean = new AdditionalPropertiesDictionary();
        foreach (var (name, value) in properties)
        {
            if (!s_ofTheCall.Contains(name) && CanonicalJson.TryConvert(value, out var json))
            {
                clean[name] = json;
            }
        }

        return clean;
    }

    private static bool IsOfTool(AIContent content) => content is ToolCallContent or ToolResultContent or InputRequestContent or InputResponseContent;
}
