using System.Text.Json;
using Llm.Providers.Wire;

namespace Llm.Providers.Anthropic;

/// <summary>The names of preview features a request uses: those the caller asks for and those its contents need.</summary>
/// <remarks>See <see href="https://platform.claude.com/docs/en/api/beta-headers">beta headers</see>.</remarks>
internal sealed class BetaFeatures
{
    public const string Files = "files-api-2025-04-14";
    public const string Mcp = "mcp-client-2025-11-20";
    public const string CodeExecution = "code-execution-2025-08-25";
    public const string ToolSearch = "advanced-tool-use-2025-11-20";
    private const string ContextManagement = "context-management-2025-06-27";
    private const string Compaction = "compact-2026-01-12";
    private const string Skills = "skills-2025-10-02";
    private const string FastMode = "fast-mode-2026-02-01";

    private readonly List<string> _names;

    public BetaFeatures(ChatCall call, MessagesDialect dialect)
    {
        _names = [.. dialect.Betas];
        var properties = call.Options.AdditionalProperties;
        AddAll(properties?.GetValueOrDefault(AnthropicPropertyNames.Betas));
        if (AsElement(properties?.GetValueOrDefault("context_management")) is { } management)
        {
            Add(management.Items("edits"u8).Any(e => e.Text("type"u8)?.StartsWith("compact", StringComparison.Ordinal) == true) ? Compaction : ContextManagement);
        }

        if (AsElement(properties?.GetValueOrDefault("container")) is { } container && container.Member("skills"u8).Exists())
        {
            Add(CodeExecution);
            Add(Skills);
        }

        if (properties?.GetValueOrDefault("speed")?.ToString() == "fast")
        {
            Add(FastMode);
        }
    }

    public void Add(string name)
    {
        if (!_names.Contains(name))
        {
            _names.Add(name);
        }
    }

    public void WriteTo(WireRequest request)
    {
        if (_names.Count > 0)
        {
            request.Headers[MessagesDialect.BetaHeader] = string.Join(',', _names);
        }
    }

    private void AddAll(object? names)
    {
        switch (names)
        {
            case null:
                break;
            case string text:
                AddLine(text);
                break;
            case IEnumerable<string> list:
                foreach (var name in list)
                {
                    Add(name);
                }

                break;
            case JsonElement { ValueKind: JsonValueKind.String } element:
                AddLine(element.GetString()!);
                break;
            case JsonElement { ValueKind: JsonValueKind.Array } element:
                foreach (var name in element.EnumerateArray())
                {
                    Add(name.GetString()!);
                }

                break;
            default:
                throw new LlmProviderException(LlmErrorKind.InvalidRequest, $"AdditionalProperties[\"{AnthropicPropertyNames.Betas}\"] is a {names.GetType().Name}; give a string or a list of strings.");
        }
    }

    private void AddLine(string text)
    {
        foreach (var name in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            Add(name);
        }
    }

    private static JsonElement? AsElement(object? value) => value switch
    {
        JsonElement { ValueKind: JsonValueKind.Object } element => element,
        System.Text.Json.Nodes.JsonObject node => JsonElement.Parse(node.ToJsonString()),
        _ => null,
    };
}
