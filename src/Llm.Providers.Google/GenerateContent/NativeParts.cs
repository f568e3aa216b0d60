using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.Google;

/// <summary>Reads parts that are neither text nor function calls: data, code the vendor ran, its own tools, and what is not known yet.</summary>
/// <remarks>What has no type to live in keeps its part as it came, so that it can be sent back in the next turn.</remarks>
internal sealed class NativeParts
{
    private string? _codeId;
    private int _count;

    public void Write(JsonElement part, bool thought, string? signature, ChatResponseWriter response)
    {
        var content = Read(part, response.ResponseId);
        if (signature is not null)
        {
            (content.AdditionalProperties ??= [])[GoogleProperties.Signature] = signature;
        }

        if (thought && content is DataContent)
        {
            (content.AdditionalProperties ??= [])[GoogleProperties.Thought] = true;
        }

        response.WriteContent(content);
    }

    private AIContent Read(JsonElement part, string? responseId)
    {
        if (part.TryGetProperty("inlineData"u8, out var data) && data.Member("data"u8) is { ValueKind: JsonValueKind.String } bytes && bytes.TryGetBytesFromBase64(out var decoded))
        {
            return new DataContent(decoded, data.Text("mimeType"u8) ?? "application/octet-stream");
        }

        if (part.TryGetProperty("fileData"u8, out var file) && Uri.TryCreate(file.Text("fileUri"u8), UriKind.Absolute, out var uri))
        {
            return new UriContent(uri, file.Text("mimeType"u8) ?? "application/octet-stream");
        }

        var content = part.TryGetProperty("executableCode"u8, out var code) ? Code(code, responseId)
            : part.TryGetProperty("codeExecutionResult"u8, out var result) ? CodeResult(result, responseId)
            : part.TryGetProperty("toolCall"u8, out var call) ? ToolCall(call)
            : part.TryGetProperty("toolResponse"u8, out var answer) ? ToolResult(answer)
            : new AIContent();
        (content.AdditionalProperties ??= [])[GoogleProperties.Part] = WithoutSignature(part);
        return content;
    }

    private CodeInterpreterToolCallContent Code(JsonElement code, string? responseId)
    {
        _codeId = code.Text("id"u8) ?? NewId(responseId);
        return new(_codeId) { Inputs = [new DataContent(Encoding.UTF8.GetBytes(code.Text("code"u8) ?? ""), "text/x-python")] };
    }

    private CodeInterpreterToolResultContent CodeResult(JsonElement result, string? responseId)
    {
        var output = result.Text("output"u8) ?? "";
        var outcome = result.Text("outcome"u8);
        return new(result.Text("id"u8) ?? _codeId ?? NewId(responseId))
        {
            Outputs = outcome is null or "OUTCOME_OK" ? [new TextContent(output)] : [new ErrorContent(output) { ErrorCode = outcome }],
        };
    }

    // The vendor's own tools beside functions: https://ai.google.dev/gemini-api/docs/tool-combination
    private static AIContent ToolCall(JsonElement call) =>
        call.Text("id"u8) is { } id && call.Text("toolType"u8)?.StartsWith("GOOGLE_SEARCH", StringComparison.Ordinal) == true
            ? new WebSearchToolCallContent(id) { Queries = [.. call.Member("args"u8).Items("queries"u8).Select(q => q.ToString())] }
            : new AIContent();

    private static AIContent ToolResult(JsonElement answer) =>
        answer.Text("id"u8) is { } id && answer.Text("toolType"u8)?.StartsWith("GOOGLE_SEARCH", StringComparison.Ordinal) == true ? new WebSearchToolResultContent(id) : new AIContent();

    private string NewId(string? responseId) =>
        string.Create(CultureInfo.InvariantCulture, $"code-{responseId ?? Guid.NewGuid().ToString("N")}-{_count++}");

    private static JsonElement WithoutSignature(JsonElement part)
    {
        if (!part.TryGetProperty("thoughtSignature"u8, out _) && !part.TryGetProperty("thought_signature"u8, out _))
        {
            return part;
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var member in part.EnumerateObject().Where(m => m.Name is not ("thoughtSignature" or "thought_signature")))
            {
                member.WriteTo(json);
            }

            json.WriteEndObject();
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }
}
