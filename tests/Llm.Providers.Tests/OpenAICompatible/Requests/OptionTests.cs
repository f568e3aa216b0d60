using System.Text.Json;
using System.Text.Json.Nodes;
using Llm.Providers.OpenAI;
using Llm.Providers.OpenAICompatible;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.OpenAICompatible.Requests;

public sealed class OptionTests
{
    private static readonly ChatOptions s_all = new()
    {
        Temperature = 0.5f, TopP = 0.9f, TopK = 40, MaxOutputTokens = 100, FrequencyPenalty = 0.1f, PresencePenalty = -0.2f, Seed = 9007199254740993,
        StopSequences = ["END", "\n\n"], Reasoning = new() { Effort = ReasoningEffort.Low }, Instructions = "Be brief.",
    };

    [Fact]
    [Trait("Requirement", "S25")]
    public void Strongly_typed_options_are_all_sent() => Snapshot.Match(Compatible.Render(s_all, Compatible.Everything));

    [Fact]
    public void Nothing_is_sent_that_was_not_asked_for() =>
        Assert.Equal("""{"messages":[{"role":"user","content":"Hi"}],"model":"acme-1"}""", Minify(Compatible.Render(new ChatOptions())));

    [Fact]
    public async Task A_stream_asks_for_its_usage()
    {
        var http = new CannedHandler(Compatible.Deltas("stop", Compatible.Text("Hi")));

        await Fake.ReadAsync(Compatible.Client(http));

        Assert.Equal("true {\"include_usage\":true}", $"{Compatible.Member("stream", http.Single.Text)} {Compatible.Member("stream_options", http.Single.Text)}");
    }

    [Fact]
    public async Task T23_a_vendor_that_refuses_stream_options_is_not_sent_any()
    {
        var http = new CannedHandler(Compatible.Deltas("stop", Compatible.Text("Hi")));

        await Fake.ReadAsync(Compatible.Client(http, new() { AsksForStreamUsage = false }));

        Assert.Equal("absent", Compatible.Member("stream_options", http.Single.Text));
    }

    [Theory]
    [InlineData("max_tokens")]
    [InlineData("max_completion_tokens")]
    public void T27_the_output_limit_has_the_name_the_vendor_gives_it(string name) =>
        Assert.Equal("100", Compatible.Option(name, new() { MaxOutputTokens = 100 }, new() { MaxTokensField = name }));

    [Fact]
    public void T27_a_reasoning_model_is_not_sent_a_temperature_and_the_caller_is_told()
    {
        using var request = new OpenAIProvider(new() { ApiKey = "k", Wire = OpenAIWire.ChatCompletions }).Preview([new(ChatRole.User, "Hi")], new() { ModelId = "gpt-5-mini", Temperature = 0.5f, MaxOutputTokens = 10 });

        Assert.Equal("absent 10", $"{Compatible.Member("temperature", request.ToString())} {Compatible.Member("max_completion_tokens", request.ToString())}");
    }

    [Fact]
    public async Task T27_an_option_that_is_left_out_is_named_in_the_response()
    {
        var client = Compatible.Client(new CannedHandler(Whole), new() { RejectedParameters = ModelParameters.TopK | ModelParameters.Seed });

        var response = await client.GetResponseAsync("hi", new() { TopK = 5, Seed = 1 });

        Assert.Equal(["ChatOptions.TopK is not accepted by acme and was left out.", "ChatOptions.Seed is not accepted by acme and was left out."], response.GetWarnings());
    }

    [Fact]
    public void T27_stop_sequences_beyond_the_limit_are_left_out() =>
        Assert.Equal("""["a","b"]""", Compatible.Option("stop", new() { StopSequences = ["a", "b", "c"] }, new() { MaxStopSequences = 2 }));

