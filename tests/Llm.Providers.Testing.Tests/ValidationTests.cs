using System.Net;

namespace Llm.Providers.Testing.Tests;

/// <summary>What a vendor refuses, the emulator refuses: a client's mistakes must not pass here and fail in production.</summary>
public sealed class ValidationTests
{
    private const string Call = """{"id":"call_1","type":"function","function":{"name":"f","arguments":"{}"}}""";
    private const string ObjectCall = """{"id":"call_1","type":"function","function":{"name":"f","arguments":{}}}""";

    private static readonly string s_user = """{"role":"user","content":"hi"}""";

    public static TheoryData<string, string?, string> Messages => new()
    {
        { "[]", "messages", "empty array" },
        { """{"role":"user"}""", "messages", "expected an array" },
        { """["hi"]""", "messages[0]", "expected an object" },
        { """[{"content":"hi"}]""", "messages[0].role", "Missing required parameter" },
        { """[{"role":"robot","content":"hi"}]""", "messages[0].role", "Invalid value: 'robot'" },
        { """[{"role":"user","content":null}]""", "messages[0].content", "expected a string, got null" },
        { """[{"role":"user","content":7}]""", "messages[0].content", "Invalid type" },
        { """[{"role":"user","content":[]}]""", "messages[0].content", "empty array" },
        { """[{"role":"user","content":[{"type":"tool_use"}]}]""", "messages[0].content[0].type", "Invalid value: 'tool_use'" },
        { """[{"role":"assistant","content":[{"type":"image_url","image_url":{"url":"https://a/b"}}]}]""", "messages[0].content[0].type", "image_url" },
        { Part("image_url", """{"url":"file:///etc/passwd"}"""), "messages[0].content[0].image_url.url", "valid URL" },
        { Part("image_url", """{"url":"data:image/png;base64,%%%"}"""), "messages[0].content[0].image_url.url", "valid URL" },
        { Part("image_url", """{"url":"data:text/plain;base64,aGk="}"""), "messages[0].content[0].image_url.url", "valid URL" },
        { Part("input_audio", """{"data":"aGk=","format":"ogg"}"""), "messages[0].content[0].input_audio.format", "ogg" },
        { $$"""[{{s_user}},{"role":"tool","tool_call_id":"call_1","content":"1"}]""", "messages[1].role", "must be a response to a preceeding message" },
        { $$"""[{{s_user}},{"role":"assistant","tool_calls":[{{Call}}]}]""", "messages", "call_1" },
        { $$"""[{"role":"assistant","tool_calls":[{{Call}}]},{{s_user}}]""", "messages[1]", "must be followed by tool messages" },
        { $$"""[{"role":"assistant","tool_calls":[{{Call}}]},{"role":"tool","tool_call_id":"call_2","content":"1"}]""", "messages[1].role", "preceeding" },
        { $$"""[{"role":"assistant","tool_calls":[{{ObjectCall}}]}]""", "messages[0].tool_calls[0].function.arguments", "expected a string" },
        { """[{"role":"assistant"}]""", "messages[0].content", "got null" },
    };

    public static TheoryData<string, string?, string> Members => new()
    {
        { "\"model\":null", null, "you must provide a model parameter" },
        { "\"model\":7", "model", "Invalid type" },
        { "\"temperature\":2.5", "temperature", "<= 2" },
        { "\"temperature\":\"hot\"", "temperature", "Invalid type" },
        { "\"top_p\":-1", "top_p", ">= 0" },
        { "\"max_tokens\":0", "max_tokens", ">= 1" },
        { "\"max_tokens\":1,\"max_completion_tokens\":1", "max_tokens", "at the same time" },
        { "\"n\":2", "n", "<= 1" },
        { "\"stop\":[\"a\",\"b\",\"c\",\"d\",\"e\"]", "stop", "too long" },
        { "\"stream\":\"yes\"", "stream", "Invalid type" },
        { "\"stream_options\":{\"include_usage\":true}", "stream_options", "only allowed when 'stream' is enabled" },
        { "\"tools\":[]", "tools", "empty array" },
        { "\"tool_choice\":\"auto\"", "tool_choice", "only allowed when 'tools'" },
        { "\"parallel_tool_calls\":false", "parallel_tool_calls", "only allowed when 'tools'" },
        { Tool("""{"name":"get weather"}"""), "tools[0].function.name", "does not match pattern" },
        { Tool("""{"name":"f","parameters":{"type":"array"}}"""), "tools[0].function.parameters", "type: \"object\"" },
        { Tool("""{"name":"f"}""") + ",\"tool_choice\":\"maybe\"", "tool_choice", "Invalid value: 'maybe'" },
        { Tool("""{"name":"f"}""") + ""","tool_choice":{"type":"function","function":{"name":"g"}}""", "tool_choice", "tool 'g' not found" },
        { Tool("""{"name":"f","strict":true,"parameters":{"type":"object"}}"""), "tools[0].function.parameters", "'additionalProperties' is required" },
        { Strict("""{"type":"object","additionalProperties":false,"properties":{"a":{"type":"string"}},"required":[]}"""), "response_format", "Missing 'a'" },
        { Strict("""{"type":"array","items":{"type":"object"}}"""), "response_format", "('items')" },
        { "\"response_format\":{\"type\":\"json_object\"}", "messages", "must contain the word 'json'" },
        { "\"response_format\":{\"type\":\"yaml\"}", "response_format.type", "yaml" },
        { "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"schema\":{}}}", "response_format.json_schema.name", "Missing" },
    };

