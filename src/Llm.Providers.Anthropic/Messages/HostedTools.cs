using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.Anthropic;

/// <summary>Writes tools that the vendor runs itself. Settings of theirs that only the vendor has stand in the tool's additional properties, <c>type</c> for another version included.</summary>
/// <remarks>See <see href="https://platform.claude.com/docs/en/agents-and-tools/tool-use/server-tools">server tools</see>.</remarks>
internal sealed class HostedTools(ChatCall call, Utf8JsonWriter json, BetaFeatures betas)
{
    private List<HostedMcpServerTool>? _servers;

    /// <summary>Tells whether a tool can be offered. One that cannot is reported.</summary>
    public bool Accepts(AITool tool)
    {
        switch (tool)
        {
            case HostedWebSearchTool or HostedCodeInterpreterTool or AnthropicTool:
                return true;
            case HostedToolSearchTool search:
                if (search.Namespace is not null)
                {
                    call.Unsupported("HostedToolSearchTool.Namespace", "has no place in messages");
                }

                return true;
            case HostedMcpServerTool server:
                return AcceptsServer(server);
            default:
                call.Unsupported($"The tool {tool.Name} ({tool.GetType().Name})", "cannot be offered over messages");
                return false;
        }
    }

    public void WriteMembers(AITool tool)
    {
        switch (tool)
        {
            case HostedWebSearchTool:
                WriteNamed(tool, "web_search_20250305", "web_search");
                break;
            case HostedCodeInterpreterTool:
                betas.Add(BetaFeatures.CodeExecution);
                WriteNamed(tool, "code_execution_20250825", "code_execution");
                break;
            case HostedToolSearchTool:
                betas.Add(BetaFeatures.ToolSearch);
                WriteNamed(tool, "tool_search_tool_regex_20251119", "tool_search_tool_regex");
                break;
            case HostedMcpServerTool server:
                betas.Add(BetaFeatures.Mcp);
                (_servers ??= []).Add(server);
                WriteToolset(server);
                break;
            case AnthropicTool native:
                AssistantBlocks.WriteMembers(json, native.Definition);
                foreach (var beta in native.Betas)
                {
                    betas.Add(beta);
                }

                break;
        }
    }

    /// <summary>Writes the MCP servers, which stand beside the tools.</summary>
    public void WriteServers(RequestExtras extras)
    {
        if (_servers is null || extras.Has("mcp_servers"))
        {
            return;
        }

        json.WriteStartArray("mcp_servers"u8);
        foreach (var server in _servers)
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "url"u8);
            json.WriteString("url"u8, server.ServerAddress);
            json.WriteString("name"u8, server.ServerName);
            WriteAuthorization(server);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private bool AcceptsServer(HostedMcpServerTool server)
    {
        var subject = $"The tool {server.ServerName} ({nameof(HostedMcpServerTool)})";
        if (!Uri.TryCreate(server.ServerAddress, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps)
        {
            call.Unsupported(subject, "has no https address, which this API needs,");
            return false;
        }

        // The vendor runs the tools at once: one that must be approved first is not offered.
        if (server.ApprovalMode is HostedMcpServerToolAlwaysRequireApprovalMode)
        {
            call.Unsupported(subject, "demands approval before each call, for which this API does not wait,");
            return false;
        }

        if (!string.IsNullOrEmpty(server.ServerDescription))
        {
            call.Unsupported("HostedMcpServerTool.ServerDescription", "has no place in messages");
        }

        return true;
    }

    private void WriteNamed(AITool tool, string type, string name)
    {
        var properties = tool.AdditionalProperties;
        var other = properties.GetValueOrDefault("type")?.ToString();
        json.WriteString("type"u8, other ?? type);
        json.WriteString("name"u8, properties.GetValueOrDefault("name")?.ToString() ?? NameOf(other) ?? name);
        foreach (var (key, value) in properties)
        {
            if (key is not ("type" or "name" or AnthropicPropertyNames.CacheControl))
            {
                json.WritePropertyName(key);
                JsonValues.Write(json, value);
            }
        }
    }

    // A tool of another version has the name its type starts with: tool_search_tool_bm25_20251119.
    private static string? NameOf(string? type) => type is not null && type.LastIndexOf('_') is var end and > 0 ? type[..end] : null;

    private void WriteToolset(HostedMcpServerTool server)
    {
        json.WriteString("type"u8, "mcp_toolset"u8);
        json.WriteString("mcp_server_name"u8, server.ServerName);
        var refused = (server.ApprovalMode as HostedMcpServerToolRequireSpecificApprovalMode)?.AlwaysRequireApprovalToolNames ?? [];
        if (refused.Count > 0)
        {
            call.Unsupported($"The tools {string.Join(", ", refused)} of {server.ServerName}", "demand approval before each call, for which this API does not wait,");
        }

        if (server.AllowedTools is null && refused.Count == 0)
        {
            return;
        }

        if (server.AllowedTools is not null)
        {
            json.WriteStartObject("default_config"u8);
            json.WriteBoolean("enabled"u8, false);
            json.WriteEndObject();
        }

        json.WriteStartObject("configs"u8);
        foreach (var name in server.AllowedTools is null ? refused : server.AllowedTools.Except(refused))
        {
            json.WriteStartObject(name);
            json.WriteBoolean("enabled"u8, server.AllowedTools is not null);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private void WriteAuthorization(HostedMcpServerTool server)
    {
        const string Scheme = "Bearer ";
        foreach (var (name, value) in server.Headers ?? new Dictionary<string, string>())
        {
            if (name.Equals("Authorization", StringComparison.OrdinalIgnoreCase) && value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            {
                json.WriteString("authorization_token"u8, value[Scheme.Length..].Trim());
            }
            else
            {
                call.Unsupported($"HostedMcpServerTool.Headers[\"{name}\"]", "cannot be handed to the server by this API");
            }
        }
    }
}
