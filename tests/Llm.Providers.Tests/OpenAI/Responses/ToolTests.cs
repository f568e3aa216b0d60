#pragma warning disable MEAI001 // HostedToolSearchTool is still marked as experimental; it is carried all the same.
using System.Text.Json;
using Llm.Providers.OpenAI;

namespace Llm.Providers.Tests.OpenAI.Responses;

public sealed class ToolTests
{
    private static readonly AIFunction s_weather = AIFunctionFactory.Create((string city, string? unit = null) => city + unit, "get_weather", "Weather of a city");

    [Fact]
    [Trait("Requirement", "S22")]
    public void A_function_is_strict_only_when_it_says_so()
    {
        var loose = Respond.Body(new ChatOptions { Tools = [s_weather] }).GetProperty("tools")[0];
        var strict = Respond.Body(new ChatOptions { Tools = [s_weather], AdditionalProperties = new() { ["strict"] = true } }).GetProperty("tools")[0];

        Assert.Equal(("function", "get_weather", false), (loose.GetProperty("type").GetString(), loose.GetProperty("name").GetString(), loose.GetProperty("strict").GetBoolean()));
        Assert.Equal(s_weather.JsonSchema.GetRawText(), loose.GetProperty("parameters").GetRawText());
        Assert.True(strict.GetProperty("strict").GetBoolean());
        Assert.Equal(2, strict.GetProperty("parameters").GetProperty("required").GetArrayLength());
    }

    [Fact]
    public void T25_a_schema_keeps_its_references()
    {
        var schema = JsonElement.Parse("""{"type":"object","properties":{"n":{"$ref":"#/$defs/node"}},"$defs":{"node":{"type":"object","properties":{"next":{"$ref":"#/$defs/node"}}}}}""");

        var tool = Respond.Body(new ChatOptions { Tools = [AIFunctionFactory.CreateDeclaration("f", "F", schema)] }).GetProperty("tools")[0];

        Assert.Equal(schema.GetRawText(), tool.GetProperty("parameters").GetRawText());
    }

    [Fact]
    public void Hosted_tools_are_written_with_all_they_say() => Snapshot.Match(Respond.Render(
        [new(ChatRole.User, "Hi")],
        new()
        {
            Tools =
            [
                new HostedWebSearchTool(new Dictionary<string, object?> { ["search_context_size"] = "low" }),
                new HostedCodeInterpreterTool { Inputs = [new HostedFileContent("file-1")] },
                new HostedFileSearchTool { Inputs = [new HostedVectorStoreContent("vs_1")], MaximumResultCount = 3 },
                new HostedImageGenerationTool { Options = new() { ModelId = "gpt-image-1", ImageSize = new(1024, 768), MediaType = "image/webp", AdditionalProperties = new() { ["quality"] = "low" } } },
                new HostedMcpServerTool("docs", new Uri("https://mcp.example.org/")) { ServerDescription = "Docs", AllowedTools = ["ask"], ApprovalMode = HostedMcpServerToolApprovalMode.RequireSpecific(["write"], ["ask"]), Headers = new Dictionary<string, string> { ["X-Team"] = "a" } },
                new HostedMcpServerTool("mail", "connector_gmail") { ApprovalMode = HostedMcpServerToolApprovalMode.NeverRequire },
                new ResponsesTool(JsonElement.Parse("""{"type":"custom","name":"sql","format":{"type":"text"}}""")),
            ],
        }));

    [Fact]
    public void Partial_images_are_asked_for_in_a_stream_alone()
    {
        var options = new ChatOptions { Tools = [new HostedImageGenerationTool { Options = new() { StreamingCount = 2, Count = 3 } }] };

        Assert.Equal("""[{"type":"image_generation"}]""", Respond.Member("tools", options));
    }

    [Fact]
    public void ToolSearchTool_defers_the_functions_it_names()
    {
        var other = AIFunctionFactory.Create(() => 1, "other", "Other");

        Assert.Equal(
            ["tool_search -", "function True", "function -"],
            Respond.Body(new ChatOptions { Tools = [new HostedToolSearchTool { DeferredTools = ["get_weather"] }, s_weather, other] }).GetProperty("tools").EnumerateArray()
                .Select(t => $"{t.GetProperty("type").GetString()} {(t.TryGetProperty("defer_loading", out var deferred) ? deferred.GetBoolean() : "-")}"));
    }

