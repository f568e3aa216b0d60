using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.Ollama;

/// <summary>Writes what the model said in an earlier turn: words, thinking, images and calls.</summary>
internal readonly struct OllamaAssistantMessage(ChatCall call, WireRequest request, Dictionary<string, string> toolNames)
{
    private const string Protocol = OllamaMessages.Protocol;

    public bool Write(ChatMessage message)
    {
        var (hasCalls, thinking, images) = Look(message.Contents);
        var text = message.Text;
        if (text.Length == 0 && !hasCalls && thinking is null && images is null)
        {
            return false;
        }

        var json = request.Json;
        json.WriteStartObject();
        json.WriteString("role"u8, "assistant"u8);
        json.WriteString("content"u8, text);
        if (thinking is not null)
        {
            // The template of the model decides what becomes of it: https://docs.ollama.com/capabilities/thinking
            json.WriteString("thinking"u8, thinking);
        }

        OllamaImages.Write(call, request, images);
        if (hasCalls)
        {
            WriteCalls(json, message);
        }

        json.WriteEndObject();
        return true;
    }

    // Refuses what cannot be sent and finds what else than text there is.
    private (bool HasCalls, string? Thinking, List<DataContent>? Images) Look(IList<AIContent> contents)
    {
        var hasCalls = false;
        string? thinking = null;
        List<DataContent>? images = null;
        for (var i = 0; i < contents.Count; i++)
        {
            var content = contents[i];
            switch (content)
            {
                case TextContent or UsageContent:
                    break;
                case TextReasoningContent reasoning:
                    thinking = Thinking(thinking, reasoning);
                    break;
                case FunctionCallContent:
                    hasCalls = true;
                    break;
                case UriContent { Uri.Scheme: not "data" }:
                    LeaveOut(content); // what a model made must not end the conversation
                    break;
                case var _ when OllamaImages.Of(content, Protocol) is { } image:
                    (images ??= []).Add(image);
                    break;
                default:
                    LeaveOut(content);
                    break;
            }
        }

        return (hasCalls, thinking, images);
    }

    private string? Thinking(string? before, TextReasoningContent reasoning)
    {
        if (!call.IsOwn(reasoning))
        {
            call.Warn("Reasoning that another provider made was left out of the history.");
            return before;
        }

        if (reasoning.ProtectedData is not null)
        {
            call.Warn("The native data of reasoning was left out of the history: Ollama has none.");
        }

        return string.IsNullOrEmpty(reasoning.Text) ? before : before + reasoning.Text;
    }

    private void LeaveOut(AIContent content)
    {
        switch (content)
        {
            case ErrorContent:
                call.Warn("An error of an earlier turn was left out of the history.");
                break;
            default:
                call.LeftOut(content, Protocol);
                break;
        }
    }

    private void WriteCalls(Utf8JsonWriter json, ChatMessage message)
    {
        json.WriteStartArray("tool_calls"u8);
        for (var i = 0; i < message.Contents.Count; i++)
        {
            if (message.Contents[i] is not FunctionCallContent tool)
            {
                continue;
            }

            toolNames[tool.CallId] = tool.Name;
            json.WriteStartObject();
            json.WriteString("id"u8, tool.CallId);
            json.WriteStartObject("function"u8);
            json.WriteString("name"u8, tool.Name);
            WriteArguments(json, tool);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // The wire takes an object and nothing else, whatever the model wrote.
    private void WriteArguments(Utf8JsonWriter json, FunctionCallContent tool)
    {
        if (tool.AdditionalProperties?.ContainsKey(LlmPropertyNames.RawArguments) == true)
        {
            call.Warn($"The arguments of a call of {tool.Name} are no JSON object and were left out of the history.");
        }

        json.WriteStartObject("arguments"u8);
        foreach (var (name, value) in tool.Arguments ?? new Dictionary<string, object?>())
        {
            json.WritePropertyName(name);
            JsonValues.Write(json, value);
        }

        json.WriteEndObject();
    }
}
