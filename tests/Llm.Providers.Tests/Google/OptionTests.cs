using System.Text.Json;
using System.Text.Json.Nodes;
using Llm.Providers.Tests.OpenAICompatible;

namespace Llm.Providers.Tests.Google;

public sealed class OptionTests
{
    [Fact]
    [Trait("Requirement", "S28")]
    public void Every_option_has_its_place() => Snapshot.Match(Gemini.Render([new(ChatRole.System, "Be brief."), new(ChatRole.User, "Hi")], new()
    {
        Instructions = "Be kind.", Temperature = 0.5f, TopP = 0.25f, TopK = 20, MaxOutputTokens = 100, FrequencyPenalty = 0.5f, PresencePenalty = -0.5f, Seed = 7, StopSequences = ["END"],
        ResponseFormat = ChatResponseFormat.ForJsonSchema(JsonElement.Parse("""{"type":"object","properties":{"name":{"type":"string"}},"required":["name"],"additionalProperties":false}"""), "person", "A person."),
        Reasoning = new() { Effort = ReasoningEffort.Low, Output = ReasoningOutput.Summary },
        AdditionalProperties = new()
        {
            ["safetySettings"] = new JsonArray(new JsonObject { ["category"] = "HARM_CATEGORY_HARASSMENT", ["threshold"] = "BLOCK_NONE" }), ["cachedContent"] = "cachedContents/abc", ["labels"] = new JsonObject { ["team"] = "a" },
            ["candidateCount"] = 1, ["responseModalities"] = new JsonArray("TEXT", "IMAGE"), ["llm.private"] = "never",
        },
    }));

    [Theory]
    [InlineData("gemini-3-flash-preview", ReasoningEffort.None, """{"thinkingLevel":"minimal"}""")]
    [InlineData("gemini-3-flash-preview", ReasoningEffort.Low, """{"thinkingLevel":"low"}""")]
    [InlineData("gemini-3-flash-preview", ReasoningEffort.Medium, """{"thinkingLevel":"medium"}""")]
    [InlineData("gemini-3-flash-preview", ReasoningEffort.High, """{"thinkingLevel":"high"}""")]
    [InlineData("gemini-3-flash-preview", ReasoningEffort.ExtraHigh, """{"thinkingLevel":"high"}""")]
    [InlineData("gemini-3-pro-preview", ReasoningEffort.None, """{"thinkingLevel":"low"}""")]
    [InlineData("gemini-3-pro-preview", ReasoningEffort.Medium, """{"thinkingLevel":"high"}""")]
    [InlineData("gemini-3.1-pro-preview", ReasoningEffort.Medium, """{"thinkingLevel":"medium"}""")]
    [InlineData("gemini-2.5-pro", ReasoningEffort.None, """{"thinkingBudget":128}""")]
    [InlineData("gemini-2.5-pro", ReasoningEffort.ExtraHigh, """{"thinkingBudget":32768}""")]
    [InlineData("gemini-2.5-flash", ReasoningEffort.None, """{"thinkingBudget":0}""")]
    [InlineData("gemini-2.5-flash", ReasoningEffort.Low, """{"thinkingBudget":1024}""")]
    [InlineData("gemini-2.5-flash", ReasoningEffort.Medium, """{"thinkingBudget":8192}""")]
    [InlineData("gemini-2.5-flash", ReasoningEffort.High, """{"thinkingBudget":24576}""")]
    [InlineData("gemini-2.5-flash-lite", ReasoningEffort.ExtraHigh, """{"thinkingBudget":24576}""")]
    [InlineData("gemini-9-flash", ReasoningEffort.Medium, """{"thinkingLevel":"medium"}""")]
    [InlineData("gemini-2.5-brand-new", ReasoningEffort.None, """{"thinkingBudget":512}""")]
    [InlineData("gemini-2.5-brand-new", ReasoningEffort.ExtraHigh, """{"thinkingBudget":24576}""")]
    [InlineData("gemini-3.1-flash-image", ReasoningEffort.Low, """{"thinkingLevel":"high"}""")]
    [InlineData("gemini-flash-latest", ReasoningEffort.Low, """{"thinkingLevel":"low"}""")]
    [InlineData("tunedModels/ours", ReasoningEffort.Medium, """{"thinkingLevel":"medium"}""")]
    public void Effort_is_said_as_the_family_of_the_model_takes_it(string model, ReasoningEffort effort, string expected) =>
        Assert.Equal(expected, JsonNode.Parse(Config(new() { ModelId = model, Reasoning = new() { Effort = effort } }).GetProperty("thinkingConfig").GetRawText())!.ToJsonString());

