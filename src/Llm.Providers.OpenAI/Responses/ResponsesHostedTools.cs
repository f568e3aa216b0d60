using System.Globalization;
using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.OpenAI;

/// <summary>Writes the tools that run at the host. What a tool says in its additional properties is sent with it and wins.</summary>
internal readonly struct ResponsesHostedTools(ChatCall call, Utf8JsonWriter json)
{
    public static bool IsKnown(AITool tool) => TypeOf(tool) is not null;

    public static string? TypeOf(AITool tool) => tool switch
    {
        HostedWebSearchTool => "web_search",
        HostedCodeInterpreterTool => "code_interpreter",
        HostedFileSearchTool => "file_search",
        HostedImageGenerationTool => "image_generation",
        HostedMcpServerTool => "mcp",
        HostedToolSearchTool => "tool_search",
        _ => null,
    };

    /// <summary>Gets what must be asked for to see the outputs of a tool: https://platform.openai.com/docs/api-reference/responses/create#responses-create-include</summary>
    public static string? IncludeOf(AITool tool) => tool switch
    {
        HostedWebSearchTool => "web_search_call.action.sources",
        HostedCodeInterpreterTool => "code_interpreter_call.outputs",
        HostedFileSearchTool => "file_search_call.results",
        _ => null,
    };

    public void Write(AITool tool)
    {
        json.WriteStartObject();
        if (!Says(tool, "type"))
        {
            json.WriteString("type"u8, TypeOf(tool));
        }

        switch (tool)
        {
            case HostedCodeInterpreterTool interpreter when !Says(tool, "container"):
                WriteContainer(interpreter);
                break;
            case HostedFileSearchTool search:
                WriteFileSearch(search);
                break;
            case HostedImageGenerationTool { Options: { } options }:
                WriteImageGeneration(options, tool);
                break;
            case HostedMcpServerTool server:
                WriteMcp(server);
                break;
        }

        WriteOwnWords(tool);
        json.WriteEndObject();
    }

    private static bool Says(AITool tool, string name) => tool.AdditionalProperties.ContainsKey(name);

    private void WriteOwnWords(AITool tool)
    {
        foreach (var (name, value) in tool.AdditionalProperties)
        {
            if (!name.StartsWith(LlmPropertyNames.Prefix, StringComparison.Ordinal))
            {
                json.WritePropertyName(name);
                JsonValues.Write(json, value);
            }
        }
    }

    private void WriteContainer(HostedCodeInterpreterTool tool)
    {
        json.WriteStartObject("container"u8);
        json.WriteString("type"u8, "auto"u8);
        WriteIds("file_ids"u8, tool, tool.Inputs, input => (input as HostedFileContent)?.FileId);
        json.WriteEndObject();
    }

    private void WriteFileSearch(HostedFileSearchTool tool)
    {
        if (!Says(tool, "vector_store_ids"))
        {
            WriteIds("vector_store_ids"u8, tool, tool.Inputs, input => (input as HostedVectorStoreContent)?.VectorStoreId);
        }

        if (tool.MaximumResultCount is { } count && !Says(tool, "max_num_results"))
        {
            json.WriteNumber("max_num_results"u8, count);
        }
    }

    private void WriteIds(ReadOnlySpan<byte> name, AITool tool, IList<AIContent>? inputs, Func<AIContent, string?> idOf)
    {
        if (inputs is not { Count: > 0 })
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var input in inputs)
        {
            if (idOf(input) is { } id)
            {
                json.WriteStringValue(id);
            }
            else
            {
                throw LlmProviderException.UnsupportedContent(input, "responses", $"The inputs of {tool.GetType().Name} are {(tool is HostedFileSearchTool ? "HostedVectorStoreContent" : "HostedFileContent")}.");
            }
        }

        json.WriteEndArray();
    }

    private void WriteImageGeneration(ImageGenerationOptions options, AITool tool)
    {
        Text(tool, "model", options.ModelId);
        Text(tool, "size", options.ImageSize is { } size ? string.Create(CultureInfo.InvariantCulture, $"{size.Width}x{size.Height}") : null);
        Text(tool, "output_format", options.MediaType is { } type ? type[(type.IndexOf('/', StringComparison.Ordinal) + 1)..] : null);
        if (options.StreamingCount is { } partial && call.Stream && !Says(tool, "partial_images"))
        {
            json.WriteNumber("partial_images"u8, partial);
        }

        if (options.Count is > 1)
        {
            call.Unsupported("ImageGenerationOptions.Count of HostedImageGenerationTool", "cannot be said: the model decides how many images it makes,");
        }

        if (options.ResponseFormat is not (null or ImageGenerationResponseFormat.Data))
        {
            call.Unsupported("ImageGenerationOptions.ResponseFormat of HostedImageGenerationTool", "can only be Data here");
        }

        foreach (var (name, value) in options.AdditionalProperties ?? [])
        {
            if (!Says(tool, name) && !name.StartsWith(LlmPropertyNames.Prefix, StringComparison.Ordinal))
            {
                json.WritePropertyName(name);
                JsonValues.Write(json, value);
            }
        }
    }

    private void WriteMcp(HostedMcpServerTool server)
    {
        Text(server, "server_label", server.ServerName);
        if (!Says(server, "server_url") && !Says(server, "connector_id"))
        {
            // What is no web address names a connector of the host: https://platform.openai.com/docs/guides/tools-connectors-mcp
            var isUrl = Uri.TryCreate(server.ServerAddress, UriKind.Absolute, out var address) && address.Scheme is "https" or "http";
            json.WriteString(isUrl ? "server_url"u8 : "connector_id"u8, server.ServerAddress);
        }

        Text(server, "server_description", server.ServerDescription);
        if (server.AllowedTools is { } allowed && !Says(server, "allowed_tools"))
        {
            WriteNames("allowed_tools"u8, allowed);
        }

        if (!Says(server, "require_approval"))
        {
            WriteApproval(server.ApprovalMode);
        }

        if (server.Headers is { Count: > 0 } headers && !Says(server, "headers"))
        {
            json.WriteStartObject("headers"u8);
            foreach (var (name, value) in headers)
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
        }
    }

    private void WriteApproval(HostedMcpServerToolApprovalMode? mode)
    {
        switch (mode)
        {
            case HostedMcpServerToolAlwaysRequireApprovalMode:
                json.WriteString("require_approval"u8, "always"u8);
                break;
            case HostedMcpServerToolNeverRequireApprovalMode:
                json.WriteString("require_approval"u8, "never"u8);
                break;
            case HostedMcpServerToolRequireSpecificApprovalMode specific:
                json.WriteStartObject("require_approval"u8);
                WriteApprovalOf("always"u8, specific.AlwaysRequireApprovalToolNames);
                WriteApprovalOf("never"u8, specific.NeverRequireApprovalToolNames);
                json.WriteEndObject();
                break;
        }
    }

    private void WriteApprovalOf(ReadOnlySpan<byte> when, IList<string>? names)
    {
        if (names is { Count: > 0 })
        {
            json.WriteStartObject(when);
            WriteNames("tool_names"u8, names);
            json.WriteEndObject();
        }
    }

    private void WriteNames(ReadOnlySpan<byte> member, IEnumerable<string> names)
    {
        json.WriteStartArray(member);
        foreach (var name in names)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
    }

    private void Text(AITool tool, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value) && !Says(tool, name))
        {
            json.WriteString(name, value);
        }
    }
}
