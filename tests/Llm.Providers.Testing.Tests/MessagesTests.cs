using System.Net;
using System.Text.Json;

namespace Llm.Providers.Testing.Tests;

/// <summary>The emulator of messages: what it answers, and what it refuses as its vendor does.</summary>
public sealed class MessagesTests
{
    private const string Version = "2023-06-01";
    private const string Use = """{"type":"tool_use","id":"toolu_1","name":"f","input":{}}""";
    private const string Result = """{"type":"tool_result","tool_use_id":"toolu_1","content":"1"}""";
    private const string Thought = """{"type":"thinking","thinking":"Hm.","signature":"bm8="}""";
    private const string MarkedLong = """{"type":"text","text":"b","cache_control":{"type":"ephemeral","ttl":"1h"}}""";
    private const string Marked = """{"type":"text","text":"a","cache_control":{"type":"ephemeral"}}""";

    public static TheoryData<string, string> Conversations => new()
    {
        { "[]", "at least one message is required" },
        { """[{"role":"assistant","content":"hi"}]""", "first message must use the \"user\" role" },
        { """[{"role":"robot","content":"hi"}]""", "messages.0.role: Input should be 'user' or 'assistant'" },
        { """[{"role":"user","content":"hi"},{"role":"system","content":"x"}]""", "messages.1.role" },
        { """[{"role":"user"}]""", "messages.0.content: Field required" },
        { """[{"role":"user","content":""}]""", "must have non-empty content" },
        { """[{"role":"user","content":[{"type":"text","text":""}]}]""", "text content blocks must be non-empty" },
        { """[{"role":"user","content":[{"type":"text","text":" "}]}]""", "must contain non-whitespace text" },
        { """[{"role":"user","content":[{"type":"video"}]}]""", "Input tag 'video'" },
        { """[{"role":"user","content":[{"type":"image","source":{"type":"base64","media_type":"image/bmp","data":"aGk="}}]}]""", "media_type" },
        { """[{"role":"user","content":[{"type":"image","source":{"type":"base64","media_type":"image/png","data":"%"}}]}]""", "Invalid base64" },
        { """[{"role":"user","content":"hi"},{"role":"assistant","content":"so "}]""", "trailing whitespace" },
        { $$"""[{"role":"user","content":"hi"},{"role":"assistant","content":[{{Use}}]}]""", "without `tool_result` blocks immediately after: toolu_1" },
        { $$"""[{"role":"user","content":"hi"},{"role":"assistant","content":[{{Use}}]},{"role":"user","content":"no"}]""", "without `tool_result` blocks" },
        { $$"""[{"role":"user","content":[{{Result}}]}]""", "unexpected `tool_use_id` found in `tool_result` blocks: toolu_1" },
        { $$"""[{"role":"user","content":"hi"},{"role":"assistant","content":[{{Use}},{{Use}}]}]""", "ids must be unique" },
        { $$"""[{"role":"user","content":"hi"},{"role":"assistant","content":[{{Use}}]},{"role":"user","content":[{"type":"text","text":"so"},{{Result}}]}]""", "must come first" },
        { $$"""[{"role":"user","content":"hi"},{"role":"assistant","content":[{{Thought}},{"type":"text","text":"x"}]},{"role":"user","content":"go"}]""", "Invalid `signature`" },
        { $$"""[{"role":"user","content":[{{string.Join(',', Enumerable.Repeat(Marked, 5))}}]}]""", "Found 5." },
        { $$"""[{"role":"user","content":[{{Marked}},{{MarkedLong}}]}]""", "must not come after" },
    };

    public static TheoryData<string, string> Members => new()
    {
        { "\"max_tokens\":0", "max_tokens: Input should be greater than or equal to 1" },
        { "\"seed\":1", "seed: Extra inputs are not permitted" },
        { "\"temperature\":1.5", "temperature: Input should be less than or equal to 1" },
        { "\"stop_sequences\":[\" \"]", "must contain non-whitespace" },
        { "\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":100}", "greater than or equal to 1024" },
        { "\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":2048}", "`max_tokens` must be greater than `thinking.budget_tokens`" },
        { "\"thinking\":{\"type\":\"adaptive\"},\"temperature\":0.5", "may only be set to 1" },
        { "\"thinking\":{\"type\":\"maybe\"}", "Input tag 'maybe'" },
        { "\"tool_choice\":{\"type\":\"auto\"}", "only be specified while providing tools" },
        { "\"tools\":[{\"name\":\"no spaces\",\"input_schema\":{\"type\":\"object\"}}]", "should match pattern" },
        { "\"tools\":[{\"name\":\"f\"}]", "input_schema: Field required" },
        { "\"tools\":[{\"name\":\"f\",\"input_schema\":{\"type\":\"object\"}},{\"name\":\"f\",\"input_schema\":{\"type\":\"object\"}}]", "must be unique" },
        { "\"tools\":[{\"name\":\"f\",\"input_schema\":{\"type\":\"object\"}}],\"tool_choice\":{\"type\":\"tool\",\"name\":\"g\"}", "Tool 'g' not found" },
        { "\"tools\":[{\"name\":\"f\",\"input_schema\":{\"type\":\"object\"}}],\"tool_choice\":{\"type\":\"any\"},\"thinking\":{\"type\":\"adaptive\"}", "forces tool use" },
        { Format("""{"type":"object","properties":{"n":{"type":"integer","minimum":1}},"additionalProperties":false}"""), "property 'minimum' is not supported" },
        { Format("""{"type":"object","properties":{}}"""), "'additionalProperties' must be explicitly set to false" },
        { "\"output_config\":{\"effort\":\"huge\"}", "output_config.effort" },
    };

