using System.Globalization;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers;

/// <summary>What options must be like on every wire, and which of them a model refuses.</summary>
internal static class OptionRules
{
    public static ChatCall Apply(ChatCall call, ChatProtocol protocol)
    {
        CheckRanges(call.Options);
        CheckCapabilities(call);
        if (!protocol.KeepsConversations)
        {
            ReportKeptState(call, $"has no place in {protocol.Name}");
        }

        var rejected = call.Model.RejectedParameters;
        call = rejected == ModelParameters.None ? call : LeaveOut(call, rejected);
        return call is { Model.Temperature: { } range, Options.Temperature: { } temperature } ? Fit(call, temperature, range) : call;
    }

    private static void CheckRanges(ChatOptions options)
    {
        Require(options.Temperature is not { } t || (t >= 0 && float.IsFinite(t)), "ChatOptions.Temperature", options.Temperature, "0 or more");
        Require(options.TopP is not { } p || p is >= 0 and <= 1, "ChatOptions.TopP", options.TopP, "between 0 and 1");
        Require(float.IsFinite(options.FrequencyPenalty ?? 0), "ChatOptions.FrequencyPenalty", options.FrequencyPenalty, "a finite number");
        Require(float.IsFinite(options.PresencePenalty ?? 0), "ChatOptions.PresencePenalty", options.PresencePenalty, "a finite number");
        Require(options.TopK is not { } k || k >= 0, "ChatOptions.TopK", options.TopK, "0 or more");
        Require(options.MaxOutputTokens is not { } m || m >= 1, "ChatOptions.MaxOutputTokens", options.MaxOutputTokens, "at least 1");
    }

    private static void CheckCapabilities(ChatCall call)
    {
        var (model, options) = (call.Model, call.Options);
        if (model.IsInferred)
        {
            return; // what a relative cannot do, this model may have learned: the vendor says
        }

        if (options.Tools is { Count: > 0 } && model.Supports(ModelCapabilities.Tools) == false)
        {
            throw new LlmProviderException(LlmErrorKind.UnsupportedOption, $"{model.ProviderId}/{model.Id} cannot call tools. Remove ChatOptions.Tools or choose a model that can.");
        }

        if (options.ResponseFormat is ChatResponseFormatJson { Schema: not null } && model.Supports(ModelCapabilities.StructuredOutput) == false)
        {
            throw new LlmProviderException(LlmErrorKind.UnsupportedOption, $"{model.ProviderId}/{model.Id} cannot follow a schema. Use ChatResponseFormat.Json, remove ChatOptions.ResponseFormat, or choose a model that can.");
        }
    }

    private static void ReportKeptState(ChatCall call, string why)
    {
        if (!string.IsNullOrEmpty(call.Options.ConversationId))
        {
            call.Unsupported("ChatOptions.ConversationId", why);
        }

        if (call.Options.ContinuationToken is not null)
        {
            call.Unsupported("ChatOptions.ContinuationToken", why);
        }

        if (call.Options.AllowBackgroundResponses == true)
        {
            call.Unsupported("ChatOptions.AllowBackgroundResponses", why);
        }
    }

    private static ChatCall Fit(ChatCall call, float temperature, ValueRange range)
    {
        var fitting = call.Fit("ChatOptions.Temperature", temperature, range, call.Model.IsInferred);
        if (fitting == temperature)
        {
            return call;
        }

        var options = call.Options.Clone();
        options.Temperature = fitting;
        return call.With(options);
    }

    private static ChatCall LeaveOut(ChatCall call, ModelParameters rejected)
    {
        var options = call.Options.Clone();
        var changed = false;

        void Drop(bool given, ModelParameters parameter, string name, Action clear)
        {
            if (given && (rejected & parameter) != 0)
            {
                call.RejectedByModel($"ChatOptions.{name}", $"is not accepted by {call.Model.Id}");
                clear();
                changed = true;
            }
        }

        Drop(options.Temperature is not null, ModelParameters.Temperature, nameof(options.Temperature), () => options.Temperature = null);
        Drop(options.TopP is not null, ModelParameters.TopP, nameof(options.TopP), () => options.TopP = null);
        Drop(options.TopK is not null, ModelParameters.TopK, nameof(options.TopK), () => options.TopK = null);
        Drop(options.FrequencyPenalty is not null, ModelParameters.FrequencyPenalty, nameof(options.FrequencyPenalty), () => options.FrequencyPenalty = null);
        Drop(options.PresencePenalty is not null, ModelParameters.PresencePenalty, nameof(options.PresencePenalty), () => options.PresencePenalty = null);
        Drop(options.Seed is not null, ModelParameters.Seed, nameof(options.Seed), () => options.Seed = null);
        Drop(options.StopSequences is { Count: > 0 }, ModelParameters.StopSequences, nameof(options.StopSequences), () => options.StopSequences = null);
        Drop(options.Reasoning is not null, ModelParameters.Reasoning, nameof(options.Reasoning), () => options.Reasoning = null);
        Drop(options.AllowMultipleToolCalls is not null, ModelParameters.AllowMultipleToolCalls, nameof(options.AllowMultipleToolCalls), () => options.AllowMultipleToolCalls = null);
        return changed ? call.With(options) : call;
    }

    private static void Require(bool valid, string option, object? value, string range)
    {
        if (!valid)
        {
            throw new LlmProviderException(LlmErrorKind.InvalidRequest, string.Create(CultureInfo.InvariantCulture, $"{option} is {value}; it must be {range}."));
        }
    }
}
