using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.Ollama;

/// <summary>Writes <c>think</c>: on or off for most models, an amount for some.</summary>
/// <remarks>
/// Which values a model takes is data: <see cref="ModelItem.Extra"/> holds them under <see cref="ValuesKey"/>, as the server tells them
/// or as the application knows them. See <see href="https://docs.ollama.com/capabilities/thinking">thinking</see>.
/// </remarks>
internal static class OllamaThinking
{
    /// <summary>The entry of a model's <see cref="ModelItem.Extra"/> that lists the values, separated by commas: <c>true,false</c> or <c>low,medium,high</c>.</summary>
    public const string ValuesKey = "thinking";

    private const string Option = "ChatOptions.Reasoning.Effort";

    // Servers before 0.40 do not tell; this family is the one that documentation says takes amounts and nothing else.
    private static readonly Dictionary<string, string[]> s_families = new(StringComparer.OrdinalIgnoreCase) { ["gpt-oss"] = ["low", "medium", "high"] };

    public static void Write(ChatCall call, Utf8JsonWriter json, OllamaExtras extras)
    {
        if (call.Options.Reasoning is not { } reasoning || extras.Has("think"))
        {
            return;
        }

        if (reasoning.Output is ReasoningOutput.None or ReasoningOutput.Summary)
        {
            call.Unsupported($"ChatOptions.Reasoning.Output {reasoning.Output}", "cannot be said to Ollama, which gives all of the thinking,");
        }

        var effort = reasoning.Effort ?? (reasoning.Output == ReasoningOutput.Full ? ReasoningEffort.Medium : null);
        if (effort is not { } amount)
        {
            return;
        }

        if (call.Model.Supports(ModelCapabilities.Reasoning) == false)
        {
            if (amount != ReasoningEffort.None)
            {
                call.Unsupported(Option, $"is not accepted by {call.Model.Id}, which does not think,");
            }

            return;
        }

        Write(call, json, amount, Values(call.Model));
    }

    private static string[]? Values(ModelItem model)
    {
        if (model.Extra.TryGetValue(ValuesKey, out var told))
        {
            return told.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        }

        // registry.example/space/name:tag
        var name = model.Id.AsSpan(model.Id.LastIndexOf('/') + 1);
        var tag = name.IndexOf(':');
        return s_families.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(tag < 0 ? name : name[..tag], out var values) ? values : null;
    }

    private static void Write(ChatCall call, Utf8JsonWriter json, ReasoningEffort effort, string[]? values)
    {
        if (effort == ReasoningEffort.None)
        {
            if (values is null || values.Contains("false"))
            {
                json.WriteBoolean("think"u8, false);
            }
            else
            {
                call.Unsupported($"{Option} None", $"cannot be said to {call.Model.Id}, which always thinks,");
            }
        }
        else if (Level(effort, values) is { } level)
        {
            WriteLevel(call, json, effort, level);
        }
        else
        {
            if (effort != ReasoningEffort.Medium)
            {
                call.Warn($"{Option} {effort} was sent as on: {call.Model.Id} is not known to take an amount.");
            }

            json.WriteBoolean("think"u8, true);
        }
    }

    private static void WriteLevel(ChatCall call, Utf8JsonWriter json, ReasoningEffort effort, string level)
    {
        if (effort == ReasoningEffort.ExtraHigh && level == "high")
        {
            call.Warn($"{Option} {effort} was sent as high: {call.Model.Id} has no more.");
        }

        json.WriteString("think"u8, level);
    }

    private static string? Level(ReasoningEffort effort, string[]? values)
    {
        ReadOnlySpan<string> words = effort switch
        {
            ReasoningEffort.Low => ["low"],
            ReasoningEffort.Medium => ["medium"],
            ReasoningEffort.High => ["high"],
            _ => ["xhigh", "max", "high"],
        };
        foreach (var word in words)
        {
            if (values?.Contains(word) == true)
            {
                return word;
            }
        }

        return null;
    }
}