    [Theory, MemberData(nameof(Conversations))]
    public Task A_conversation_the_vendor_refuses_is_refused(string messages, string words) => RefusedAsync($$"""{"model":"claude-sonnet-4-5","max_tokens":64,"messages":{{messages}}}""", words);

    [Theory, MemberData(nameof(Members))]
    public Task A_parameter_the_vendor_refuses_is_refused(string members, string words) =>
        RefusedAsync($$"""{"model":"claude-sonnet-4-5",{{(members.Contains("max_tokens", StringComparison.Ordinal) ? "" : "\"max_tokens\":1500,")}}{{members}},"messages":[{"role":"user","content":"hi"}]}""", words);

    [Fact]
    public Task A_limit_is_demanded() => RefusedAsync("""{"model":"m","messages":[{"role":"user","content":"hi"}]}""", "max_tokens: Field required");

    [Fact]
    public Task The_version_is_demanded() => RefusedAsync("""{"model":"m","max_tokens":5,"messages":[{"role":"user","content":"hi"}]}""", "anthropic-version: header is required", version: null);

    [Fact]
    public Task The_later_version_takes_no_sampling() => RefusedAsync("""{"model":"m","max_tokens":5,"temperature":1,"messages":[{"role":"user","content":"hi"}]}""", "temperature: Extra inputs", "2026-10-21");

    [Fact]
    public async Task The_later_version_takes_instructions_in_the_middle()
    {
        await using var http = await EmulatedHttp.StartAsync("handler");

        using var response = await PostAsync(http, """{"model":"m","max_tokens":50,"messages":[{"role":"user","content":"hi"},{"role":"system","content":"Be brief."},{"role":"user","content":"scenario:text"}]}""", "2026-10-21");

        Assert.Equal("Hello from the mock server.", (await ReadAsync(response)).GetProperty("content")[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_key_is_taken_in_both_forms()
    {
        await using var http = await EmulatedHttp.StartAsync("handler", new() { RequiredKey = "k" });
        const string Body = """{"model":"m","max_tokens":5,"messages":[{"role":"user","content":"scenario:text"}]}""";

        using var own = await http.PostAsync("messages", Body, default, ("anthropic-version", Version), ("x-api-key", "k"));
        using var bearer = await http.PostAsync("messages", Body, default, ("anthropic-version", Version), ("Authorization", "Bearer k"));
        using var wrong = await http.PostAsync("messages", Body, default, ("anthropic-version", Version), ("x-api-key", "w"));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Unauthorized), (own.StatusCode, bearer.StatusCode, wrong.StatusCode));
        Assert.Equal("authentication_error", (await ReadAsync(wrong)).GetProperty("error").GetProperty("type").GetString());
    }

    [Fact]
    public async Task A_stream_has_the_vendors_events_in_their_order()
    {
        await using var http = await EmulatedHttp.StartAsync("handler");

        using var response = await PostAsync(http, """{"model":"m","max_tokens":50,"stream":true,"messages":[{"role":"user","content":"scenario:reasoning"}]}""");
        var names = (await response.Content.ReadAsStringAsync()).Split('\n').Where(l => l.StartsWith("event: ", StringComparison.Ordinal)).Select(l => l[7..]).ToList();

        Assert.Equal(["message_start", "ping", "content_block_start", "content_block_delta"], names.Take(4));
        Assert.Equal(["content_block_stop", "message_delta", "message_stop"], names.TakeLast(3));
    }

    [Fact]
    public async Task Models_are_this_wires_only_where_its_version_is_named()
    {
        await using var http = await EmulatedHttp.StartAsync("handler");
        using var request = new HttpRequestMessage(HttpMethod.Get, "models?limit=1");
        request.Headers.Add("anthropic-version", Version);
        using var page = await http.Client.SendAsync(request);

        Assert.True((await ReadAsync(page)).TryGetProperty("has_more", out _));
        Assert.Equal("list", (await http.GetJsonAsync("models")).GetProperty("object").GetString());
    }

    private static async Task RefusedAsync(string body, string words, string? version = Version)
    {
        await using var http = await EmulatedHttp.StartAsync("handler");

        using var response = await PostAsync(http, body, version);
        var root = await ReadAsync(response);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(("error", "invalid_request_error"), (root.GetProperty("type").GetString(), root.GetProperty("error").GetProperty("type").GetString()));
        Assert.Contains(words, root.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(response.Headers.GetValues("request-id").Single(), root.GetProperty("request_id").GetString());
    }

    private static Task<HttpResponseMessage> PostAsync(EmulatedHttp http, string body, string? version = Version) =>
        version is null ? http.PostAsync("messages", body) : http.PostAsync("messages", body, default, ("anthropic-version", version));

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response) => JsonElement.Parse(await response.Content.ReadAsByteArrayAsync());

    private static string Format(string schema) => $$$"""
        "output_config":{"format":{"type":"json_schema","schema":{{{schema}}}}}
        """;
}
