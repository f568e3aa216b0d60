using Microsoft.Extensions.AI;

namespace Llm.Providers.Wire;

/// <summary>The finish reasons of Microsoft.Extensions.AI and the two that it has no name for.</summary>
public static class FinishReasons
{
    /// <summary>Gets the reason of an answer that broke off with an error on the vendor's side.</summary>
    public static ChatFinishReason Error { get; } = new("error");

    /// <summary>Gets the reason of an answer that ended for none that its vendor would name.</summary>
    public static ChatFinishReason Other { get; } = new("other");

    /// <summary>Reads the words most vendors use. A word that is not known passes as it is.</summary>
    /// <param name="raw">The reason as it was on the wire.</param>
    /// <returns>The reason.</returns>
    public static ChatFinishReason Parse(string raw) => raw switch
    {
        "stop" or "eos" or "end_turn" or "stop_sequence" or "COMPLETE" or "STOP" => ChatFinishReason.Stop,
        "length" or "max_tokens" or "model_length" or "MAX_TOKENS" => ChatFinishReason.Length,
        "tool_calls" or "function_call" or "tool_use" => ChatFinishReason.ToolCalls,
        "content_filter" or "safety" or "sensitive" or "SAFETY" => ChatFinishReason.ContentFilter,
        "error" or "network_error" => Error,
        "" => Other,
        _ => new(raw),
    };
}
