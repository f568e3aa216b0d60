using System.Text.Json;

namespace Llm.Providers.Testing;

/// <summary>Finish reasons and token counts in OpenAI's words.</summary>
internal static class OpenAIWords
{
    public static string Finish(ScenarioFinish? finish) => finish switch
    {
        ScenarioFinish.Length => "length",
        ScenarioFinish.ToolCalls => "tool_calls",
        ScenarioFinish.ContentFilter => "content_filter",
        _ => "stop",
    };

    public static void WriteUsage(Utf8JsonWriter writer, ScenarioUsage usage)
    {
        writer.WriteStartObject("usage");
        writer.WriteNumber("prompt_tokens", usage.Input);
        writer.WriteNumber("completion_tokens", usage.Output);
        writer.WriteNumber("total_tokens", usage.Total);
        writer.WriteStartObject("prompt_tokens_details");
        writer.WriteNumber("cached_tokens", usage.CachedInput);
        writer.WriteNumber("audio_tokens", 0);
        writer.WriteEndObject();
        writer.WriteStartObject("completion_tokens_details");
        writer.WriteNumber("reasoning_tokens", usage.Reasoning);
        writer.WriteNumber("audio_tokens", 0);
        writer.WriteNumber("accepted_prediction_tokens", 0);
        writer.WriteNumber("rejected_prediction_tokens", 0);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
