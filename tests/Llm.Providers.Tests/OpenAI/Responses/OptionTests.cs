using System.Text.Json;
using System.Text.Json.Nodes;
using Llm.Providers.OpenAI;

namespace Llm.Providers.Tests.OpenAI.Responses;

public sealed class OptionTests
{
    [Fact]
    public void A_request_keeps_nothing_at_the_host_and_asks_for_reasoning_it_can_send_back() =>
        Assert.Equal("""{"model":"gpt-5.5","input":[{"role":"user","content":"Hi"}],"store":false,"include":["reasoning.encrypted_content"]}""", Respond.Body(new ChatOptions()).GetRawText());

    [Fact]
    public void A_model_that_does_not_reason_is_not_asked_for_encrypted_reasoning() =>
        Assert.Equal("absent", Respond.Member("include", new() { ModelId = "gpt-4.1" })); // it would answer 400

    [Fact]
    [Trait("Requirement", "B01")]
    public void StronglyTypedOptions_AllSent() => Snapshot.Match(Respond.Render(
        [new(ChatRole.User, "Hi")],
        new()
        {
            ModelId = "some-model", Instructions = "Be brief.", Temperature = 0.5f, TopP = 0.9f, MaxOutputTokens = 100, AllowMultipleToolCalls = false,
            Tools = [AIFunctionFactory.Create((string city) => city, "get_weather", "Weather of a city")], ToolMode = ChatToolMode.RequireSpecific("get_weather"),
            Reasoning = new() { Effort = ReasoningEffort.High, Output = ReasoningOutput.Full },
            ResponseFormat = ChatResponseFormat.ForJsonSchema(JsonElement.Parse("""{"type":"object","properties":{"a":{"type":"string"}}}"""), "answer", "The answer."),
            AdditionalProperties = new() { ["metadata"] = new JsonObject { ["k"] = "v" }, ["prompt_cache_key"] = "pk", ["service_tier"] = "flex", ["verbosity"] = "low", ["strict"] = true, ["llm.private"] = 1 },
        }));

    [Theory]
    [InlineData(ReasoningEffort.None, "none")]
    [InlineData(ReasoningEffort.Low, "low")]
    [InlineData(ReasoningEffort.Medium, "medium")]
    [InlineData(ReasoningEffort.High, "high")]
    [InlineData(ReasoningEffort.ExtraHigh, "xhigh")]
    public void ReasoningOptions_Effort_ProducesExpectedJson(ReasoningEffort effort, string word) =>
        Assert.Equal($$"""{"effort":"{{word}}"}""", Respond.Member("reasoning", new() { Reasoning = new() { Effort = effort } }));

    [Theory]
    [InlineData(ReasoningOutput.None, "absent")]
    [InlineData(ReasoningOutput.Summary, """{"summary":"auto"}""")]
    [InlineData(ReasoningOutput.Full, """{"summary":"detailed"}""")]
    public void ReasoningOptions_Output_ProducesExpectedJson(ReasoningOutput output, string expected) =>
        Assert.Equal(expected, Respond.Member("reasoning", new() { Reasoning = new() { Output = output } }));

