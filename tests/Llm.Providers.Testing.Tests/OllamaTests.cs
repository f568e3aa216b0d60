using System.Net;
using System.Text;
using System.Text.Json;

namespace Llm.Providers.Testing.Tests;

/// <summary>Ollama's own API.</summary>
public sealed class OllamaTests
{
    public static TheoryData<string, string> Faults => new()
    {
        { "", "missing request body" },
        { "{", "invalid character" },
        { "[]", "cannot unmarshal array" },
        { """{"messages":[]}""", "model is required" },
        { """{"model":7}""", "cannot unmarshal number" },
        { Chat("\"messages\":{}"), "cannot unmarshal object" },
        { Chat("\"messages\":[5]"), "cannot unmarshal number" },
        { Chat("""  "messages":[{"role":"robot","content":"hi"}]"""), "invalid role: robot" },
        { Chat("""  "messages":[{"role":"user","content":[{"type":"text"}]}]"""), "ChatRequest.messages.content of type string" },
        { Chat("""  "messages":[{"role":"user","content":"hi","images":["data:image/png;base64,aGk="]}]"""), "illegal base64" },
        { Chat("""  "messages":[{"role":"user","content":"hi","images":["aGk="]}]"""), "unknown format" },
        { Chat("""  "messages":[{"role":"assistant","tool_calls":[{"function":{"name":"f","arguments":"{}"}}]}]"""), "ToolCallFunctionArguments" },
        { Chat("""  "tools":[{"type":"function","function":{"name":"f","parameters":{"type":"object","properties":{"a":true}}}}]"""), "api.ToolProperty" },
        { Chat("\"format\":\"xml\""), "invalid format" },
        { Chat("\"stream\":\"yes\""), "of type bool" },
        { Chat("\"think\":\"hard\""), "invalid think value" },
        { Chat("\"options\":[]"), "map[string]interface {}" },
        { Chat("\"options\":{\"temperature\":\"hot\"}"), "must be of type float32" },
        { Chat("\"options\":{\"num_ctx\":\"8k\"}"), "must be of type integer" },
        { Chat("\"options\":{\"stop\":\"END\"}"), "must be of type array" },
    };

