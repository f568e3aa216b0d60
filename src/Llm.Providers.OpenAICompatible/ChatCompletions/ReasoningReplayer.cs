using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.OpenAICompatible;

/// <summary>Gives a vendor its own reasoning back, where it wants it; that of others stays out.</summary>
internal readonly struct ReasoningReplayer(ChatCall call, ChatCompletionsDialect dialect, ReasoningReplay replay)
{
    /// <summary>Decides once for a conversation when its reasoning goes back.</summary>
    public static ReasoningReplay Decide(ChatCall call, ChatCompletionsDialect dialect) =>
        dialect.ReasoningReplay != ReasoningReplay.WithTools ? dialect.ReasoningReplay
        : call.Options.Tools is { Count: > 0 } || call.Messages.Any(m => m.Contents.Any(c => c is FunctionCallContent)) ? ReasoningReplay.Always
        : ReasoningReplay.Never;

    /// <summary>Says which reasoning stays out. Text without native data that the vendor wants never back is no loss: there it belongs to its turn alone.</summary>
    public void Note(TextReasoningContent reasoning)
    {
        if (!call.IsOwn(reasoning))
        {
            call.Warn("Reasoning that another provider made was left out of the history.");
        }
        else if (reasoning.ProtectedData is not null && replay == ReasoningReplay.Never)
        {
            call.Warn($"The native data of reasoning was left out of the history: {call.Model.ProviderId} takes none back.");
        }
    }

    /// <summary>Writes the content as parts with the reasoning at their head, for vendors that want it so.</summary>
    /// <returns>Whether the content was written.</returns>
    public bool WriteParts(Utf8JsonWriter json, ChatMessage message, string text, bool hasCalls)
    {
        if (dialect.ReasoningForm != ReasoningForm.ThinkingPart || !Wanted(hasCalls))
        {
            return false;
        }

        var own = Own(message);
        if (own.Count == 0)
        {
            return false;
        }

        json.WriteStartArray("content"u8);
        json.WriteStartObject();
        json.WriteString("type"u8, "thinking"u8);
        json.WriteStartArray("thinking"u8);
        json.WriteStartObject();
        json.WriteString("type"u8, "text"u8);
        json.WriteString("text"u8, Text(own));
        json.WriteEndObject();
        json.WriteEndArray();
        if (own.FindLast(r => r.ProtectedData is not null) is { ProtectedData: { } signature })
        {
            json.WriteString("signature"u8, signature);
        }

        json.WriteEndObject();
        if (text.Length > 0)
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "text"u8);
            json.WriteString("text"u8, text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        return true;
    }

    /// <summary>Writes the reasoning as a member of the message.</summary>
    public void WriteMembers(Utf8JsonWriter json, ChatMessage message, bool hasCalls)
    {
        if (!Wanted(hasCalls))
        {
            return;
        }

        var own = Own(message);
        if (own.Count == 0)
        {
            if (dialect.ReplaysEmptyReasoning)
            {
                json.WriteString("reasoning_content"u8, ""u8);
            }

            return;
        }

        switch (dialect.ReasoningForm)
        {
            case ReasoningForm.ReasoningDetails:
                WriteDetails(json, own);
                break;
            case ReasoningForm.Reasoning:
                json.WriteString("reasoning"u8, Text(own));
                break;
            default:
                json.WriteString("reasoning_content"u8, Text(own));
                break;
        }
    }

    private bool Wanted(bool hasCalls) => replay == ReasoningReplay.Always || (replay == ReasoningReplay.WithToolCalls && hasCalls);

    private List<TextReasoningContent> Own(ChatMessage message)
    {
        List<TextReasoningContent> own = [];
        foreach (var content in message.Contents)
        {
            if (content is TextReasoningContent reasoning && call.IsOwn(reasoning))
            {
                own.Add(reasoning);
            }
        }

        return own;
    }

    private static string Text(List<TextReasoningContent> reasoning) => string.Concat(reasoning.Select(r => r.Text));

    // The pieces come back exactly as they went out: each content holds a JSON array of them.
    private static void WriteDetails(Utf8JsonWriter json, List<TextReasoningContent> own)
    {
        var text = Text(own);
        if (text.Length > 0)
        {
            json.WriteString("reasoning"u8, text);
        }

        if (!own.Exists(r => r.ProtectedData is not null))
        {
            return;
        }

        json.WriteStartArray("reasoning_details"u8);
        foreach (var data in own.Where(r => r.ProtectedData is not null))
        {
            var details = JsonElement.Parse(data.ProtectedData!);
            if (details.ValueKind == JsonValueKind.Array)
            {
                foreach (var detail in details.EnumerateArray())
                {
                    detail.WriteTo(json);
                }
            }
        }

        json.WriteEndArray();
    }
}
