using System.Buffers;
using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.OpenAICompatible;

/// <summary>Writes a conversation.</summary>
internal readonly struct ChatCompletionsMessages(ChatCall call, WireRequest request, ChatCompletionsDialect dialect)
{
    private static readonly ChatRole s_developer = new("developer");
    private static readonly SearchValues<char> s_refusedInNames = SearchValues.Create(" <|\\/>\t\r\n");

    public void Write(string? schemaHint)
    {
        var json = request.Json;
        WriteInstructions(json, schemaHint);
        var replay = ReasoningReplayer.Decide(call, dialect);
        var written = 0;
        for (var i = 0; i < call.Messages.Count; i++)
        {
            written += WriteMessage(call.Messages[i], replay) ? 1 : 0;
        }

        if (written == 0 && string.IsNullOrEmpty(call.Options.Instructions))
        {
            throw new LlmProviderException(LlmErrorKind.InvalidRequest, "Every message of the conversation is empty; give at least one with content.");
        }
    }

    private void WriteInstructions(Utf8JsonWriter json, string? schemaHint)
    {
        var instructions = call.Options.Instructions;
        if (schemaHint is not null)
        {
            instructions = string.IsNullOrEmpty(instructions) ? schemaHint : $"{instructions}\n\n{schemaHint}";
        }

        if (string.IsNullOrEmpty(instructions))
        {
            return;
        }

        json.WriteStartObject();
        json.WriteString("role"u8, dialect.InstructionRole);
        json.WriteString("content"u8, instructions);
        json.WriteEndObject();
    }

    private bool WriteMessage(ChatMessage message, ReasoningReplay replay)
    {
        if (message.Role == ChatRole.Assistant)
        {
            return new ChatCompletionsAssistantMessage(call, request, dialect, replay).Write(message);
        }

        var written = WriteResults(message);
        if (message.Role == ChatRole.Tool)
        {
            return written;
        }

        return (message.Role == ChatRole.User ? WriteUser(message) : WriteSystem(message)) || written;
    }

    private bool WriteResults(ChatMessage message)
    {
        var any = false;
        for (var i = 0; i < message.Contents.Count; i++)
        {
            var content = message.Contents[i];
            if (content is FunctionResultContent result)
            {
                any = true;
                WriteResult(result);
            }
            else if (content is InputResponseContent)
            {
                call.LeftOut(content, "chat completions"); // the vendor that asked is another one
            }
            else if (message.Role == ChatRole.Tool)
            {
                throw LlmProviderException.UnsupportedContent(content, "chat-completions", "A message with the role tool holds function results only.");
            }
        }

        return any;
    }

    private void WriteResult(FunctionResultContent result)
    {
        if (result.Result is AIContent and not TextContent or IEnumerable<AIContent>)
        {
            var content = result.Result as AIContent ?? ((IEnumerable<AIContent>)result.Result).FirstOrDefault(c => c is not TextContent);
            if (content is not null)
            {
                throw LlmProviderException.UnsupportedContent(content, "chat-completions", "The result of a tool is text here: return a description, or give the data in a user message.");
            }
        }

        var json = request.Json;
        json.WriteStartObject();
        json.WriteString("role"u8, "tool"u8);
        json.WriteString("tool_call_id"u8, dialect.ToolCallIds.Write(result.CallId));
        json.WritePropertyName("content"u8);
        if (result.Result is IEnumerable<AIContent> texts)
        {
            json.WriteStringValue(string.Concat(texts.OfType<TextContent>().Select(t => t.Text)));
        }
        else
        {
            JsonValues.WriteResult(json, result);
        }

        json.WriteEndObject();
    }

    private bool WriteSystem(ChatMessage message)
    {
        var text = message.Text;
        RequireTextOnly(message);
        if (text.Length == 0)
        {
            return false;
        }

        var json = request.Json;
        json.WriteStartObject();
        json.WriteString("role"u8, message.Role == s_developer && dialect.InstructionRole == "system" ? "system" : message.Role == ChatRole.System ? dialect.InstructionRole : message.Role.Value);
        json.WriteString("content"u8, text);
        json.WriteEndObject();
        return true;
    }

    private bool WriteUser(ChatMessage message)
    {
        var contents = message.Contents;
        if (!AnyMatters(contents))
        {
            return false;
        }

        var json = request.Json;
        json.WriteStartObject();
        json.WriteString("role"u8, "user"u8);
        WriteName(message);
        json.WritePropertyName("content"u8);
        if (contents.Count == 1 && contents[0] is TextContent only)
        {
            json.WriteStringValue(only.Text);
        }
        else
        {
            json.WriteStartArray();
            var parts = new ChatCompletionsParts(call, request, dialect);
            for (var i = 0; i < contents.Count; i++)
            {
                if (Matters(contents[i]))
                {
                    parts.Write(contents[i]);
                }
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
        return true;
    }

    private static bool AnyMatters(IList<AIContent> contents)
    {
        for (var i = 0; i < contents.Count; i++)
        {
            if (Matters(contents[i]))
            {
                return true;
            }
        }

        return false;
    }

    // Some vendors refuse empty text parts; results have messages of their own; usage is not part of a conversation.
    private static bool Matters(AIContent content) => content switch
    {
        TextContent text => text.Text.Length > 0,
        FunctionResultContent or InputResponseContent or UsageContent => false,
        _ => true,
    };

    private void WriteName(ChatMessage message)
    {
        if (string.IsNullOrEmpty(message.AuthorName))
        {
            return;
        }

        if (!dialect.AcceptsNames || message.AuthorName.AsSpan().ContainsAny(s_refusedInNames))
        {
            call.Unsupported("ChatMessage.AuthorName", $"is not accepted by {call.Model.ProviderId} (or holds spaces or one of <|\\/>)");
            return;
        }

        request.Json.WriteString("name"u8, message.AuthorName);
    }

    private static void RequireTextOnly(ChatMessage message)
    {
        for (var i = 0; i < message.Contents.Count; i++)
        {
            var content = message.Contents[i];
            if (content is not (TextContent or UsageContent or FunctionResultContent))
            {
                throw LlmProviderException.UnsupportedContent(content, "chat-completions", $"A message with the role {message.Role.Value} holds text only.");
            }
        }
    }
}
