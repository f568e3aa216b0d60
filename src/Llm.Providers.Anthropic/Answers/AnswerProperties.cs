using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.Anthropic;

/// <summary>Reads what stands on a message beside its content, and keeps what has no meaning here, so that whoever knows it finds it on the response.</summary>
internal static class AnswerProperties
{
    /// <summary>Reads a message, or the part of one that comes at the end of a stream.</summary>
    /// <returns>Whether it says why the model stopped.</returns>
    public static bool Read(JsonElement message, ChatResponseWriter response)
    {
        response.SetId(message.Text("id"u8));
        response.SetModel(message.Text("model"u8));
        foreach (var member in message.EnumerateObject())
        {
            if (member.Name is not ("id" or "type" or "role" or "model" or "content" or "usage" or "stop_reason"))
            {
                Keep(member, response);
            }
        }

        if (message.Text("stop_reason"u8) is not { } reason)
        {
            return false;
        }

        response.SetFinish(reason, reason switch
        {
            "refusal" => ChatFinishReason.ContentFilter,
            "model_context_window_exceeded" => ChatFinishReason.Length,
            _ => null,
        });
        response.WriteRefusal(message.Member("stop_details"u8).Text("explanation"u8));
        return true;
    }

    /// <summary>Keeps a member as a property of the response, unless it is null.</summary>
    public static void Keep(JsonProperty member, ChatResponseWriter response)
    {
        switch (member.Value.ValueKind)
        {
            case JsonValueKind.Null:
                break;
            case JsonValueKind.String:
                response.SetProperty(member.Name, member.Value.GetString());
                break;
            case JsonValueKind.True or JsonValueKind.False:
                response.SetProperty(member.Name, member.Value.GetBoolean());
                break;
            default:
                response.SetProperty(member.Name, member.Value.Clone());
                break;
        }
    }
}