    [Theory, MemberData(nameof(Messages))]
    public async Task Messages_no_vendor_takes_are_refused(string messages, string? parameter, string message) =>
        await AssertRefusedAsync(Requests.Messages(messages), parameter, message);

    [Theory, MemberData(nameof(Members))]
    public async Task Settings_no_vendor_takes_are_refused(string member, string? parameter, string message) =>
        await AssertRefusedAsync(Requests.User("hi", member), parameter, message);

    [Theory]
    [InlineData("", null, "could not parse")]
    [InlineData("{", null, "could not parse")]
    [InlineData("[]", null, "expected a JSON object")]
    [InlineData("""{"model":"a","model":"b","messages":[]}""", null, "could not parse")]
    [InlineData("""{"model":"m"}""", "messages", "Missing required parameter: 'messages'.")]
    public async Task Bodies_no_vendor_takes_are_refused(string body, string? parameter, string message) =>
        await AssertRefusedAsync(body, parameter, message);

    [Fact]
    public async Task A_proper_conversation_with_everything_in_it_is_taken()
    {
        await using var http = await EmulatedHttp.StartAsync("handler");
        var body = Requests.Messages(
            $$$"""
            [{"role":"system","content":"Be brief."},{"role":"developer","content":[{"type":"text","text":"Be kind."}]},{{{s_user}}},
             {"role":"assistant","content":null,"tool_calls":[{{{Call}}},{{{Call.Replace("call_1", "call_2", StringComparison.Ordinal)}}}]},
             {"role":"tool","tool_call_id":"call_2","content":[{"type":"text","text":"2"}]},{"role":"tool","tool_call_id":"call_1","content":"1"},
             {"role":"assistant","content":"So.","reasoning_content":"Hm."},
             {"role":"user","content":[{"type":"image_url","image_url":"https://example.com/a.png"}]},
             {"role":"assistant","content":[{"type":"thinking","thinking":[{"type":"text","text":"Hm."}]},{"type":"text","text":"So."}]},
             {"role":"user","content":[{"type":"text","text":"scenario:text"},
              {"type":"image_url","image_url":{"url":"https://example.com/a.png","detail":"low"}},
              {"type":"file","file":{"filename":"a.pdf","file_data":"data:application/pdf;base64,aGk="}}]}]
            """,
            $$"""
            "temperature":0,"top_p":1,"max_completion_tokens":16,"stop":"x","seed":1,"unknown":{"a":1},
            "tools":[{{Requests.WeatherTool}}],"tool_choice":"auto","parallel_tool_calls":false
            """);

        Assert.Equal("Hello from the mock server.", (await http.ChatAsync(body)).Text);
    }

    [Theory]
    [InlineData("POST", "/v1/nothing", 404)]
    [InlineData("POST", "/v1//chat/completions", 404)]
    [InlineData("GET", "/", 404)]
    [InlineData("GET", "/v1/chat/completions", 405)]
    [InlineData("POST", "/v1/models", 405)]
    public async Task Paths_and_methods_are_checked(string method, string path, int status)
    {
        await using var http = await EmulatedHttp.StartAsync("server");
        using var request = new HttpRequestMessage(new(method), path);
        using var response = await http.Client.SendAsync(request);

        var answer = await ChatAnswer.ReadAsync(response);

        Assert.Equal(status, (int)answer.Status);
        Assert.Equal("invalid_request_error", answer.Error.GetProperty("type").GetString());
    }

    [Theory]
    [InlineData(null, 401)]
    [InlineData("Bearer wrong", 401)]
    [InlineData("Basic sk-test-key", 401)]
    [InlineData("Bearer sk-test-key", 200)]
    [Trait("Requirement", "S48")]
    public async Task A_required_key_is_required(string? authorization, int status)
    {
        await using var http = await EmulatedHttp.StartAsync("server", new() { RequiredKey = "sk-test-key" });
        (string, string)[] headers = authorization is null ? [] : [("Authorization", authorization)];

        var answer = await http.ChatAsync(Requests.User("scenario:text"), headers: headers);

        Assert.Equal(status, (int)answer.Status);
        Assert.DoesNotContain("wrong", answer.Documents[0].GetRawText(), StringComparison.Ordinal);
    }

    private static string Part(string type, string value) => $$"""[{"role":"user","content":[{"type":"{{type}}","{{type}}":{{value}} }]}]""";

    private static string Tool(string function) => $"\"tools\":[{{\"type\":\"function\",\"function\":{function}}}]";

    private static string Strict(string schema) =>
        $$$"""
        "response_format":{"type":"json_schema","json_schema":{"name":"n","strict":true,"schema":{{{schema}}}}}
        """;

    private static async Task AssertRefusedAsync(string body, string? parameter, string message)
    {
        await using var http = await EmulatedHttp.StartAsync("handler");
        using var response = await http.PostAsync("chat/completions", body);

        var answer = await ChatAnswer.ReadAsync(response);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(parameter, answer.Error.GetProperty("param").GetString());
        Assert.Contains(message, answer.Error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }
}