    [Theory]
    [InlineData("gemini-3-flash-preview", ReasoningEffort.None)]
    [InlineData("gemini-3-flash-preview", ReasoningEffort.ExtraHigh)]
    [InlineData("gemini-3-pro-preview", ReasoningEffort.Medium)]
    [InlineData("gemini-2.5-pro", ReasoningEffort.None)]
    [InlineData("gemini-2.0-flash", ReasoningEffort.High)]
    [InlineData("gemini-2.0-brand-new", ReasoningEffort.High)]
    [InlineData("gemini-3-pro-image-preview", ReasoningEffort.High)]
    [InlineData("gemini-2.5-flash-image", ReasoningEffort.High)]
    [InlineData("gemma-9-1b", ReasoningEffort.High)]
    public async Task An_effort_that_is_not_what_was_asked_for_is_said(string model, ReasoningEffort effort) =>
        Assert.Contains("ChatOptions.Reasoning", await Gemini.WarningsAsync(new() { ModelId = model, Reasoning = new() { Effort = effort } }), StringComparison.Ordinal);

    [Theory]
    [InlineData(ReasoningOutput.None, "false")]
    [InlineData(ReasoningOutput.Summary, "true")]
    [InlineData(ReasoningOutput.Full, "true")]
    public void Thoughts_are_asked_for(ReasoningOutput output, string expected) =>
        Assert.Equal(expected, Config(new() { Reasoning = new() { Output = output } }).GetProperty("thinkingConfig").GetProperty("includeThoughts").GetRawText());

