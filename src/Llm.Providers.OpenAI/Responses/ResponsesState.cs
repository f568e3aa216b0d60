using System.Text.Json;
using Llm.Providers.Wire;

namespace Llm.Providers.OpenAI;

/// <summary>Decides whether the host keeps an answer.</summary>
internal static class ResponsesState
{
    /// <summary>Tells whether an answer is to be kept: because the caller says so, goes on with a kept conversation, or wants to come back for the answer.</summary>
    /// <returns><see langword="null"/> when nothing is said about it.</returns>
    public static bool? IsStored(ChatCall call, ResponsesDialect dialect) => ExtraValue.Of(call, "store") switch
    {
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ when dialect.AcceptsConversations && !string.IsNullOrEmpty(call.Options.ConversationId) => true,

        // "Background mode requires store=true": https://platform.openai.com/docs/guides/background
        _ when dialect.AcceptsBackground && call.Options.AllowBackgroundResponses == true => true,
        _ => dialect.Store,
    };
}
