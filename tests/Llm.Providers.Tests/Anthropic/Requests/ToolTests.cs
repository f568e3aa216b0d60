using Llm.Providers.Anthropic;

namespace Llm.Providers.Tests.Anthropic.Requests;

/// <summary>How tools are offered.</summary>
public sealed class ToolTests
{
    private static readonly AIFunction s_weather = AIFunctionFactory.Create((string city) => city, "get_weather", "Weather of a city");

    [Fact]
    [Trait("Requirement", "S22")]
    public void Functions_and_the_vendors_own_tools_stand_side_by_side() => Snapshot.Match(Claude.Render(new ChatOptions
    {
        Tools =
        [
            s_weather,
            AIFunctionFactory.CreateDeclaration("nothing", null, default),
            new HostedWebSearchTool(new Dictionary<string, object?> { ["max_uses"] = 3 }),
            new HostedCodeInterpreterTool { Inputs = [new HostedFileContent("file_1")] },
            new HostedMcpServerTool("wiki", "https://mcp.test/mcp") { AllowedTools = ["ask"], Headers = new Dictionary<string, string> { ["Authorization"] = "Bearer t" } },
            new AnthropicTool("""{"type":"web_fetch_20250910","name":"web_fetch"}""", "web-fetch-2025-09-10"),
        ],
    }));

    [Fact]
    public void The_preview_features_of_tools_are_named()
    {
        var options = new ChatOptions { Tools = [new HostedMcpServerTool("wiki", "https://mcp.test/mcp"), new HostedCodeInterpreterTool(), new AnthropicTool("""{"type":"a"}""", "b-1")], AdditionalProperties = new() { ["betas"] = "c-2" } };
        using var request = Claude.Provider(configure: o => o.Betas.Add("d-3")).Preview([new(ChatRole.User, "Hi")], options);

        Assert.Equal("d-3,c-2,mcp-client-2025-11-20,code-execution-2025-08-25,b-1", request.Headers["anthropic-beta"]);
        Assert.DoesNotContain("betas", request.ToString(), StringComparison.Ordinal);
    }

#pragma warning disable MEAI001 // the tool search of Microsoft.Extensions.AI is experimental
    [Fact]
    public void A_tool_search_defers_the_tools_it_names() =>
        Assert.Equal(
            """[{"name":"get_weather","description":"Weather of a city","input_schema":{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]},"defer_loading":true},{"type":"tool_search_tool_bm25_20251119","name":"tool_search_tool_bm25"}]""",
            Claude.Member("tools", new ChatOptions { Tools = [s_weather, new HostedToolSearchTool(new Dictionary<string, object?> { ["type"] = "tool_search_tool_bm25_20251119" }) { DeferredTools = ["get_weather"] }] }));
#pragma warning restore MEAI001

    [Theory]
    [InlineData("auto", null, """{"type":"auto"}""")]
    [InlineData("none", false, """{"type":"none"}""")]
    [InlineData("any", null, """{"type":"any"}""")]
    [InlineData("get_weather", false, """{"type":"tool","name":"get_weather","disable_parallel_tool_use":true}""")]
    [InlineData(null, false, """{"type":"auto","disable_parallel_tool_use":true}""")]
    [InlineData(null, true, "absent")]
    public void Whether_a_tool_must_be_called_is_said(string? mode, bool? several, string expected)
    {
        var options = new ChatOptions
        {
            Tools = [s_weather], AllowMultipleToolCalls = several,
            ToolMode = mode switch { null => null, "auto" => ChatToolMode.Auto, "none" => ChatToolMode.None, "any" => ChatToolMode.RequireAny, _ => ChatToolMode.RequireSpecific(mode) },
        };

        Assert.Equal(expected, Claude.Member("tool_choice", options));
    }

    [Fact]
    public async Task Tools_that_wait_for_approval_or_cannot_be_offered_are_left_out_with_a_warning()
    {
        var (sent, warnings) = await Claude.SendAsync(new ChatOptions
        {
            Tools =
            [
                new HostedMcpServerTool("wiki", "https://mcp.test/mcp") { ApprovalMode = HostedMcpServerToolApprovalMode.AlwaysRequire },
                new HostedMcpServerTool("drive", "connector_drive"), new HostedFileSearchTool(), new HostedImageGenerationTool(),
            ],
        });

        Assert.DoesNotContain("\"tools\"", sent.Text, StringComparison.Ordinal);
        Assert.Equal(4, warnings.Count);
    }

    [Fact]
    public void Single_tools_of_a_server_that_wait_for_approval_are_switched_off() =>
        Assert.Equal(
            """[{"type":"mcp_toolset","mcp_server_name":"wiki","configs":{"write":{"enabled":false}}}]""",
            Claude.Member("tools", new ChatOptions { Tools = [new HostedMcpServerTool("wiki", "https://mcp.test/mcp") { ApprovalMode = HostedMcpServerToolApprovalMode.RequireSpecific(["write"], null) }] }));

    [Fact]
    public void Arguments_that_could_not_be_read_go_back_as_the_vendor_advises()
    {
        var broken = new FunctionCallContent("a", "f") { AdditionalProperties = new() { ["llm.arguments"] = "{\"x\":" } };

        Assert.Contains("""{"type":"tool_use","id":"a","name":"f","input":{"INVALID_JSON":"{\"x\":"}}""", Claude.Member("messages", [new(ChatRole.User, "?"), new(ChatRole.Assistant, [broken]), new(ChatRole.Tool, [new FunctionResultContent("a", "Say it again.")])]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_tool_of_the_vendor_must_say_what_it_is()
    {
        Assert.Throws<ArgumentException>(() => new AnthropicTool("{}"));
        Assert.Throws<ArgumentException>(() => new AnthropicTool("{"));
    }
}