    [Fact]
    public void An_unsupported_option_stops_the_call_where_that_is_wanted()
    {
        var e = Assert.Throws<LlmProviderException>(() => Compatible.Render([new(ChatRole.User, "Hi")], new() { TopK = 5 }, configure: o => o.UnsupportedOptions = UnsupportedOptionBehavior.Throw));

        Assert.Equal(LlmErrorKind.UnsupportedOption, e.Kind);
        Assert.StartsWith("ChatOptions.TopK is not accepted by acme", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_of_the_provider_stand_in_for_options_that_are_not_given()
    {
        var http = new CannedHandler(Whole);

        await Compatible.Client(http, configure: o => (o.Temperature, o.MaxOutputTokens) = (0.25f, 7)).GetResponseAsync("hi", new() { MaxOutputTokens = 8 });

        Assert.Equal("0.25 8", $"{Compatible.Member("temperature", http.Single.Text)} {Compatible.Member("max_tokens", http.Single.Text)}");
    }

    [Theory]
    [InlineData(ReasoningRequestForm.Effort, "reasoning_effort", "none", "low", "xhigh")]
    [InlineData(ReasoningRequestForm.EffortObject, "reasoning", """{"effort":"none"}""", """{"effort":"low"}""", """{"effort":"xhigh"}""")]
    [InlineData(ReasoningRequestForm.ThinkingType, "thinking", """{"type":"disabled"}""", """{"type":"enabled"}""", """{"type":"enabled"}""")]
    [InlineData(ReasoningRequestForm.EnableThinking, "enable_thinking", "false", "true", "true")]
    [InlineData(ReasoningRequestForm.EnabledObject, "reasoning", """{"enabled":false}""", """{"enabled":true}""", """{"enabled":true}""")]
    [InlineData(ReasoningRequestForm.None, "reasoning_effort", "absent", "absent", "absent")]
    public void Reasoning_effort_is_said_the_way_the_vendor_wants_it(ReasoningRequestForm form, string member, params string[] expected)
    {
        ReasoningEffort[] efforts = [ReasoningEffort.None, ReasoningEffort.Low, ReasoningEffort.ExtraHigh];

        var written = efforts.Select(e => Compatible.Option(member, new() { Reasoning = new() { Effort = e } }, new() { ReasoningRequest = form }));

        Assert.Equal(expected, written.Select(w => w.Trim('"')));
    }

    [Fact]
    public void Reasoning_without_its_text_is_asked_for_where_the_wire_can_say_so() =>
        Assert.Equal("""{"exclude":true}""", Compatible.Option("reasoning", new() { Reasoning = new() { Output = ReasoningOutput.None } }, new() { ReasoningRequest = ReasoningRequestForm.EffortObject }));

    [Fact]
    [Trait("Requirement", "S26")]
    public void Additional_properties_become_members_of_the_body_and_win_over_options()
    {
        var options = new ChatOptions
        {
            Temperature = 0.5f, MaxOutputTokens = 100, StopSequences = ["a"],
            AdditionalProperties = new() { ["temperature"] = 0.75, ["max_completion_tokens"] = 5, ["logit_bias"] = new JsonObject { ["50256"] = -100 }, ["stop"] = null, ["user"] = "u1", ["llm.note"] = "never sent" },
        };

        Snapshot.Match(Compatible.Render(options));
    }

    [Fact]
    public async Task The_raw_request_of_the_caller_is_the_base_of_the_body()
    {
        var http = new CannedHandler(Whole);
        var options = new ChatOptions
        {
            Temperature = 0.5f, TopP = 0.5f, AdditionalProperties = new() { ["top_p"] = 0.25, ["user"] = "u1" },
            RawRepresentationFactory = _ => new JsonObject { ["temperature"] = 1, ["user"] = "u2", ["service_tier"] = "flex" },
        };

        await Compatible.Client(http).GetResponseAsync("hi", options);

        Assert.Equal("""{"messages":[{"role":"user","content":"hi"}],"model":"acme-1","temperature":1,"user":"u2","service_tier":"flex","top_p":0.25}""", http.Single.Text);
    }

    [Fact]
    public async Task A_raw_request_that_is_no_json_object_is_refused()
    {
        var e = await Fake.FailureAsync(() => Compatible.Client(new CannedHandler(Whole)).GetResponseAsync("hi", new() { RawRepresentationFactory = _ => "text" }));

        Assert.Equal(LlmErrorKind.InvalidRequest, e.Kind);
        Assert.Contains("RawRepresentationFactory gave a String", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "T41")]
    public async Task T41_headers_can_be_given_with_a_call()
    {
        var http = new CannedHandler(Whole);

        await Compatible.Client(http).GetResponseAsync("hi", new() { AdditionalProperties = new() { [LlmPropertyNames.Headers] = new Dictionary<string, string> { ["X-Trace"] = "t1" } } });

        Assert.Equal(("t1", "Bearer acme-key-51d0c7"), (http.Single.Header("X-Trace"), http.Single.Header("Authorization")));
        Assert.DoesNotContain("llm.", http.Single.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task T41_address_and_headers_can_be_given_with_the_provider()
    {
        var http = new CannedHandler(Whole);

        await Compatible.Client(http, configure: o =>
        {
            o.Endpoint = new("https://gateway.test/llm/v1?region=eu");
            o.Headers["X-Team"] = "red";
        }).GetResponseAsync("hi");

        Assert.Equal(("https://gateway.test/llm/v1/chat/completions?region=eu", "red"), (http.Single.Uri.ToString(), http.Single.Header("X-Team")));
    }

    [Fact]
    public async Task The_model_of_a_call_wins_over_that_of_the_client()
    {
        var http = new CannedHandler(Whole);

        await Compatible.Client(http).GetResponseAsync("hi", new() { ModelId = "acme-2" });

        Assert.Equal("\"acme-2\"", Compatible.Member("model", http.Single.Text));
    }

    [Fact]
    public async Task The_objects_of_the_caller_stay_as_they_are()
    {
        var options = s_all.Clone();
        options.Tools = [AIFunctionFactory.CreateDeclaration("f", null, JsonElement.Parse("""{"type":"object"}"""))];
        options.AdditionalProperties = new() { ["user"] = "u1" };
        List<ChatMessage> messages = [new(ChatRole.System, "s"), new(ChatRole.User, [new TextContent("a"), new TextContent("")])];
        var before = (Serialize(options), Serialize(messages));

        await Compatible.Client(new CannedHandler(Whole), new() { RejectedParameters = ModelParameters.Sampling }, o => o.Temperature = 1, null,
            new ModelItem { Id = "acme-1", ProviderId = "acme", RejectedParameters = ModelParameters.Sampling | ModelParameters.Seed }).GetResponseAsync(messages, options);

        Assert.Equal(before, (Serialize(options), Serialize(messages)));
    }

    private const string Whole = """{"id":"c1","choices":[{"index":0,"message":{"role":"assistant","content":"Hi"},"finish_reason":"stop"}]}""";

    private static string Serialize(ChatOptions options) => $"{JsonSerializer.Serialize(options, AIJsonUtilities.DefaultOptions)} {options.Tools?.Count}";

    private static string Serialize(List<ChatMessage> messages) => string.Concat(messages.Select(m => JsonSerializer.Serialize(m, AIJsonUtilities.DefaultOptions)));

    private static string Minify(string json) => JsonNode.Parse(json)!.ToJsonString();
}
