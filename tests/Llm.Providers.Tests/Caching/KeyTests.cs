using System.Text.Json;
using Llm.Providers.Caching;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Caching;

/// <summary>What makes two calls the same call.</summary>
public sealed class KeyTests
{
    private static readonly RequestScope s_scope = new("fake", "fake", "https://api.fake.test/v1/", "large", null, null);
    private static readonly byte[] s_png = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];

    public static TheoryData<string, Action<ChatOptions>> Options => new()
    {
        { "temperature", o => o.Temperature = 0.5f },
        { "model", o => o.ModelId = "small" },
        { "instructions", o => o.Instructions = "Be brief." },
        { "output limit", o => o.MaxOutputTokens = 7 },
        { "seed", o => o.Seed = 1 },
        { "format", o => o.ResponseFormat = ChatResponseFormat.Json },
        { "schema", o => o.ResponseFormat = ChatResponseFormat.ForJsonSchema(JsonElement.Parse("{\"type\":\"object\"}")) },
        { "stop", o => o.StopSequences = ["."] },
        { "reasoning", o => o.Reasoning = new() { Effort = ReasoningEffort.High } },
        { "own option", o => o.AdditionalProperties = new() { ["user"] = "u-42" } },
        { "header", o => o.AdditionalProperties = new() { [LlmPropertyNames.Headers] = new Dictionary<string, string> { ["x-beta"] = "1" } } },
        { "tools", o => o.Tools = [Tool("{\"type\":\"object\"}")] },
        { "tool mode", o => o.ToolMode = ChatToolMode.RequireAny },
    };

    [Theory]
    [MemberData(nameof(Options))]
    [Trait("Requirement", "S54")]
    public void S54_each_option_makes_another_call(string name, Action<ChatOptions> change)
    {
        var options = new ChatOptions();
        change(options);

        Assert.True(Key() != Key(options: options), name);
        Assert.Equal(Key(options: options), Key(options: options.Clone()));
    }

    [Fact]
    [Trait("Requirement", "S54")]
    public void S54_provider_endpoint_model_tenant_and_defaults_are_part_of_the_key()
    {
        RequestScope[] scopes =
        [
            s_scope, s_scope with { Provider = "other" }, s_scope with { Instance = "fake-2" }, s_scope with { Endpoint = "https://eu.fake.test/v1/" },
            s_scope with { Model = "small" }, s_scope with { Temperature = 1 }, s_scope with { MaxOutputTokens = 9 },
        ];

        var keys = scopes.Select(s => RequestKey.Compute(s, null, [new(ChatRole.User, "hi")], null)).Append(RequestKey.Compute(s_scope, "acme", [new(ChatRole.User, "hi")], null)).ToList();

        Assert.Equal(keys.Count, keys.Distinct().Count());
        Assert.Equal(Key(), Key(options: new() { ModelId = "large" }));
    }

    [Fact]
    [Trait("Requirement", "S54")]
    public void S54_contents_and_where_one_ends_are_part_of_the_key()
    {
        ChatMessage[][] conversations =
        [
            [new(ChatRole.User, "ab")], [new(ChatRole.User, [new TextContent("a"), new TextContent("b")])], [new(ChatRole.User, "a"), new(ChatRole.User, "b")], [new(ChatRole.System, "ab")],
            [new(ChatRole.User, [new TextContent("ab"), new DataContent(s_png, "image/png")])], [new(ChatRole.User, [new TextContent("ab"), new DataContent(s_png, "image/jpeg")])],
            [new(ChatRole.User, [new TextContent("ab"), new DataContent((byte[])[.. s_png, 1], "image/png")])], [new(ChatRole.User, [new TextContent("ab"), new UriContent("https://h.test/a.png", "image/png")])],
            [new(ChatRole.User, [new TextReasoningContent("ab")])],
        ];

        var keys = conversations.Select(c => RequestKey.Compute(s_scope, null, c, null)).ToList();

        Assert.DoesNotContain(null, keys);
        Assert.Equal(keys.Count, keys.Distinct().Count());
    }

    [Fact]
    [Trait("Requirement", "S54")]
    public void S54_tools_differ_by_name_description_and_schema_and_not_by_object()
    {
        string?[] keys = [Key(options: With(Tool("{\"type\":\"object\"}"))), Key(options: With(Tool("{\"type\":\"object\",\"required\":[]}"))), Key(options: With(Tool("{\"type\":\"object\"}", "other")))];

        Assert.Equal(3, keys.Distinct().Count());
        Assert.Equal(keys[0], Key(options: With(Tool("{\"type\":\"object\"}"))));
        Assert.Null(Key(options: With(new HostedMcpServerTool("s", new Uri("https://mcp.test/"))))); // what it is set to is in members nobody here knows
    }

    [Fact]
    [Trait("Requirement", "S54")]
    public async Task S54_what_calls_leave_in_a_history_does_not_change_the_key()
    {
        List<ChatMessage> first = [new(ChatRole.User, "one")], second = [new(ChatRole.User, "one")];
        first.AddMessages(await AnswerAsync("req-1", attempts: 1));
        second.AddMessages(await AnswerAsync("req-2", attempts: 2));
        second[0].MessageId = "m-7";
        second[0].CreatedAt = new(2026, 11, 29, 0, 0, 0, TimeSpan.Zero);
        second[0].AdditionalProperties = new() { [LlmPropertyNames.Warnings] = (string[])["w"] };

        Assert.Equal(RequestKey.Compute(s_scope, null, first, null), RequestKey.Compute(s_scope, null, second, null));
    }

    [Fact]
    [Trait("Requirement", "S54")]
    public void S54_a_history_that_was_stored_as_JSON_has_the_same_key()
    {
        ChatMessage[] history =
        [
            new(ChatRole.User, "one") { AdditionalProperties = new() { ["n"] = 1, ["t"] = "x", ["list"] = (string[])["a"] } },
            new(ChatRole.Assistant, [new FunctionCallContent("c", "f", new Dictionary<string, object?> { ["b"] = 1.5, ["a"] = "x" })]),
            new(ChatRole.Tool, [new FunctionResultContent("c", "done")]),
        ];

        var info = AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(IList<ChatMessage>));
        var stored = (IList<ChatMessage>)JsonSerializer.Deserialize(JsonSerializer.Serialize(history.ToList(), info), info)!;

        Assert.Equal(RequestKey.Compute(s_scope, null, history, null), RequestKey.Compute(s_scope, null, [.. stored], null));
    }

    [Fact]
    [Trait("Requirement", "S54")]
    public void S54_an_object_nobody_can_tell_from_another_has_no_key()
    {
        Assert.Null(Key(options: new() { AdditionalProperties = new() { ["o"] = new object() } }));
        Assert.Null(RequestKey.Compute(s_scope, null, [new(ChatRole.User, [new AIContent()])], null));
    }

    private static string? Key(string text = "hi", ChatOptions? options = null) => RequestKey.Compute(s_scope, null, [new(ChatRole.User, text)], options);

    private static ChatOptions With(AITool tool) => new() { Tools = [tool] };

    private static AIFunctionDeclaration Tool(string schema, string name = "f") => AIFunctionFactory.CreateDeclaration(name, "d", JsonElement.Parse(schema));

    private static async Task<ChatResponse> AnswerAsync(string requestId, int attempts)
    {
        var answer = new CannedResponse("{\"id\":\"r\",\"text\":\"two\",\"finish\":\"stop\"}").With("x-request-id", requestId);
        using var handler = new CannedHandler([.. Enumerable.Repeat(new CannedResponse(503, "{}"), attempts - 1), answer]);
        return await Fake.Client(handler, new EagerTime()).GetResponseAsync("one");
    }
}
