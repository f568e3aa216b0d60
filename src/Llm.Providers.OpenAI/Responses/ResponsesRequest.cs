using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.OpenAI;

/// <summary>Writes the body of a request.</summary>
internal readonly struct ResponsesRequest(ChatCall call, WireRequest request, ResponsesDialect dialect)
{
    // Members that are made of options and of what the caller adds to them.
    private static readonly string[] s_merged = ["strict", "verbosity", "text", "reasoning", "include"];

    private Utf8JsonWriter Json => request.Json;

    public void Write()
    {
        var extras = RequestExtras.Of(call);
        Json.WriteStartObject();
        WriteShared(extras);
        if (call.Stream && !extras.Has("stream"))
        {
            Json.WriteBoolean("stream"u8, true);
        }

        WriteState(extras);
        WriteInclude();
        WriteParameters(extras);
        extras.WriteTo(Json, s_merged);
        Json.WriteEndObject();
    }

    /// <summary>Writes what counts as input and nothing else: https://platform.openai.com/docs/api-reference/responses/input-tokens</summary>
    public void WriteForCount()
    {
        var extras = RequestExtras.Of(call);
        Json.WriteStartObject();
        WriteShared(extras);
        WriteConversation(extras);
        foreach (var name in (ReadOnlySpan<string>)["model", "input", "instructions", "tools", "tool_choice", "parallel_tool_calls", "previous_response_id", "conversation", "truncation"])
        {
            if (extras.Has(name) && ExtraValue.Of(call, name) is { } value)
            {
                Json.WritePropertyName(name);
                value.WriteTo(Json);
            }
        }

        Json.WriteEndObject();
    }

    private void WriteShared(RequestExtras extras)
    {
        if (!extras.Has("model"))
        {
            Json.WriteString("model"u8, call.Model.Id);
        }

        if (dialect.AcceptsInstructions && !string.IsNullOrEmpty(call.Options.Instructions) && !extras.Has("instructions"))
        {
            Json.WriteString("instructions"u8, call.Options.Instructions);
        }

        if (!extras.Has("input"))
        {
            Json.WriteStartArray("input"u8);
            new ResponsesInput(call, request, dialect).Write();
            Json.WriteEndArray();
        }

        ResponsesText.Write(call, Json);
        ResponsesReasoning.Write(call, Json);
        ResponsesTools.Write(call, Json, dialect, extras);
    }

    private void WriteState(RequestExtras extras)
    {
        if (call.Options.AllowBackgroundResponses == true && !extras.Has("background"))
        {
            if (dialect.AcceptsBackground)
            {
                Json.WriteBoolean("background"u8, true);
            }
            else
            {
                call.Unsupported("ChatOptions.AllowBackgroundResponses", $"is not known to {call.Model.ProviderId}");
            }
        }

        if (!extras.Has("store") && ResponsesState.IsStored(call, dialect) is { } store)
        {
            Json.WriteBoolean("store"u8, store);
        }

        WriteConversation(extras);
    }

    private void WriteConversation(RequestExtras extras)
    {
        if (string.IsNullOrEmpty(call.Options.ConversationId) || extras.Has("previous_response_id") || extras.Has("conversation"))
        {
            return;
        }

        if (!dialect.AcceptsConversations)
        {
            call.Unsupported("ChatOptions.ConversationId", $"is not known to {call.Model.ProviderId}, which keeps no conversations,");
            return;
        }

        var isConversation = call.Options.ConversationId.StartsWith("conv_", StringComparison.Ordinal);
        Json.WriteString(isConversation ? "conversation"u8 : "previous_response_id"u8, call.Options.ConversationId);
    }

    private void WriteInclude()
    {
        if (ExtraValue.InRaw(call, "include"))
        {
            return;
        }

        List<string> wanted = [];
        if (ExtraValue.Of(call, "include") is { ValueKind: JsonValueKind.Array } given)
        {
            wanted.AddRange(given.EnumerateArray().Select(i => i.ToString()));
        }

        // A model that does not reason answers this with 400 "Encrypted content is not supported with this model."
        if (call.Model.Supports(ModelCapabilities.Reasoning) != false)
        {
            wanted.AddRange(dialect.Include);
        }

        if (dialect.IncludesToolOutputs)
        {
            wanted.AddRange((call.Options.Tools ?? []).Select(ResponsesHostedTools.IncludeOf).OfType<string>());
        }

        if (wanted.Count > 0)
        {
            Json.WriteStartArray("include"u8);
            foreach (var name in wanted.Distinct(StringComparer.Ordinal))
            {
                Json.WriteStringValue(name);
            }

            Json.WriteEndArray();
        }
    }

    private void WriteParameters(RequestExtras extras)
    {
        var options = call.Options;
        if (options.MaxOutputTokens is { } limit && !extras.Has("max_output_tokens"))
        {
            Json.WriteNumber("max_output_tokens"u8, limit);
        }

        Number(extras, "temperature", options.Temperature, ModelParameters.Temperature, nameof(options.Temperature));
        Number(extras, "top_p", options.TopP, ModelParameters.TopP, nameof(options.TopP));
        Number(extras, "frequency_penalty", options.FrequencyPenalty, ModelParameters.FrequencyPenalty, nameof(options.FrequencyPenalty));
        Number(extras, "presence_penalty", options.PresencePenalty, ModelParameters.PresencePenalty, nameof(options.PresencePenalty));
        Integer(extras, "top_k", options.TopK, ModelParameters.TopK, nameof(options.TopK));
        Integer(extras, "seed", options.Seed, ModelParameters.Seed, nameof(options.Seed));
        if (options.StopSequences is { Count: > 0 } stops && !extras.Has("stop") && Takes(ModelParameters.StopSequences, nameof(options.StopSequences)))
        {
            Json.WriteStartArray("stop"u8);
            foreach (var stop in stops)
            {
                Json.WriteStringValue(stop);
            }

            Json.WriteEndArray();
        }
    }

    private void Number(RequestExtras extras, string name, float? value, ModelParameters parameter, string option)
    {
        if (value is { } number && !extras.Has(name) && Takes(parameter, option))
        {
            Json.WriteNumber(name, number);
        }
    }

    private void Integer(RequestExtras extras, string name, long? value, ModelParameters parameter, string option)
    {
        if (value is { } number && !extras.Has(name) && Takes(parameter, option))
        {
            Json.WriteNumber(name, number);
        }
    }

    private bool Takes(ModelParameters parameter, string option)
    {
        if ((dialect.RejectedParameters & parameter) == 0)
        {
            return true;
        }

        call.Unsupported($"ChatOptions.{option}", "has no place in the responses protocol");
        return false;
    }
}
