using System.Text.Json;
using Llm.Providers.Tests.OpenAICompatible;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Google;

public sealed class ToolCallTests
{
    [Theory]
    [InlineData("")]
    [InlineData(""" "id":null, """)]
    [InlineData(""" "id":"", """)]
    [Trait("Requirement", "T08")]
    public async Task T08_calls_without_an_id_get_one_each(string id)
    {
        var parts = $$$$"""{"functionCall":{{{{{id}}}}"name":"a","args":{}}},{"functionCall":{{{{{id}}}}"name":"b","args":{}}}""";
        foreach (var response in new[] { await Gemini.ReadAsync(Gemini.Answer(parts)), await Gemini.StreamedAsync(Gemini.Chunk(parts, "STOP")) })
        {
            var ids = response.Calls().Select(c => c.CallId).ToList();

            Assert.Equal(2, ids.Distinct().Count());
            Assert.All(ids, i => Assert.False(string.IsNullOrEmpty(i)));
        }
    }

    [Fact]
    [Trait("Requirement", "T11")]
    public async Task T11_calls_without_arguments_have_none()
    {
        var calls = (await Gemini.ReadAsync(Gemini.Answer("""{"functionCall":{"name":"a","args":{}}},{"functionCall":{"name":"b"}},{"functionCall":{"name":"c","args":null}}"""))).Calls().ToList();

        Assert.All(calls, c => Assert.True(c.Arguments is { Count: 0 } && c.Exception is null && !c.InformationalOnly));
        Assert.Equal(["a", "b", "c"], calls.Select(c => c.Name));
    }

    [Fact]
    [Trait("Requirement", "T12")]
    public async Task T12_parallel_calls_keep_their_arguments_and_have_ids_of_their_own()
    {
        var response = await Gemini.StreamedAsync(
            Gemini.Chunk("""{"functionCall":{"name":"f","args":{"x":1}}},{"functionCall":{"name":"f","args":{"x":2}}}"""), Gemini.Chunk("""{"functionCall":{"name":"f","args":{"x":3}}}""", "STOP"));

        var calls = response.Calls().ToList();
        Assert.Equal(["{\"x\":1}", "{\"x\":2}", "{\"x\":3}"], calls.Select(c => c.Arguments()));
        Assert.Equal(3, calls.Select(c => c.CallId).Distinct().Count());
    }

    [Fact]
    [Trait("Requirement", "T13")]
    public async Task T13_stop_with_calls_is_tool_calls_and_the_word_of_the_wire_is_kept()
    {
        var response = await Gemini.ReadAsync(Gemini.Answer("""{"functionCall":{"name":"f","args":{}}}"""));

        Assert.Equal(ChatFinishReason.ToolCalls, response.FinishReason);
        Assert.Equal("STOP", response.FindProperty(LlmPropertyNames.RawFinishReason));
    }

    [Fact]
    [Trait("Requirement", "T26")]
    public async Task T26_ids_of_the_vendor_go_back_and_made_up_ones_do_not()
    {
        var response = await Gemini.ReadAsync(Gemini.Answer("""{"functionCall":{"name":"f","args":{},"id":"x8i00o1q"},"thoughtSignature":"cw=="},{"functionCall":{"name":"g","args":{}}}"""));
        var calls = response.Calls().ToList();
        Assert.Equal("x8i00o1q", calls[0].CallId);

        var body = Gemini.Body(Gemini.ThroughJson([new(ChatRole.User, "Hi"), .. response.Messages, new(ChatRole.Tool, [new FunctionResultContent(calls[1].CallId, "2"), new FunctionResultContent(calls[0].CallId, "1")])]));

        Snapshot.Match(Compatible.Indent(body.GetProperty("contents").GetRawText()));
    }

    [Fact]
    [Trait("Requirement", "T26")]
    public async Task T26_results_stand_in_the_order_of_the_calls_in_one_turn_whatever_messages_they_came_in()
    {
        var response = await Gemini.ReadAsync(Gemini.Answer("""{"functionCall":{"name":"f","args":{"x":1}}},{"functionCall":{"name":"f","args":{"x":2}}},{"functionCall":{"name":"g","args":{}}}"""));
        var ids = response.Calls().Select(c => c.CallId).ToList();

        var body = Gemini.Body([
            new(ChatRole.User, "Hi"), .. response.Messages, new(ChatRole.Tool, [new FunctionResultContent(ids[2], "third")]), new(ChatRole.Tool, [new FunctionResultContent(ids[1], "second"), new FunctionResultContent(ids[0], "first")]),
            new(ChatRole.User, "Thanks"),
        ]);

        var turn = body.GetProperty("contents")[2].GetProperty("parts").EnumerateArray().ToList();
        Assert.Equal(["first", "second", "third"], turn.Take(3).Select(p => p.GetProperty("functionResponse").GetProperty("response").GetProperty("output").GetString()));
        Assert.Equal("Thanks", turn[3].GetProperty("text").GetString());
    }

