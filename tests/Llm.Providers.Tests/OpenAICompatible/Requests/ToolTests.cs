using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;
using Llm.Providers.OpenAICompatible;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.OpenAICompatible.Requests;

public sealed class ToolTests
{
    private const string Schema = """
        {"type":"object","$defs":{"place":{"type":"object","properties":{"city":{"type":"string","enum":["Oslo","Bergen"],"default":"Oslo"}}}},
        "properties":{"where":{"$ref":"#/$defs/place"},"unit":{"anyOf":[{"type":"string"},{"type":"null"}]},"days":{"type":["integer","null"],"minimum":1,"exclusiveMaximum":15},"kind":{"oneOf":[{"const":1},{"enum":[2,3]}]}},
        "required":["where"],"additionalProperties":false,"propertyNames":{"pattern":"^[a-z]+$"},"not":{"required":["x"]}}
        """;

    private static readonly AIFunctionDeclaration s_weather = Declare("get_weather", "Weather of a place.", Schema);

    [Fact]
    [Trait("Requirement", "B12")]
    public void B12_schemas_pass_as_they_are()
    {
        var request = JsonNode.Parse(Compatible.Render(new ChatOptions { Tools = [s_weather] }))!;

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Schema), request["tools"]![0]!["function"]!["parameters"]));
    }

    [Fact]
    [Trait("Requirement", "S22")]
    public void Tools_are_offered_with_name_description_and_schema() =>
        Snapshot.Match(Compatible.Render(new ChatOptions
        {
            Tools =
            [
                AIFunctionFactory.CreateDeclaration("get_weather", "Weather of a city.", JsonElement.Parse("""{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}""")),
                Declare("now", null, "{}"),
                Declare("always", null, "true"),
                Declare("typeless", null, """{"properties":{"a":{"type":"string"}}}"""),
            ],
            ToolMode = ChatToolMode.Auto, AllowMultipleToolCalls = false,
        }));

    [Fact]
    public void A_dotnet_function_is_offered_with_the_schema_made_of_it() =>
        Snapshot.Match(Compatible.Render(new ChatOptions { Tools = [AIFunctionFactory.Create(Weather, "weather", serializerOptions: AIJsonUtilities.DefaultOptions)] }));

    [Fact]
    public void Strict_schemas_require_every_property_and_none_beyond() =>
        Snapshot.Match(Compatible.Render(new ChatOptions
        {
            Tools = [new Strict(Declare("f", null, """{"type":"object","properties":{"a":{"type":"string","default":"x"},"b":{"type":"object","properties":{"c":{"type":"integer"}}}},"required":["a"]}"""))],
        }));

    [Fact]
    public void Strict_can_be_asked_for_with_the_call_and_is_no_member_of_the_body()
    {
        var request = Compatible.Render(new ChatOptions { Tools = [s_weather], AdditionalProperties = new() { ["strict"] = false } });

        Assert.Equal("false absent", $"{JsonElement.Parse(request).GetProperty("tools")[0].GetProperty("function").GetProperty("strict")} {Compatible.Member("strict", request)}".ToLowerInvariant());
    }

    [Fact]
    public async Task Strict_is_left_out_where_the_vendor_does_not_take_it()
    {
        var http = new CannedHandler("""{"choices":[{"message":{"content":"x"}}]}""");

        var response = await Compatible.Client(http, new() { AcceptsStrictTools = false }).GetResponseAsync("hi", new() { Tools = [new Strict(s_weather)] });

        Assert.DoesNotContain("\"strict\"", http.Single.Text, StringComparison.Ordinal);
        Assert.Equal(["strict of the tool get_weather is not accepted by acme and was left out."], response.GetWarnings());
    }

    public static TheoryData<ChatToolMode?, string> Modes => new()
    {
        { null, "absent" },
        { ChatToolMode.Auto, "\"auto\"" },
        { ChatToolMode.None, "\"none\"" },
        { ChatToolMode.RequireAny, "\"required\"" },
        { ChatToolMode.RequireSpecific("get_weather"), """{"type":"function","function":{"name":"get_weather"}}""" },
    };

    [Theory]
    [MemberData(nameof(Modes))]
    public void Every_tool_mode_has_its_word(ChatToolMode? mode, string expected) =>
        Assert.Equal(expected, Compatible.Option("tool_choice", new() { Tools = [s_weather], ToolMode = mode }));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_demand_the_vendor_cannot_take_is_left_out_with_a_warning(bool named)
    {
        var http = new CannedHandler("""{"choices":[{"message":{"content":"x"}}]}""");
        var client = Compatible.Client(http, new() { AcceptsNamedToolChoice = false, AcceptsRequiredToolChoice = false });

        var response = await client.GetResponseAsync("hi", new() { Tools = [s_weather], ToolMode = named ? ChatToolMode.RequireSpecific("get_weather") : ChatToolMode.RequireAny });

        Assert.Equal("absent", Compatible.Member("tool_choice", http.Single.Text));
        Assert.Contains("ChatOptions.ToolMode", Assert.Single(response.GetWarnings()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "true")]
    [InlineData(false, "false")]
    [InlineData(null, "absent")]
    public void Parallel_calls_are_allowed_or_not_as_asked(bool? parallel, string expected) =>
        Assert.Equal(expected, Compatible.Option("parallel_tool_calls", new() { Tools = [s_weather], AllowMultipleToolCalls = parallel }));

    [Fact]
    public async Task A_hosted_tool_is_left_out_with_a_warning()
    {
        var http = new CannedHandler("""{"choices":[{"message":{"content":"x"}}]}""");

        var response = await Compatible.Client(http).GetResponseAsync("hi", new() { Tools = [new HostedWebSearchTool()], ToolMode = ChatToolMode.Auto });

        Assert.Equal("absent absent", $"{Compatible.Member("tools", http.Single.Text)} {Compatible.Member("tool_choice", http.Single.Text)}");
        Assert.Equal(["The tool web_search (HostedWebSearchTool) cannot be offered over chat completions and was left out."], response.GetWarnings());
    }

    [Fact]
    public void A_hosted_tool_stops_the_call_where_that_is_wanted() =>
        Assert.Equal(
            LlmErrorKind.UnsupportedOption,
            Assert.Throws<LlmProviderException>(() => Compatible.Render([new(ChatRole.User, "Hi")], new() { Tools = [new HostedCodeInterpreterTool()] }, configure: o => o.UnsupportedOptions = UnsupportedOptionBehavior.Throw)).Kind);

    [Fact]
    public void A_schema_for_the_answer_is_sent_as_it_is() =>
        Snapshot.Match(Compatible.Render(new ChatOptions { ResponseFormat = ChatResponseFormat.ForJsonSchema(JsonElement.Parse(Schema), "weather", "The weather.") }));

    [Fact]
    public void A_strict_schema_for_the_answer_requires_every_property() =>
        Snapshot.Match(Compatible.Render(new ChatOptions
        {
            ResponseFormat = ChatResponseFormat.ForJsonSchema(JsonElement.Parse("""{"type":"object","properties":{"a":{"type":"string"},"b":{"type":["integer","null"]}}}""")),
            AdditionalProperties = new() { ["strict"] = true },
        }));

    [Theory]
    [InlineData(StructuredOutputSupport.JsonSchema, true, """{"type":"json_object"}""")]
    [InlineData(StructuredOutputSupport.JsonObject, true, """{"type":"json_object"}""")]
    [InlineData(StructuredOutputSupport.JsonSchema, false, "absent")]
    [InlineData(StructuredOutputSupport.None, true, "absent")]
    public void Json_without_a_schema_is_asked_for_where_the_vendor_can(StructuredOutputSupport support, bool acceptsObject, string expected) =>
        Assert.Equal(expected, Compatible.Option("response_format", new() { ResponseFormat = ChatResponseFormat.Json }, new() { StructuredOutput = support, AcceptsJsonObject = acceptsObject }));

    [Fact]
    public void T25_a_vendor_that_takes_no_schema_is_told_it_in_words() =>
        Snapshot.Match(Compatible.Render(
            new ChatOptions { Instructions = "Be brief.", ResponseFormat = ChatResponseFormat.ForJsonSchema(JsonElement.Parse("""{"type":"object"}""")) },
            new() { StructuredOutput = StructuredOutputSupport.JsonObject }));

    [Fact]
    public void Plain_text_needs_no_format() => Assert.Equal("absent", Compatible.Option("response_format", new() { ResponseFormat = ChatResponseFormat.Text }));

    [Description("Weather of a city.")]
    private static string Weather([Description("The city.")] string city, int? days = null) => $"{city} {days}";

    private static AIFunctionDeclaration Declare(string name, string? description, string schema) => AIFunctionFactory.CreateDeclaration(name, description, JsonElement.Parse(schema));

    private sealed class Strict(AIFunctionDeclaration inner) : AIFunctionDeclaration
    {
        public override string Name => inner.Name;

        public override JsonElement JsonSchema => inner.JsonSchema;

        public override IReadOnlyDictionary<string, object?> AdditionalProperties { get; } = new Dictionary<string, object?> { ["strict"] = true };
    }
}
