using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.OpenAI;

/// <summary>Writes how much a model shall think and how much it shall say of it, beside whatever else the caller says under <c>reasoning</c>.</summary>
internal static class ResponsesReasoning
{
    public static void Write(ChatCall call, Utf8JsonWriter json)
    {
        if (ExtraValue.InRaw(call, "reasoning"))
        {
            return;
        }

        var given = ExtraValue.Of(call, "reasoning") is { ValueKind: JsonValueKind.Object } value ? value : default;
        var effort = given.ValueKind == JsonValueKind.Object && given.TryGetProperty("effort"u8, out _) || call.Options.Reasoning?.Effort is not { } asked ? null : ReasoningWords.Choose(call, asked);
        var summary = given.ValueKind == JsonValueKind.Object && given.TryGetProperty("summary"u8, out _) ? null : Summary(call.Options.Reasoning?.Output);
        if (given.ValueKind == JsonValueKind.Undefined && effort is null && summary is null)
        {
            return;
        }

        json.WriteStartObject("reasoning"u8);
        if (given.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in given.EnumerateObject())
            {
                member.WriteTo(json);
            }
        }

        if (effort is not null)
        {
            json.WriteString("effort"u8, effort);
        }

        if (summary is not null)
        {
            json.WriteString("summary"u8, summary);
        }

        json.WriteEndObject();
    }

    // "concise" is refused by some reasoning models and "auto" by none: https://platform.openai.com/docs/guides/reasoning#reasoning-summaries
    private static string? Summary(ReasoningOutput? output) => output switch
    {
        ReasoningOutput.Summary => "auto",
        ReasoningOutput.Full => "detailed",
        _ => null, // no summary is what the host gives when none is asked for
    };
}
