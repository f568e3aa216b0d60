using System.Text.Json;
using System.Text.Json.Nodes;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Ollama;

public sealed class RequestTests
{
    private static readonly byte[] s_png = [0x89, (byte)'P', (byte)'N', (byte)'G', 1, 2, 3];

    private static readonly AIFunction s_weather = AIFunctionFactory.Create((string city, bool metric = true) => 21, "get_weather", "Weather of a city");

    private static readonly ChatOptions s_typed = new()
    {
        Instructions = "Be brief.", Temperature = 0.5f, TopP = 0.9f, TopK = 40, FrequencyPenalty = 0.1f, PresencePenalty = 0.2f, Seed = 42, MaxOutputTokens = 100, StopSequences = ["END", "STOP"],
        Tools = [s_weather], ToolMode = ChatToolMode.Auto,
    };

    [Fact]
    public async Task Strongly_typed_options_are_all_sent()
    {
        var (body, warnings) = await Served.SendAsync(s_typed);

        Snapshot.Match(Served.Indent(body));
        Assert.Empty(warnings);
    }

    [Fact]
    [Trait("Requirement", "S28")]
    public async Task A_conversation_keeps_its_order_and_roles()
    {
        var (body, _) = await Served.SendAsync(
            [
                new(ChatRole.System, "You are short."),
                new(new ChatRole("developer"), "And kind."),
                new(ChatRole.User, [new TextContent("Look:"), new DataContent(s_png, "image/png"), new TextContent("What is it?")]),
                new(ChatRole.Assistant, [new TextReasoningContent("A square?"), new TextContent("Let me look."), new FunctionCallContent("call_1", "look", new Dictionary<string, object?> { ["closely"] = true })]),
                new(ChatRole.Tool, [new FunctionResultContent("call_1", "a red square")]),
                new(ChatRole.Assistant, "A red square."),
                new(ChatRole.User, "Thanks."),
            ]);

        Snapshot.Match(Served.Indent(body.GetProperty("messages")));
    }

    [Fact]
    public async Task A_stream_is_asked_for_and_a_whole_answer_too()
    {
        var http = new CannedHandler(new CannedResponse(Served.Lines(Served.End)));
        using var chat = Served.Client(http);

        await chat.GetStreamingResponseAsync("Hi").ToListAsync();
        var (whole, _) = await Served.SendAsync(new ChatOptions());

        Assert.Equal("true", JsonElement.Parse(http.Single.Text).Member("stream"));
        Assert.Equal("false", whole.Member("stream"));
        Assert.Equal("http://localhost:11434/api/chat", http.Single.Uri.AbsoluteUri);
    }

    [Fact]
    [Trait("Case", "T32")]
    public async Task T32_context_length_and_keep_alive_come_from_the_settings_and_yield_to_the_call()
    {
        var (set, _) = await Served.SendAsync(new ChatOptions(), o => (o.ContextLength, o.KeepAlive, o.TruncateInput) = (16384, TimeSpan.FromMinutes(30), false));
        var (overridden, _) = await Served.SendAsync(new ChatOptions { AdditionalProperties = new() { ["num_ctx"] = 8192, ["keep_alive"] = "1h", ["truncate"] = true } }, o => (o.ContextLength, o.KeepAlive, o.TruncateInput) = (16384, TimeSpan.FromMinutes(30), false));
        var (plain, _) = await Served.SendAsync(new ChatOptions());

        Assert.Equal(("16384", "1800", "false"), (set.Member("options.num_ctx"), set.Member("keep_alive"), set.Member("truncate")));
        Assert.Equal(("8192", "\"1h\"", "true"), (overridden.Member("options.num_ctx"), overridden.Member("keep_alive"), overridden.Member("truncate")));
        Assert.Equal("""{"model":"qwen3:8b","messages":[{"role":"user","content":"Hi"}],"stream":false}""", plain.GetRawText());
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(90_000, "90")]
    [InlineData(1_500, "\"1500ms\"")]
    [InlineData(-1, "-1")]
    public async Task Keep_alive_is_seconds_or_milliseconds_or_for_ever(int milliseconds, string expected)
    {
        var (body, _) = await Served.SendAsync(new ChatOptions(), o => o.KeepAlive = TimeSpan.FromMilliseconds(milliseconds));

        Assert.Equal(expected, body.Member("keep_alive"));
    }