    [Theory, MemberData(nameof(Faults))]
    public async Task What_the_server_refuses_is_refused_in_its_words(string body, string words)
    {
        var (status, answer) = await SendAsync("/api/chat", body);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(words, JsonElement.Parse(answer).GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_is_a_line_for_each_piece_and_the_default()
    {
        var (_, answer) = await SendAsync("/api/chat", """{"model":"qwen3:8b","messages":[{"role":"user","content":"scenario:reasoning"}]}""");

        var lines = answer.TrimEnd('\n').Split('\n').Select(line => JsonElement.Parse(line)).ToList();
        Assert.All(lines.SkipLast(1), line => Assert.False(line.GetProperty("done").GetBoolean()));
        Assert.Equal("The answer is 42.", string.Concat(lines.Select(line => line.GetProperty("message").GetProperty("content").GetString())));
        Assert.Equal("Let me think about it step by step.", string.Concat(lines.Select(line => line.GetProperty("message").TryGetProperty("thinking", out var thinking) ? thinking.GetString() : "")));
        Assert.Equal("stop", lines[^1].GetProperty("done_reason").GetString());
        Assert.True(lines[^1].GetProperty("eval_count").GetInt32() > 0);
    }

    [Fact]
    public async Task Thinking_can_be_switched_off()
    {
        var (_, answer) = await SendAsync("/api/chat", """{"model":"qwen3:8b","stream":false,"think":false,"messages":[{"role":"user","content":"scenario:reasoning"}]}""");

        Assert.False(JsonElement.Parse(answer).GetProperty("message").TryGetProperty("thinking", out _));
    }

    [Theory]
    [InlineData("/api/chat", """{"model":"m","messages":[]}""", "load")]
    [InlineData("/api/generate", """{"model":"m"}""", "load")]
    [InlineData("/api/generate", """{"model":"m","keep_alive":0}""", "unload")]
    public async Task Nothing_to_answer_loads_or_unloads_the_model(string path, string body, string reason)
    {
        var (_, answer) = await SendAsync(path, body);

        Assert.Equal(reason, JsonElement.Parse(answer).GetProperty("done_reason").GetString());
    }

    [Fact]
    public async Task Calls_have_ids_and_objects_as_arguments_and_the_end_is_a_stop()
    {
        var (_, answer) = await SendAsync("/api/chat", """{"model":"m","stream":false,"messages":[{"role":"user","content":"scenario:parallel"}]}""");

        var root = JsonElement.Parse(answer);
        var calls = root.GetProperty("message").GetProperty("tool_calls");
        Assert.Equal(("call_p_2", 1, "Berlin", "stop"), (calls[1].GetProperty("id").GetString(), calls[1].GetProperty("function").GetProperty("index").GetInt32(), calls[1].GetProperty("function").GetProperty("arguments").GetProperty("city").GetString(), root.GetProperty("done_reason").GetString()));
    }

    [Fact]
    public async Task A_result_is_known_by_its_tool_or_by_its_call()
    {
        var (_, named) = await SendAsync("/api/chat", """{"model":"m","stream":false,"messages":[{"role":"user","content":"so?"},{"role":"tool","tool_name":"look","content":"red"}]}""");
        var (_, numbered) = await SendAsync("/api/chat", """{"model":"m","stream":false,"messages":[{"role":"user","content":"so?"},{"role":"assistant","content":"","tool_calls":[{"id":"c","function":{"name":"look","arguments":{}}}]},{"role":"tool","tool_call_id":"c","content":"red"}]}""");

        Assert.All([named, numbered], answer => Assert.Contains("The tool look returned: red.", answer, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Vectors_come_in_a_list_or_in_the_older_form_alone()
    {
        var (_, many) = await SendAsync("/api/embed", """{"model":"nomic-embed-text","input":["alpha","beta"],"dimensions":8}""");
        var (_, one) = await SendAsync("/api/embeddings", """{"model":"nomic-embed-text","prompt":"alpha"}""");
        var (status, _) = await SendAsync("/api/embed", """{"model":"nomic-embed-text","input":{}}""");

        Assert.Equal((2, 8), (JsonElement.Parse(many).GetProperty("embeddings").GetArrayLength(), JsonElement.Parse(many).GetProperty("embeddings")[0].GetArrayLength()));
        Assert.Equal(768, JsonElement.Parse(one).GetProperty("embedding").GetArrayLength());
        Assert.Equal(HttpStatusCode.BadRequest, status);
    }

    [Theory]
    [InlineData("""{"model":"nope"}""", HttpStatusCode.OK, "file does not exist")]
    [InlineData("""{"model":"nope","stream":false}""", HttpStatusCode.InternalServerError, "file does not exist")]
    [InlineData("""{"model":"llama3.2","stream":false}""", HttpStatusCode.OK, "\"success\"")]
    [InlineData("""{"model":"llama3.2"}""", HttpStatusCode.OK, "verifying sha256 digest")]
    public async Task A_pull_fails_in_its_stream_as_the_server_does(string body, HttpStatusCode expected, string words)
    {
        var (status, answer) = await SendAsync("/api/pull", body);

        Assert.Equal(expected, status);
        Assert.Contains(words, answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_has_the_models_it_is_given()
    {
        var options = new EmulatorOptions();
        options.Wires.Insert(0, new OllamaEmulator(new OllamaModel("mine:1b", "llama", 2048, "completion")));
        using var http = new HttpClient(new EmulatorHandler(options));

        var list = await http.GetStringAsync(new Uri("http://localhost:11434/api/tags"));
        using var missing = await http.PostAsync(new Uri("http://localhost:11434/api/show"), new StringContent("""{"model":"llama3.2"}"""));

        Assert.Equal("mine:1b", Assert.Single(JsonElement.Parse(list).GetProperty("models").EnumerateArray()).GetProperty("name").GetString());
        Assert.Equal((HttpStatusCode.NotFound, """{"error":"model 'llama3.2' not found"}"""), (missing.StatusCode, await missing.Content.ReadAsStringAsync()));
    }

    private static string Chat(string member) => $$"""{"model":"m",{{member}}}""";

    private static async Task<(HttpStatusCode Status, string Body)> SendAsync(string path, string body)
    {
        using var http = new HttpClient(new EmulatorHandler());
        using var response = await http.PostAsync(new Uri(new("http://localhost:11434"), path), new StringContent(body, Encoding.UTF8, "application/json"));
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
