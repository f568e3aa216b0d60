using System.Text.Json;
using Llm.Providers.OpenAICompatible;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.OpenAI;

/// <summary>Reads an answer, and what one says of itself beside its items.</summary>
internal static class ResponsesAnswer
{
    // What the request said and the answer repeats, and what is read elsewhere.
    private static readonly HashSet<string> s_known =
    [
        "id", "object", "created_at", "model", "output", "usage", "error", "incomplete_details", "conversation", "instructions", "tools", "tool_choice", "temperature", "top_p", "text",
        "reasoning", "parallel_tool_calls", "truncation", "store", "user", "max_output_tokens", "max_tool_calls", "top_logprobs", "prompt", "prompt_cache_key", "prompt_cache_options",
        "prompt_cache_retention", "safety_identifier", "frequency_penalty", "presence_penalty", "previous_response_id", "output_text",
    ];

    public static void Read(JsonElement answer, ChatCall call, ResponsesDialect dialect, ChatResponseWriter response)
    {
        if (answer.ValueKind != JsonValueKind.Object || !answer.TryGetProperty("output"u8, out var output))
        {
            // An error under the status of a success.
            var error = WireError.From(answer);
            response.Fail(error.Message is not null || error.Code is not null ? error : throw new JsonException("The answer has no output."));
            return;
        }

        ReadIdentity(answer, response);
        var items = new ResponsesItems(call, isResumed: false);
        var index = 0;
        if (output.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in output.EnumerateArray())
            {
                items.CompleteLate(item, index++, response);
            }
        }

        items.End(isCut: false, response);
        ReadEnvelope(answer, call, dialect, response);
    }

    public static void ReadIdentity(JsonElement answer, ChatResponseWriter response)
    {
        response.SetId(answer.Text("id"u8));
        response.SetModel(answer.Text("model"u8));
        if (answer.TryGetProperty("created_at"u8, out var created) && created.ValueKind == JsonValueKind.Number && UnixTime.Read(created.GetDouble()) is { } time)
        {
            response.SetCreated(time);
        }
    }

    public static void ReadEnvelope(JsonElement answer, ChatCall call, ResponsesDialect dialect, ChatResponseWriter response)
    {
        ReadIdentity(answer, response);
        if (answer.TryGetProperty("usage"u8, out var usage) && usage.ValueKind == JsonValueKind.Object)
        {
            response.SetUsage(ResponsesUsage.Read(usage, response));
        }

        ReadConversation(answer, call, dialect, response);
        ReadStatus(answer, response);
        foreach (var member in answer.EnumerateObject())
        {
            if (!s_known.Contains(member.Name))
            {
                Keep(member, response);
            }
        }
    }

    private static void ReadStatus(JsonElement answer, ChatResponseWriter response)
    {
        var status = answer.Text("status"u8);
        switch (string.IsNullOrWhiteSpace(status) ? null : status)
        {
            case "failed":
                response.Fail(ResponsesErrors.OfAnswer(answer));
                break;
            case "queued" or "in_progress":
                // Still at work: there is something to come back for, if the host keeps it.
                if (answer.TryGetProperty("background"u8, out var background) && background.ValueKind == JsonValueKind.True && answer.Text("id"u8) is { } id)
                {
                    response.SetContinuationToken(ResponsesContinuation.Create(id, null));
                }

                break;
            case "incomplete":
                var reason = answer.TryGetProperty("incomplete_details"u8, out var details) ? details.Text("reason"u8) : null;
                response.SetFinish(reason ?? "incomplete", reason == "content_filter" ? ChatFinishReason.ContentFilter : string.IsNullOrWhiteSpace(reason) || reason == "max_output_tokens" ? ChatFinishReason.Length : new(reason));
                break;
            case "completed" or "complete" or null:
                response.SetFinish("completed", ChatFinishReason.Stop);
                break;
            case var other:
                response.SetFinish(other, new(other)); // cancelled, and words that are not known
                break;
        }
    }

    // A conversation can be gone on with when the host keeps the answer. Nobody is sent there who did not ask for it.
    private static void ReadConversation(JsonElement answer, ChatCall call, ResponsesDialect dialect, ChatResponseWriter response)
    {
        if (answer.TryGetProperty("conversation"u8, out var conversation) && (conversation.Text("id"u8) ?? (conversation.ValueKind == JsonValueKind.String ? conversation.GetString() : null)) is { } id)
        {
            response.SetConversationId(id);
            return;
        }

        var isKept = answer.TryGetProperty("store"u8, out var store) ? store.ValueKind == JsonValueKind.True : dialect.AcceptsConversations;
        var wasAsked = call.Options.ContinuationToken is not null || ResponsesState.IsStored(call, dialect) == true;
        if (isKept && wasAsked)
        {
            response.SetConversationId(answer.Text("id"u8));
        }
    }

    private static void Keep(JsonProperty member, ChatResponseWriter response)
    {
        if (JsonFacts.ValueOf(member.Value) is { } value)
        {
            response.SetProperty(member.Name, value);
        }
    }
}