    [Fact]
    [Trait("Requirement", "T26")]
    public void T26_results_of_calls_with_one_id_are_told_apart_by_their_order()
    {
        var body = Gemini.Body([
            new(ChatRole.User, "Hi"), new(ChatRole.Assistant, [new FunctionCallContent("null", "f"), new FunctionCallContent("null", "g")]),
            new(ChatRole.Tool, [new FunctionResultContent("null", "1"), new FunctionResultContent("null", "2")]),
        ]);

        Assert.Equal(["f:1", "g:2"], body.GetProperty("contents")[2].GetProperty("parts").EnumerateArray().Select(p => p.GetProperty("functionResponse")).Select(r => $"{r.GetProperty("name")}:{r.GetProperty("response").GetProperty("output")}"));
    }

    [Fact]
    [Trait("Requirement", "T26")]
    public void T26_neighbours_are_joined_and_what_is_empty_is_left_out()
    {
        var body = Gemini.Body([
            new(ChatRole.System, "Be brief."), new(ChatRole.User, ""), new(ChatRole.User, "a"), new(ChatRole.User, [new TextContent(""), new TextContent("b")]), new(ChatRole.Assistant, ""), new(ChatRole.Assistant, "c"), new(ChatRole.User, "d"),
        ]);

        Assert.Equal(["user:a,b", "model:c", "user:d"], body.GetProperty("contents").EnumerateArray().Select(c => $"{c.GetProperty("role")}:{string.Join(',', c.GetProperty("parts").EnumerateArray().Select(p => p.GetProperty("text")))}"));
        Assert.Equal("""{"parts":[{"text":"Be brief."}]}""", body.GetProperty("systemInstruction").GetRawText().ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal).Replace("Bebrief", "Be brief", StringComparison.Ordinal));
    }

    [Fact]
    public void A_conversation_of_instructions_alone_is_refused()
    {
        var e = Assert.Throws<LlmProviderException>(() => Gemini.Render([new ChatMessage(ChatRole.System, "Be brief.")]));

        Assert.Equal(LlmErrorKind.InvalidRequest, e.Kind);
    }

    [Fact]
    [Trait("Requirement", "S23")]
    public void Results_of_every_kind_become_objects()
    {
        object?[] results = ["text", JsonElement.Parse("\"text\""), JsonElement.Parse("""{"temperature":21}"""), JsonElement.Parse("[1,2]"), 21, true, null, new TextContent("words")];
        var calls = results.Select((_, i) => new FunctionCallContent($"c{i}", "f", new Dictionary<string, object?>()) as AIContent).Append(new FunctionCallContent("bad", "f", new Dictionary<string, object?>())).ToList();

        var body = Gemini.Body([
            new(ChatRole.User, "Hi"), new(ChatRole.Assistant, calls),
            new(ChatRole.Tool, [.. results.Select((r, i) => new FunctionResultContent($"c{i}", r)), new FunctionResultContent("bad", null) { Exception = new InvalidOperationException("It broke.") }]),
        ]);

        Assert.Equal(
            ["""{"output":"text"}""", """{"output":"text"}""", """{"temperature":21}""", """{"output":[1,2]}""", """{"output":21}""", """{"output":true}""", """{"output":null}""", """{"output":"words"}""", """{"error":"It broke."}"""],
            body.GetProperty("contents")[2].GetProperty("parts").EnumerateArray().Select(p => System.Text.Json.Nodes.JsonNode.Parse(p.GetProperty("functionResponse").GetProperty("response").GetRawText())!.ToJsonString()));
    }

    [Fact]
    public void An_image_in_a_result_goes_to_models_that_take_it_and_is_refused_by_name_for_others()
    {
        ChatMessage[] history =
        [
            new(ChatRole.User, "Hi"), new(ChatRole.Assistant, [new FunctionCallContent("c1", "photo", new Dictionary<string, object?>())]),
            new(ChatRole.Tool, [new FunctionResultContent("c1", new AIContent[] { new TextContent("here"), new DataContent(ContentTests.Png, "image/png") })]),
        ];

        var result = Gemini.Body(history).GetProperty("contents")[2].GetProperty("parts")[0].GetProperty("functionResponse");
        var refused = Assert.Throws<LlmProviderException>(() => Gemini.Render(history, new() { ModelId = "gemini-2.5-flash" }));

        Assert.Equal("here", result.GetProperty("response").GetProperty("output").GetString());
        Assert.Equal("image/png", result.GetProperty("parts")[0].GetProperty("inlineData").GetProperty("mimeType").GetString());
        Assert.Equal(LlmErrorKind.UnsupportedContent, refused.Kind);
        Assert.Contains("image/png", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Arguments_that_come_value_by_value_are_put_together()
    {
        var response = await Gemini.StreamedAsync(
            Gemini.Chunk("""{"functionCall":{"name":"write","willContinue":true},"thoughtSignature":"cw=="}"""),
            Gemini.Chunk("""{"functionCall":{"partialArgs":[{"jsonPath":"$.items[0].name","stringValue":"ap","willContinue":true}],"willContinue":true}}"""),
            Gemini.Chunk("""{"functionCall":{"partialArgs":[{"jsonPath":"$.items[0].name","stringValue":"ple"}],"willContinue":true}}"""),
            Gemini.Chunk("""{"functionCall":{"partialArgs":[{"jsonPath":"$.items[0]['a b']","numberValue":0.5},{"jsonPath":"$.ok","boolValue":true},{"jsonPath":"$.none","nullValue":null}],"willContinue":true}}"""),
            Gemini.Chunk("""{"functionCall":{}}"""),
            Gemini.Chunk("""{"functionCall":{"name":"done","args":{}}}""", "STOP"));

        var calls = response.Calls().ToList();
        Assert.Equal("""{"items":[{"name":"apple","a b":0.5}],"ok":True,"none":}""", calls[0].Arguments());
        Assert.Equal("cw==", calls[0].AdditionalProperties!["thoughtSignature"]);
        Assert.Equal(["write", "done"], calls.Select(c => c.Name));
    }

    [Theory]
    [Trait("Requirement", "T07")]
    [InlineData("MAX_TOKENS")]
    [InlineData("STOP")]
    public async Task T07_a_call_that_was_cut_off_is_never_run(string finish)
    {
        var response = await Gemini.StreamedAsync(
            Gemini.Chunk("""{"functionCall":{"name":"write","willContinue":true}}"""),
            Gemini.Chunk("""{"functionCall":{"partialArgs":[{"jsonPath":"$.path","stringValue":"/etc/hosts"},{"jsonPath":"$.content","stringValue":"line1","willContinue":true}],"willContinue":true}}"""),
            Gemini.Chunk(Gemini.Text(""), finish));

        var call = Assert.Single(response.Calls());
        Assert.True(call.InformationalOnly);
        Assert.NotNull(call.Exception);
        Assert.Equal("""{"path":"/etc/hosts","content":"line1" """.TrimEnd(), call.AdditionalProperties![LlmPropertyNames.RawArguments]);
    }

    [Fact]
    [Trait("Requirement", "T07")]
    public async Task T07_an_answer_that_breaks_off_in_a_call_is_an_interruption()
    {
        var (updates, failure) = await Gemini.StreamAsync(Gemini.Events(Gemini.Chunk(Gemini.Text("Look.")), Gemini.Chunk("""{"functionCall":{"name":"write","willContinue":true}}""")));

        Assert.Equal(LlmErrorKind.StreamInterrupted, Assert.IsType<LlmProviderException>(failure).Kind);
        Assert.DoesNotContain(updates.SelectMany(u => u.Contents), c => c is FunctionCallContent);
    }

    [Fact]
    [Trait("Requirement", "T31")]
    public async Task T31_a_malformed_call_is_an_error_finish_with_the_words_of_the_wire()
    {
        var response = await Gemini.ReadAsync("""{"candidates":[{"content":{},"finishReason":"MALFORMED_FUNCTION_CALL","finishMessage":"Malformed function call: print(f("}],"usageMetadata":{"promptTokenCount":5,"totalTokenCount":5}}""");

        Assert.Equal("error", response.FinishReason?.Value);
        Assert.Equal("MALFORMED_FUNCTION_CALL", response.FindProperty(LlmPropertyNames.RawFinishReason));
        Assert.Equal("Malformed function call: print(f(", response.FindProperty("finishMessage"));
        Assert.Empty(response.Contents());
    }

    [Fact]
    public async Task A_finish_reason_nobody_knows_passes_as_it_is()
    {
        var response = await Gemini.ReadAsync(Gemini.Answer("""{"functionCall":{"name":"f","args":{}}}""", "UNEXPECTED_TOOL_CALL"));

        Assert.Equal("UNEXPECTED_TOOL_CALL", response.FinishReason?.Value);
        Assert.Single(response.Calls());
    }

    [Fact]
    public async Task A_function_loop_sends_signatures_and_ids_back()
    {
        var handler = new CannedHandler([
            new CannedResponse(Gemini.Answer("""{"functionCall":{"name":"get_weather","args":{"city":"Oslo"},"id":"q1"},"thoughtSignature":"EqUCCqICAb4+c2lnbi9hdHVyZQ=="},{"functionCall":{"name":"get_weather","args":{"city":"Paris"},"id":"q2"}}""")),
            new CannedResponse(Gemini.Answer(Gemini.Text("Cold and warm."))),
        ]);
        using var chat = Gemini.Provider(handler).CreateChatClient().AsBuilder().UseFunctionInvocation().Build();

        var response = await chat.GetResponseAsync("Weather?", new() { Tools = [AIFunctionFactory.Create((string city) => $"{city}: 21", "get_weather")] });

        Assert.Equal("Cold and warm.", response.Text);
        Snapshot.Match(Compatible.Indent(JsonElement.Parse(handler.Sent[1].Text).GetProperty("contents").GetRawText()));
    }
}