    [Fact]
    public async Task Additional_properties_go_where_the_wire_wants_them_and_win()
    {
        var options = new ChatOptions
        {
            Temperature = 0.5f, Seed = 1, RawRepresentationFactory = _ => new JsonObject { ["options"] = new JsonObject { ["mirostat"] = 2 }, ["logprobs"] = true },
            AdditionalProperties = new() { ["temperature"] = 0.1, ["min_p"] = 0.05, ["repeat_penalty"] = 1.2, ["top_logprobs"] = 3, ["llm.mine"] = "kept", ["options"] = JsonElement.Parse("""{"num_gpu":1}"""), ["think"] = "low", ["shift"] = false },
            Reasoning = new() { Effort = ReasoningEffort.High },
        };

        var (body, _) = await Served.SendAsync(options);

        Assert.Equal("""{"seed":1,"mirostat":2,"temperature":0.1,"min_p":0.05,"repeat_penalty":1.2,"num_gpu":1}""", body.Member("options"));
        Assert.Equal(("true", "3", "\"low\"", "false", "absent"), (body.Member("logprobs"), body.Member("top_logprobs"), body.Member("think"), body.Member("shift"), body.Member("llm.mine")));
    }

    [Fact]
    public async Task Options_that_are_no_object_are_refused()
    {
        var e = await Assert.ThrowsAsync<LlmProviderException>(() => Served.SendAsync(new ChatOptions { AdditionalProperties = new() { ["options"] = 5 } }));

        Assert.Equal(LlmErrorKind.InvalidRequest, e.Kind);
    }

    [Fact]
    public async Task The_answer_can_be_bound_to_json_and_to_a_schema()
    {
        var schema = JsonElement.Parse("""{"type":"object","properties":{"name":{"type":"string"}}}""");

        var (json, _) = await Served.SendAsync(new ChatOptions { ResponseFormat = ChatResponseFormat.Json });
        var (described, _) = await Served.SendAsync(new ChatOptions { ResponseFormat = ChatResponseFormat.ForJsonSchema(schema, "person", "A person.") });
        var (text, _) = await Served.SendAsync(new ChatOptions { ResponseFormat = ChatResponseFormat.Text });

        Assert.Equal("\"json\"", json.Member("format"));
        Assert.Equal("""{"description":"A person.","type":"object","properties":{"name":{"type":"string"}}}""", described.Member("format"));
        Assert.Equal("absent", text.Member("format"));
    }

    [Fact]
    [Trait("Requirement", "S09")]
    public async Task Defaults_of_the_host_are_sent_when_it_sets_them()
    {
        var (body, _) = await Served.SendAsync(new ChatOptions(), o => (o.Temperature, o.MaxOutputTokens) = (0.7f, 2048));

        Assert.Equal("""{"num_predict":2048,"temperature":0.7}""", body.Member("options"));
    }

    [Fact]
    [Trait("Case", "T27")]
    public async Task T27_what_the_wire_cannot_say_is_left_out_with_a_warning()
    {
        var (body, warnings) = await Served.SendAsync(
            [new(ChatRole.User, "Hi") { AuthorName = "Ada" }],
            new()
            {
                Tools = [s_weather, new HostedWebSearchTool()], ToolMode = ChatToolMode.RequireSpecific("get_weather"), AllowMultipleToolCalls = false,
                ConversationId = "c1", AllowBackgroundResponses = true, AdditionalProperties = new() { ["strict"] = true },
            });

        Assert.Single(body.GetProperty("tools").EnumerateArray());
        Assert.Equal("absent", body.Member("strict"));
        foreach (var name in new[] { "AuthorName", "ToolMode", "AllowMultipleToolCalls", "ConversationId", "AllowBackgroundResponses", "strict", "HostedWebSearchTool" })
        {
            Assert.Contains(warnings, w => w.Contains(name, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task What_the_wire_cannot_say_is_refused_where_that_is_wanted()
    {
        var e = await Assert.ThrowsAsync<LlmProviderException>(() => Served.SendAsync(new ChatOptions { Tools = [s_weather], ToolMode = ChatToolMode.RequireAny }, o => o.UnsupportedOptions = UnsupportedOptionBehavior.Throw));

        Assert.Equal(LlmErrorKind.UnsupportedOption, e.Kind);
        Assert.Contains("ToolMode", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_right_to_call_a_model_gets_no_tools()
    {
        var (body, warnings) = await Served.SendAsync(new ChatOptions { Tools = [s_weather], ToolMode = ChatToolMode.None });

        Assert.Equal("absent", body.Member("tools"));
        Assert.Empty(warnings);
    }
}
