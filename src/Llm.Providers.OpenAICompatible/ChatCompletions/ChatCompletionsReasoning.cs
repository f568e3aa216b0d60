using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.OpenAICompatible;

/// <summary>Writes how much a model shall think, in the vendor's words.</summary>
internal static class ChatCompletionsReasoning
{
    private const string Option = "ChatOptions.Reasoning.Effort";

    public static void Write(ChatCall call, Utf8JsonWriter json, ChatCompletionsDialect dialect, RequestExtras extras)
    {
        if (call.Options.Reasoning is not { } reasoning)
        {
            return;
        }

        var effort = Allowed(call, dialect, reasoning.Effort);
        if (dialect.ReasoningRequest == ReasoningRequestForm.EffortObject)
        {
            WriteEffortObject(call, json, extras, effort, hidden: reasoning.Output == ReasoningOutput.None);
            return;
        }

        if (reasoning.Output is not null)
        {
            call.Unsupported("ChatOptions.Reasoning.Output", $"cannot be said to {call.Model.ProviderId}");
        }

        if (effort is { } amount)
        {
            WriteSwitch(call, json, dialect, extras, amount != ReasoningEffort.None);
            WriteAmount(call, json, dialect, extras, amount);
        }
    }

    private static ReasoningEffort? Allowed(ChatCall call, ChatCompletionsDialect dialect, ReasoningEffort? effort)
    {
        if (effort is { } known && ReasoningWords.Has(call.Model, known) == true)
        {
            return effort; // what is known of the model goes before what holds for most of its vendor's
        }

        if (effort == ReasoningEffort.None && !dialect.AcceptsReasoningOff)
        {
            call.Unsupported($"{Option} None", $"cannot be said to {call.Model.ProviderId}, whose models always think,");
            return null;
        }

        if (effort > dialect.HighestReasoningEffort && call.Model.Reasoning is not { Efforts.Count: > 0 })
        {
            call.Warn($"{Option} {effort} was sent as {dialect.HighestReasoningEffort}: {call.Model.ProviderId} has no more.");
            return dialect.HighestReasoningEffort;
        }

        return effort;
    }

    private static void WriteSwitch(ChatCall call, Utf8JsonWriter json, ChatCompletionsDialect dialect, RequestExtras extras, bool on)
    {
        switch (dialect.ReasoningRequest)
        {
            case ReasoningRequestForm.None:
                call.Unsupported(Option, $"cannot be said to {call.Model.ProviderId}");
                break;
            case ReasoningRequestForm.ThinkingType or ReasoningRequestForm.ThinkingTypeAndEffort when !extras.Has("thinking"):
                json.WriteStartObject("thinking"u8);
                json.WriteString("type"u8, on ? "enabled"u8 : "disabled"u8);
                json.WriteEndObject();
                break;
            case ReasoningRequestForm.EnableThinking when !extras.Has("enable_thinking"):
                json.WriteBoolean("enable_thinking"u8, on);
                break;
            case ReasoningRequestForm.EnabledObject when !extras.Has("reasoning"):
                json.WriteStartObject("reasoning"u8);
                json.WriteBoolean("enabled"u8, on);
                json.WriteEndObject();
                break;
            case ReasoningRequestForm.TemplateSwitch or ReasoningRequestForm.TemplateSwitchAndEffort when !extras.Has("chat_template_kwargs"):
                json.WriteStartObject("chat_template_kwargs"u8);
                json.WriteBoolean("enable_thinking"u8, on);
                json.WriteEndObject();
                break;
        }
    }

    private static void WriteAmount(ChatCall call, Utf8JsonWriter json, ChatCompletionsDialect dialect, RequestExtras extras, ReasoningEffort effort)
    {
        switch (dialect.ReasoningRequest)
        {
            case ReasoningRequestForm.Effort when !extras.Has("reasoning_effort"):
            case ReasoningRequestForm.ThinkingTypeAndEffort or ReasoningRequestForm.EnabledObject or ReasoningRequestForm.TemplateSwitchAndEffort
                when effort != ReasoningEffort.None && !extras.Has("reasoning_effort"):
                json.WriteString("reasoning_effort"u8, ReasoningWords.Choose(call, effort));
                break;
            case ReasoningRequestForm.ThinkingType or ReasoningRequestForm.EnableThinking or ReasoningRequestForm.TemplateSwitch
                when effort is ReasoningEffort.Low or ReasoningEffort.High or ReasoningEffort.ExtraHigh:
                call.Warn($"{Option} {effort} was sent as on: {call.Model.ProviderId} takes no amount.");
                break;
        }
    }

    private static void WriteEffortObject(ChatCall call, Utf8JsonWriter json, RequestExtras extras, ReasoningEffort? effort, bool hidden)
    {
        if (extras.Has("reasoning") || (effort is null && !hidden))
        {
            return;
        }

        json.WriteStartObject("reasoning"u8);
        if (effort is { } amount)
        {
            json.WriteString("effort"u8, ReasoningWords.Choose(call, amount));
        }

        if (hidden)
        {
            json.WriteBoolean("exclude"u8, true);
        }

        json.WriteEndObject();
    }
}