    [Fact]
    [Trait("Requirement", "T27")]
    public async Task T27_what_the_wire_has_no_place_for_is_left_out_and_named()
    {
        var warnings = await Gemini.WarningsAsync(
            new()
            {
                ConversationId = "c", AllowBackgroundResponses = true, AllowMultipleToolCalls = false, Seed = long.MaxValue, StopSequences = ["1", "2", "3", "4", "5", "6"],
                Tools = [new HostedMcpServerTool("m", new Uri("https://mcp.test")), new HostedImageGenerationTool(), new HostedCodeInterpreterTool { Inputs = [new HostedFileContent("f")] }], ToolMode = ChatToolMode.RequireAny,
            },
            new ChatMessage(ChatRole.User, "Hi") { AuthorName = "Ada" });

        foreach (var name in new[] { "ConversationId", "AllowBackgroundResponses", "AllowMultipleToolCalls", "Seed", "StopSequences", "HostedMcpServerTool", "HostedImageGenerationTool", "HostedCodeInterpreterTool.Inputs", "ToolMode", "AuthorName" })
        {
            Assert.Contains(name, warnings, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_object_the_caller_gives_in_part_is_filled_in()
    {
        var body = Gemini.Body(new ChatOptions
        {
            Temperature = 0.5f, MaxOutputTokens = 10, ToolMode = ChatToolMode.RequireAny, Tools = [AIFunctionFactory.Create(() => 1, "f")],
            RawRepresentationFactory = null,
            AdditionalProperties = new()
            {
                ["generationConfig"] = new JsonObject { ["temperature"] = 1, ["speechConfig"] = new JsonObject { ["languageCode"] = "de-DE" } },
                ["toolConfig"] = new JsonObject { ["retrievalConfig"] = new JsonObject { ["languageCode"] = "de" } },
            },
        });

        Assert.Equal("""{"temperature":1,"speechConfig":{"languageCode":"de-DE"},"maxOutputTokens":10}""", Compact(body, "generationConfig"));
        Assert.Equal("""{"retrievalConfig":{"languageCode":"de"},"functionCallingConfig":{"mode":"ANY"}}""", Compact(body, "toolConfig"));
    }

    [Fact]
    public async Task A_raw_request_is_the_base_of_what_is_sent()
    {
        var handler = new Support.CannedHandler(Gemini.Answer(Gemini.Text("ok")));

        await Gemini.Provider(handler).CreateChatClient().GetResponseAsync("Hi", new()
        {
            Temperature = 0.5f, RawRepresentationFactory = _ => new JsonObject { ["generationConfig"] = new JsonObject { ["topK"] = 3 }, ["tools"] = new JsonArray(new JsonObject { ["urlContext"] = new JsonObject() }) },
        });

        var body = JsonElement.Parse(handler.Single.Text);
        Assert.Equal("""{"topK":3,"temperature":0.5}""", Compact(body, "generationConfig"));
        Assert.Equal("""[{"urlContext":{}}]""", Compact(body, "tools"));
    }

    [Theory]
    [Trait("Requirement", "S22")]
    [InlineData("auto", """{"mode":"AUTO"}""")]
    [InlineData("none", """{"mode":"NONE"}""")]
    [InlineData("any", """{"mode":"ANY"}""")]
    [InlineData("one", """{"mode":"ANY","allowedFunctionNames":["f"]}""")]
    public void Tool_modes_are_said(string mode, string expected)
    {
        var options = new ChatOptions
        {
            Tools = [AIFunctionFactory.Create(() => 1, "f")],
            ToolMode = mode switch { "auto" => ChatToolMode.Auto, "none" => ChatToolMode.None, "any" => ChatToolMode.RequireAny, _ => ChatToolMode.RequireSpecific("f") },
        };

        Assert.Equal(expected, JsonNode.Parse(Gemini.Body(options).GetProperty("toolConfig").GetProperty("functionCallingConfig").GetRawText())!.ToJsonString());
    }

    [Fact]
    public void Tools_of_the_vendor_stand_beside_functions() => Snapshot.Match(Gemini.Render(new ChatOptions
    {
        Tools =
        [
            AIFunctionFactory.CreateDeclaration("f", "Does it.", JsonElement.Parse("""{"type":"object","properties":{"x":{"type":"integer"}}}""")), AIFunctionFactory.CreateDeclaration("now", null, JsonElement.Parse("{}")),
            new HostedWebSearchTool(), new HostedCodeInterpreterTool(), new HostedFileSearchTool { Inputs = [new HostedVectorStoreContent("fileSearchStores/s1")], MaximumResultCount = 3 },
        ],
    }));

    [Fact]
    public void Strict_tools_are_validated_by_the_vendor()
    {
        var body = Gemini.Body(new ChatOptions { Tools = [AIFunctionFactory.Create(() => 1, "f")], AdditionalProperties = new() { ["strict"] = true } });

        Assert.Equal("VALIDATED", body.GetProperty("toolConfig").GetProperty("functionCallingConfig").GetProperty("mode").GetString());
        Assert.False(body.TryGetProperty("strict", out _));
    }

    [Theory]
    [InlineData("gemini-2.5-flash", "models/gemini-2.5-flash:generateContent")]
    [InlineData("models/gemini-2.5-flash", "models/gemini-2.5-flash:generateContent")]
    [InlineData("tunedModels/my-model-1", "tunedModels/my-model-1:generateContent")]
    [InlineData("odd id?x#y", "models/odd%20id%3Fx%23y:generateContent")]
    public void Model_ids_are_escaped_into_the_path(string id, string path)
    {
        using var request = Gemini.Provider().Preview([new(ChatRole.User, "Hi")], new() { ModelId = id });

        Assert.Equal(path, request.Path);
    }

    [Fact]
    public void A_model_id_cannot_lead_out_of_the_models() =>
        Assert.Equal(LlmErrorKind.InvalidRequest, Assert.Throws<LlmProviderException>(() => Gemini.Provider().Preview([new(ChatRole.User, "Hi")], new() { ModelId = "../files" })).Kind);

    private static JsonElement Config(ChatOptions options) => Gemini.Body(options).GetProperty("generationConfig");

    private static string Compact(JsonElement body, string name) => JsonNode.Parse(Compatible.Member(name, body.GetRawText()))!.ToJsonString();
}