    [Fact]
    public void ToolSearchTool_with_a_namespace_groups_all_functions()
    {
        var tools = Respond.Body(new ChatOptions { Tools = [s_weather, new HostedToolSearchTool { Namespace = "crm", NamespaceDescription = "Customers" }] }).GetProperty("tools");

        Assert.Equal(["namespace", "tool_search"], tools.EnumerateArray().Select(t => t.GetProperty("type").GetString()));
        Assert.Equal(("crm", "Customers", true), (tools[0].GetProperty("name").GetString(), tools[0].GetProperty("description").GetString(), tools[0].GetProperty("tools")[0].GetProperty("defer_loading").GetBoolean()));
    }

    public static TheoryData<ChatToolMode, string> Modes => new()
    {
        { ChatToolMode.Auto, "\"auto\"" },
        { ChatToolMode.None, "\"none\"" },
        { ChatToolMode.RequireAny, "\"required\"" },
        { ChatToolMode.RequireSpecific("get_weather"), """{"type":"function","name":"get_weather"}""" },
        { ChatToolMode.RequireSpecific("sql"), """{"type":"custom","name":"sql"}""" },
        { ChatToolMode.RequireSpecific("web_search"), """{"type":"web_search"}""" },
        { ChatToolMode.RequireSpecific("mcp"), """{"type":"mcp","server_label":"docs"}""" },
    };

    [Theory, MemberData(nameof(Modes))]
    [Trait("Requirement", "S22")]
    public void Every_tool_mode_has_a_word(ChatToolMode mode, string expected) =>
        Assert.Equal(expected, Respond.Member("tool_choice", new() { ToolMode = mode, Tools = [s_weather, Freeform(), new HostedWebSearchTool(), new HostedMcpServerTool("docs", "https://mcp.example.org")] }));

    [Fact]
    public void A_tool_that_is_not_known_is_named_and_left_out()
    {
        var e = Assert.Throws<LlmProviderException>(() => Respond.Provider(configure: o => o.UnsupportedOptions = UnsupportedOptionBehavior.Throw).Preview([new(ChatRole.User, "Hi")], new() { Tools = [new OddTool()] }));

        Assert.Contains("OddTool", e.Message, StringComparison.Ordinal);
        Assert.Equal("absent", Respond.Member("tools", new() { Tools = [new OddTool()] }));
    }

    [Fact]
    public void A_file_that_is_no_vector_store_is_refused() =>
        Assert.Contains("HostedVectorStoreContent", Assert.Throws<LlmProviderException>(() => Respond.Body(new ChatOptions { Tools = [new HostedFileSearchTool { Inputs = [new HostedFileContent("f")] }] })).Message, StringComparison.Ordinal);

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_freeform_tool_gets_text_and_its_result_goes_back_as_one(bool stream)
    {
        const string Item = """{"id":"ctc_0","type":"custom_tool_call","status":"completed","call_id":"call_0","name":"sql","input":"select 1"}""";
        var answer = await Respond.ItemsAsync(stream, Item);

        var call = Assert.Single(answer.Messages[0].Contents.OfType<FunctionCallContent>());
        var input = Respond.Input(Respond.ThroughJson([new(ChatRole.User, "Hi"), .. answer.Messages, new(ChatRole.Tool, [new FunctionResultContent("call_0", "1")])]));

        Assert.Equal("select 1", call.Arguments!["$input"]);
        Assert.Equal("""{"type":"custom_tool_call","call_id":"call_0","name":"sql","input":"select 1","id":"ctc_0"}""", input[1].GetRawText());
        Assert.Equal("""{"type":"custom_tool_call_output","call_id":"call_0","output":"1"}""", input[2].GetRawText());
    }

    [Fact]
    public void A_freeform_function_is_offered_as_a_custom_tool() =>
        Assert.Equal("""[{"type":"custom","name":"sql","description":"Runs a query","format":{"type":"text"}}]""", Respond.Member("tools", new() { Tools = [Freeform()] }));

    private static AIFunction Freeform() => AIFunctionFactory.Create(
        (AIFunctionArguments arguments) => arguments["$input"]?.ToString(),
        new AIFunctionFactoryOptions { Name = "sql", Description = "Runs a query", AdditionalProperties = new Dictionary<string, object?> { [ResponsesTool.FreeformProperty] = JsonElement.Parse("""{"type":"text"}""") } });

    private sealed class OddTool : AITool;
}
