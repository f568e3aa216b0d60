using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.Google;

/// <summary>Writes how much the model is to think: in words or in tokens, as its family takes it.</summary>
/// <remarks>See <see href="https://ai.google.dev/gemini-api/docs/thinking">thinking</see>.</remarks>
internal static class ThinkingConfig
{
    private const string Option = "ChatOptions.Reasoning";

    private static readonly string[] s_order = ["minimal", "low", "medium", "high"];

    public static void Write(ChatCall call, Utf8JsonWriter json, GeminiTraits traits, GivenObject config)
    {
        if (call.Options.Reasoning is not { } reasoning || (reasoning.Effort is null && reasoning.Output is null) || config.Has("thinkingConfig"))
        {
            return;
        }

        if (traits.Levels.Count == 0 && traits.Budget is null)
        {
            call.Unsupported(Option, $"cannot be chosen for {call.Model.Id}");
            return;
        }

        config.TryBegin("thinkingConfig");
        json.WriteStartObject();
        if (reasoning.Effort is { } effort)
        {
            WriteEffort(call, json, traits, effort);
        }

        if (reasoning.Output is { } output)
        {
            json.WriteBoolean("includeThoughts"u8, output != ReasoningOutput.None);
            if (output == ReasoningOutput.Full)
            {
                call.Warn($"{Option}: {call.Model.ProviderId} gives summaries of its thoughts, never all of them.");
            }
        }

        json.WriteEndObject();
    }

    private static void WriteEffort(ChatCall call, Utf8JsonWriter json, GeminiTraits traits, ReasoningEffort effort)
    {
        if (traits.Budget is { } budget)
        {
            json.WriteNumber("thinkingBudget"u8, BudgetFor(call, traits, budget, effort));
            return;
        }

        var wanted = effort switch { ReasoningEffort.None => 0, ReasoningEffort.Low => 1, ReasoningEffort.Medium => 2, _ => 3 };
        var level = traits.Levels.FirstOrDefault(l => Array.IndexOf(s_order, l) >= wanted) ?? traits.Levels[^1];
        json.WriteString("thinkingLevel"u8, level);
        if (effort is ReasoningEffort.None or ReasoningEffort.ExtraHigh || level != s_order[wanted])
        {
            call.Warn($"{Option}: {call.Model.Id} has no effort {effort}; it was asked for {level}.");
        }
    }

    // The least of what is known to be little, much and very much: 1,024, 8,192 and all there is.
    private static int BudgetFor(ChatCall call, GeminiTraits traits, (int Least, int Most) budget, ReasoningEffort effort)
    {
        if (effort == ReasoningEffort.None)
        {
            if (traits.CanStopThinking)
            {
                return 0;
            }

            call.Warn($"{Option}: {call.Model.Id} cannot stop thinking; it was given the least budget, {budget.Least} tokens.");
            return budget.Least;
        }

        var tokens = effort switch { ReasoningEffort.Low => 1024, ReasoningEffort.Medium => 8192, ReasoningEffort.High => 24576, _ => 32768 };
        return Math.Clamp(tokens, budget.Least, budget.Most);
    }
}