    [Fact]
    public void T27_options_without_a_place_are_named_and_left_out()
    {
        var options = new ChatOptions { ModelId = "some-model", TopK = 5, Seed = 1, FrequencyPenalty = 1, PresencePenalty = 1, StopSequences = ["END"] };

        var body = Respond.Body(options);
        var e = Assert.Throws<LlmProviderException>(() => Respond.Provider(configure: o => o.UnsupportedOptions = UnsupportedOptionBehavior.Throw).Preview([new(ChatRole.User, "Hi")], options));

        Assert.Equal(["model", "input", "store", "include"], body.EnumerateObject().Select(m => m.Name));
        Assert.Equal(LlmErrorKind.UnsupportedOption, e.Kind);
        Assert.Contains("ChatOptions.", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void T27_a_host_that_takes_more_gets_more() =>
        Assert.Equal("5 1", $"{Respond.Member("top_k", new() { ModelId = "m", TopK = 5 }, ResponsesDialects.OpenRouter)} {Respond.Member("frequency_penalty", new() { ModelId = "m", FrequencyPenalty = 1 }, ResponsesDialects.OpenRouter)}");

    [Fact]
    public void A_reasoning_model_of_the_catalog_is_not_sent_a_temperature() => Assert.Equal("absent", Respond.Member("temperature", new() { Temperature = 1 }));

    [Fact]
    public void Json_without_a_schema_is_asked_for() => Assert.Equal("""{"format":{"type":"json_object"}}""", Respond.Member("text", new() { ResponseFormat = ChatResponseFormat.Json }));

    [Fact]
    public void Extras_join_what_options_say()
    {
        var options = new ChatOptions
        {
            ResponseFormat = ChatResponseFormat.Json, Reasoning = new() { Effort = ReasoningEffort.Low },
            AdditionalProperties = new() { ["text"] = new JsonObject { ["verbosity"] = "high" }, ["reasoning"] = JsonElement.Parse("""{"summary":"concise"}"""), ["include"] = new JsonArray("message.output_text.logprobs") },
        };

        var body = Respond.Body(options);

        Assert.Equal("""{"verbosity":"high","format":{"type":"json_object"}}""", Respond.MemberOf("text", body));
        Assert.Equal("""{"summary":"concise","effort":"low"}""", Respond.MemberOf("reasoning", body));
        Assert.Equal("""["message.output_text.logprobs","reasoning.encrypted_content"]""", Respond.MemberOf("include", body));
    }

    [Fact]
    public async Task ChatOptions_DoNotOverwrite_NotNullPropertiesInRawRepresentation()
    {
        var http = new Support.CannedHandler(Respond.Answer(Respond.Message(0, "Hi.")));
        using var client = Respond.Client(http);

        await client.GetResponseAsync("Hi", new() { MaxOutputTokens = 50, Reasoning = new() { Effort = ReasoningEffort.Low }, RawRepresentationFactory = _ => new JsonObject { ["max_output_tokens"] = 70, ["reasoning"] = new JsonObject { ["effort"] = "high" }, ["store"] = true } });

        var body = JsonElement.Parse(http.Single.Text);
        Assert.Equal(("70", """{"effort":"high"}""", "true"), (Respond.MemberOf("max_output_tokens", body), Respond.MemberOf("reasoning", body), Respond.MemberOf("store", body)));
        Assert.Single(body.EnumerateObject(), m => m.Name == "max_output_tokens");
    }

    [Fact]
    public void A_host_without_instructions_gets_them_as_the_first_message() =>
        Assert.Equal("""[{"role":"system","content":"Be brief."},{"role":"user","content":"Hi"}]""", Respond.Member("input", new() { Instructions = "Be brief." }, new() { AcceptsInstructions = false }));

    [Fact]
    public void The_wire_of_a_model_is_the_callers_word_then_the_setting_then_the_catalog()
    {
        static string Path(string model, Action<OpenAIOptions>? configure = null)
        {
            var options = new OpenAIOptions { ApiKey = "k" };
            configure?.Invoke(options);
            using var request = new OpenAIProvider(options).Preview([new(ChatRole.User, "Hi")], new() { ModelId = model });
            return request.Path;
        }

        Assert.Equal("responses", Path("gpt-5.5"));
        Assert.Equal("chat/completions", Path("gpt-4.1"));
        Assert.Equal("chat/completions", Path("a-model-nobody-knows"));
        Assert.Equal("responses", Path("a-model-nobody-knows", o => o.Wire = OpenAIWire.Responses));
        Assert.Equal("chat/completions", Path("gpt-5.5", o => o.Wire = OpenAIWire.ChatCompletions));
        Assert.Equal("responses", Path("mine", o =>
        {
            o.Wire = OpenAIWire.ChatCompletions;
            o.Models.Add(new() { Id = "mine", ProviderId = "openai", Protocol = "responses" });
        }));
    }

    [Fact]
    public void An_author_has_no_place() => Assert.Equal("""[{"role":"user","content":"Hi"}]""", Respond.MemberOf("input", Respond.Body([new(ChatRole.User, "Hi") { AuthorName = "Ada" }])));

    [Fact]
    public void A_conversation_of_empty_messages_is_refused() =>
        Assert.Equal(LlmErrorKind.InvalidRequest, Assert.Throws<LlmProviderException>(() => Respond.Body([new(ChatRole.User, "")])).Kind);
}
