using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Llm.Providers.Anthropic;

/// <summary>Makes contents of blocks that the vendor's own tools and its newer features leave in an answer. Each keeps its block, so that it can go back as it came.</summary>
/// <remarks>See <see href="https://platform.claude.com/docs/en/agents-and-tools/tool-use/server-tools">server tools</see>.</remarks>
internal static class NativeBlocks
{
    /// <summary>Makes a content of a block.</summary>
    /// <param name="block">The block; it must outlive the answer.</param>
    public static AIContent Read(JsonElement block)
    {
        var content = Create(block, block.Text("type"u8) ?? "");
        (content.AdditionalProperties ??= [])[AnthropicPropertyNames.Block] = block;
        return content;
    }

    private static AIContent Create(JsonElement block, string type) => type switch
    {
        "server_tool_use" => ServerCall(block, block.Text("id"u8) ?? "", block.Text("name"u8)),
        "mcp_tool_use" => McpCall(block),
        "mcp_tool_result" => new McpServerToolResultContent(IdOf(block)) { Outputs = Texts(block) },
        "web_search_tool_result" => new WebSearchToolResultContent(IdOf(block)) { Outputs = Pages(block) },
        "code_execution_tool_result" or "bash_code_execution_tool_result" or "text_editor_code_execution_tool_result" => new CodeInterpreterToolResultContent(IdOf(block)) { Outputs = Outputs(block) },
        _ when type.EndsWith("_tool_result", StringComparison.Ordinal) => new ToolResultContent(IdOf(block)),
        _ => new AIContent(), // a summary of a conversation that grew too long, a change of the model, and whatever comes next
    };

    private static string IdOf(JsonElement block) => block.Text("tool_use_id"u8) ?? "";

    private static ToolCallContent ServerCall(JsonElement block, string id, string? name)
    {
        var input = block.Member("input"u8);
        return name switch
        {
            "web_search" => new WebSearchToolCallContent(id) { Queries = input.Text("query"u8) is { } query ? [query] : [] },
            "code_execution" => new CodeInterpreterToolCallContent(id) { Inputs = Code(input.Text("code"u8), "text/x-python", input) },
            "bash_code_execution" => new CodeInterpreterToolCallContent(id) { Inputs = Code(input.Text("command"u8), "text/x-shellscript", input) },
            "text_editor_code_execution" => new CodeInterpreterToolCallContent(id) { Inputs = Code(null, "", input) },
            _ => new ToolCallContent(id),
        };
    }

    private static List<AIContent> Code(string? code, string mediaType, JsonElement input) =>
        code is not null ? [new DataContent(Encoding.UTF8.GetBytes(code), mediaType)]
        : input.Exists() ? [new DataContent(JsonMarshal.GetRawUtf8Value(input).ToArray(), "application/json")]
        : [];

    private static McpServerToolCallContent McpCall(JsonElement block)
    {
        var call = new McpServerToolCallContent(block.Text("id"u8) ?? "", block.Text("name"u8) ?? "", block.Text("server_name"u8));
        if (block.Member("input"u8) is { ValueKind: JsonValueKind.Object } input)
        {
            call.Arguments = input.EnumerateObject().ToDictionary(m => m.Name, m => (object?)m.Value, StringComparer.Ordinal);
        }

        return call;
    }

    private static List<AIContent> Texts(JsonElement block)
    {
        var texts = block.Text("content"u8) is { } whole ? [whole] : block.Items("content"u8).Select(c => c.Text("text"u8)).OfType<string>().ToList();
        return block.Member("is_error"u8).ValueKind == JsonValueKind.True ? [new ErrorContent(string.Concat(texts))] : [.. texts.Select(t => new TextContent(t))];
    }

    private static List<AIContent> Pages(JsonElement block)
    {
        var result = block.Member("content"u8);
        if (result.ValueKind != JsonValueKind.Array)
        {
            return [Error(result)];
        }

        List<AIContent> pages = [];
        foreach (var page in result.EnumerateArray())
        {
            if (Uri.TryCreate(page.Text("url"u8), UriKind.Absolute, out var address))
            {
                pages.Add(new UriContent(address, "text/html") { AdditionalProperties = new() { ["title"] = page.Text("title"u8), ["page_age"] = page.Text("page_age"u8) } });
            }
        }

        return pages;
    }

    private static List<AIContent> Outputs(JsonElement block)
    {
        var result = block.Member("content"u8);
        if (result.Text("error_code"u8) is not null)
        {
            return [Error(result)];
        }

        List<AIContent> outputs = [];
        if (result.Text("stdout"u8) is { Length: > 0 } text)
        {
            outputs.Add(new TextContent(text));
        }

        if (result.Text("stderr"u8) is { Length: > 0 } error)
        {
            // What a program writes there is an error only if it says so at its end.
            outputs.Add(result.Number("return_code"u8) is null or 0 ? new TextContent(error) : new ErrorContent(error));
        }

        if (result.Text("content"u8) is { Length: > 0 } file)
        {
            outputs.Add(new TextContent(file));
        }

        foreach (var made in result.Items("content"u8))
        {
            if (made.Text("file_id"u8) is { } id)
            {
                outputs.Add(new HostedFileContent(id));
            }
        }

        return outputs;
    }

    private static ErrorContent Error(JsonElement result)
    {
        var code = result.Text("error_code"u8);
        return new(result.Text("error_message"u8) ?? code ?? "unknown") { ErrorCode = code };
    }
}
