using Llm.Providers.Google;
using Llm.Providers.Testing;
using Llm.Providers.Tests.Scenarios;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Google;

/// <summary>Google against the emulator, in process.</summary>
public sealed class EmulatorTests : EmulatorScenarios
{
    internal override ScenarioSubject Subject => GoogleSubject.Instance;

    public override Task Scenario_Reasoning(bool stream) => GoogleSubject.Reasoning_comes_apart_from_the_text(Provider(), stream);

    [Theory]
    [Trait("Requirement", "T14")]
    [InlineData("gemini-3-flash", false)]
    [InlineData("gemini-3-flash", true)]
    [InlineData("gemini-2.5-flash", false)]
    [InlineData("gemini-2.5-flash", true)]
    public async Task T14_a_history_that_went_through_json_is_taken(string model, bool stream)
    {
        var emulator = new EmulatorHandler(new EmulatorOptions { ScenarioLatency = false });
        using var chat = Provider(emulator).CreateChatClient(model);
        var options = new ChatOptions { Tools = [AIFunctionFactory.Create((string city) => $"{city}: 21", "get_weather")] };
        List<ChatMessage> history = [new(ChatRole.User, "scenario:parallel")];

        var turn = stream ? await chat.GetStreamingResponseAsync(history, options).ToChatResponseAsync() : await chat.GetResponseAsync(history, options);
        history.AddRange(turn.Messages);
        history.Add(new(ChatRole.Tool, [.. turn.Contents().OfType<FunctionCallContent>().Reverse().Select(c => new FunctionResultContent(c.CallId, $"{c.Arguments!["city"]}: 21"))]));
        var answer = await chat.GetResponseAsync(Gemini.ThroughJson(history), options);

        Assert.Equal("Paris 21, Berlin 17.", answer.Text);
        Assert.Equal(model.StartsWith("gemini-3", StringComparison.Ordinal), emulator.Emulator.Requests[^1].Text.Contains("thoughtSignature", StringComparison.Ordinal));
        Assert.DoesNotContain("local-", emulator.Emulator.Requests[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "T14")]
    public async Task T14_a_history_of_another_provider_is_taken()
    {
        var call = new FunctionCallContent("call_1", "get_weather", new Dictionary<string, object?> { ["city"] = "Paris" }) { AdditionalProperties = new() { [LlmPropertyNames.Origin] = "openai" } };
        using var chat = Provider().CreateChatClient("gemini-3-flash");

        var answer = await chat.GetResponseAsync([new(ChatRole.User, "scenario:tool"), new(ChatRole.Assistant, [call]), new(ChatRole.Tool, [new FunctionResultContent("call_1", "21")])]);

        Assert.Equal("It is 21 degrees in Paris.", answer.Text);
    }

    [Theory]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":"scenario:text"}]}],"nonsense":1}""", "Unknown name \"nonsense\"")]
    [InlineData("""{"contents":[]}""", "contents is not specified")]
    [InlineData("""{"contents":[{"role":"assistant","parts":[{"text":"a"}]}]}""", "valid role")]
    [InlineData("""{"contents":[{"role":"user","parts":[]}]}""", "must not be empty")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":"a","functionCall":{"name":"f"}}]}]}""", "oneof field 'data'")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":"a"}]},{"role":"model","parts":[{"functionCall":{"name":"f"}}]},{"role":"user","parts":[{"functionResponse":{"name":"f","response":{}}}]}]}""", "missing a thought_signature")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":"a"}]},{"role":"model","parts":[{"functionCall":{"name":"f"},"thoughtSignature":"eA=="}]},{"role":"user","parts":[{"functionResponse":{"name":"f","response":{}}}]}]}""", "Corrupted thought signature")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":"a"}]},{"role":"model","parts":[{"functionCall":{"name":"f"},"thoughtSignature":"skip_thought_signature_validator"}]},{"role":"user","parts":[{"text":"b"}]}]}""", "number of function response parts")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":"a"}]}],"tools":[{"functionDeclarations":[{"name":"f","parameters":{"type":"OBJECT","additionalProperties":false}}]}]}""", "Unknown name \"additionalProperties\"")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":"a"}]}],"tool_config":{"function_calling_config":{"mode":"AUTO","allowed_function_names":["f"]}}}""", "allowed_function_names")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":"a"}]}],"generationConfig":{"temperature":3}}""", "temperature")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":"a"}]}],"generationConfig":{"responseJsonSchema":{}}}""", "response_mime_type")]
    public async Task The_emulator_refuses_what_the_vendor_refuses(string body, string words)
    {
        using var http = new HttpClient(new EmulatorHandler(new EmulatorOptions()));

        using var response = await http.PostAsync(new Uri("http://127.0.0.1/v1beta/models/gemini-3-flash:generateContent"), new StringContent(body));

        Assert.Equal(400, (int)response.StatusCode);
        Assert.Contains(words, System.Text.Json.JsonElement.Parse(await response.Content.ReadAsStringAsync()).GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?key=sk-test-key", 200)]
    [InlineData("?key=wrong", 400)]
    [InlineData("", 403)]
    public async Task The_emulator_takes_the_key_from_the_address_as_well(string query, int status)
    {
        using var http = new HttpClient(new EmulatorHandler(new EmulatorOptions { RequiredKey = "sk-test-key" }));

        using var response = await http.GetAsync(new Uri($"http://127.0.0.1/v1beta/models{query}"));

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task The_emulator_streams_one_array_to_those_who_do_not_ask_for_events()
    {
        using var http = new HttpClient(new EmulatorHandler(new EmulatorOptions()));

        using var response = await http.PostAsync(new Uri("http://127.0.0.1/v1beta/models/gemini-3-flash:streamGenerateContent"), new StringContent("""{"contents":[{"parts":[{"text":"scenario:long"}]}]}"""));

        var chunks = System.Text.Json.JsonElement.Parse(await response.Content.ReadAsStringAsync());
        Assert.True(chunks.GetArrayLength() > 3);
        Assert.Equal("STOP", chunks[chunks.GetArrayLength() - 1].GetProperty("candidates")[0].GetProperty("finishReason").GetString());
    }

    [Fact]
    public async Task Tokens_are_counted()
    {
        var count = await Provider().CountTokensAsync([new(ChatRole.User, "One two three four five.")], new() { ModelId = "gemini-3-flash" });

        Assert.True(count > 4);
    }

    [Fact]
    public async Task Vertex_speaks_to_the_emulator_as_well()
    {
        var provider = new GoogleVertexProvider(
            new() { Endpoint = new("http://127.0.0.1/v1/"), ApiKey = "token", Project = "p", MaxRetries = 0 }, new(new HttpClient(new EmulatorHandler(new EmulatorOptions { RequiredKey = "token" }))));
        using var chat = provider.CreateChatClient("gemini-3-flash");
        using var embeddings = provider.CreateEmbeddingGenerator("text-embedding-005");

        Assert.Equal("Hello from the mock server.", (await chat.GetResponseAsync("scenario:text")).Text);
        Assert.Equal("Hello from the mock server.", (await chat.GetStreamingResponseAsync("scenario:text").ToChatResponseAsync()).Text);
        Assert.Equal(2, (await embeddings.GenerateAsync(["a", "b"])).Count);
        Assert.NotEmpty(await provider.ListModelsAsync());
    }

    private static GoogleProvider Provider(EmulatorHandler? handler = null) =>
        new(new() { Endpoint = new("http://127.0.0.1/v1beta/"), ApiKey = "sk-test-key", MaxRetries = 0 }, new(new HttpClient(handler ?? new EmulatorHandler(new EmulatorOptions { ScenarioLatency = false })), new EagerTime()));
}
