namespace Llm.Providers.Tests.Anthropic.Answers;

/// <summary>How streamed answers are read.</summary>
public sealed class StreamTests
{
    [Fact]
    public async Task T40_every_update_of_a_turn_has_the_same_ids()
    {
        var (updates, failure) = await Claude.ReadAsync(Claude.Events([Claude.Start(), .. Claude.TextBlock(0, "Let me ", "look."), .. Claude.ToolBlock(1, "toolu_1", "f", "", "{}"), Claude.End("tool_use"), Claude.Stop]));

        Assert.Null(failure);
        Assert.All(updates, u => Assert.Equal(("msg_1", "msg_1", ChatRole.Assistant), (u.ResponseId, u.MessageId, u.Role)));
        Assert.Single(updates.SelectMany(u => u.Contents).OfType<UsageContent>());
        Assert.Equal(ChatFinishReason.ToolCalls, updates[^1].FinishReason);
    }

    [Fact]
    public async Task T06_an_end_before_the_model_was_done_is_an_interruption_and_no_call_comes_out()
    {
        var (updates, failure) = await Claude.ReadAsync(Claude.Events([Claude.Start(), .. Claude.TextBlock(0, "Let me look."), .. Claude.ToolBlock(1, "toolu_1", "f", "{\"x\":1}")[..^1]]));

        var e = Assert.IsType<LlmProviderException>(failure);
        Assert.Equal((LlmErrorKind.StreamInterrupted, "Let me look."), (e.Kind, e.PartialText));
        Assert.Empty(updates.SelectMany(u => u.Contents).OfType<FunctionCallContent>());
    }

    [Fact]
    public async Task T06_an_end_mark_without_an_answer_is_an_interruption()
    {
        var (_, failure) = await Claude.ReadAsync(Claude.Events(Claude.Stop));

        Assert.Equal(LlmErrorKind.StreamInterrupted, Assert.IsType<LlmProviderException>(failure).Kind);
    }

    [Fact]
    public async Task T06_text_that_waits_for_its_citations_shows_when_the_stream_breaks_off()
    {
        var cited = Claude.Block(0, """{"type":"text","text":"","citations":[]}""", """{"type":"text_delta","text":"Half of"}""");
        var (_, failure) = await Claude.ReadAsync(Claude.Events([Claude.Start(), .. cited[..^1]]));

        Assert.Equal("Half of", Assert.IsType<LlmProviderException>(failure).PartialText);
    }

    [Fact]
    public async Task T07_a_call_cut_off_by_the_output_limit_is_shown_and_never_run()
    {
        var response = await Claude.StreamAsync([Claude.Start(), .. Claude.ToolBlock(0, "toolu_1", "write", "{\"path\":\"/etc/hosts\"", ",\"content\":\"line1"), Claude.End("max_tokens"), Claude.Stop]);

        var call = Assert.Single(response.Messages[0].Contents.OfType<FunctionCallContent>());
        Assert.Equal((true, null), (call.InformationalOnly, call.Arguments));
        Assert.NotNull(call.Exception);
        Assert.Equal(ChatFinishReason.Length, response.FinishReason);
    }

    [Fact]
    public async Task T07_arguments_that_parse_too_early_are_read_at_their_end()
    {
        var response = await Claude.StreamAsync([Claude.Start(), .. Claude.ToolBlock(0, "toolu_1", "f", "{\"query\":\"test\"", ",\"limit\":10}"), Claude.End("tool_use"), Claude.Stop]);

        Assert.Equal(["query", "limit"], Assert.Single(response.Messages[0].Contents.OfType<FunctionCallContent>()).Arguments!.Keys);
    }

    [Fact]
    public async Task T08_a_call_without_an_id_gets_one()
    {
        var start = """{"type":"tool_use","name":"f","input":{"x":1}}""";
        var response = await Claude.StreamAsync([Claude.Start(), .. Claude.Block(0, start), Claude.End("tool_use"), Claude.Stop]);

        var call = Assert.Single(response.Messages[0].Contents.OfType<FunctionCallContent>());
        Assert.NotEmpty(call.CallId);
        Assert.Equal("1", call.Arguments!["x"]!.ToString());
    }

    [Fact]
    public async Task T11_a_tool_without_arguments_gets_none()
    {
        var response = await Claude.StreamAsync([Claude.Start(), .. Claude.ToolBlock(0, "toolu_1", "now", ""), .. Claude.ToolBlock(1, "toolu_2", "now"), Claude.End("tool_use"), Claude.Stop]);

        Assert.All(response.Messages[0].Contents.OfType<FunctionCallContent>(), c => Assert.Empty(c.Arguments!));
    }

    [Fact]
    public async Task T12_fragments_of_calls_that_take_turns_go_to_their_own()
    {
        string[] a = Claude.ToolBlock(0, "toolu_a", "f", "{\"x\":", "1}"), b = Claude.ToolBlock(1, "toolu_b", "f", "{\"x\":", "2}");

        var response = await Claude.StreamAsync([Claude.Start(), a[0], b[0], b[1], a[1], a[2], b[2], a[3], b[3], Claude.End("tool_use"), Claude.Stop]);

        Assert.Equal(["1", "2"], response.Messages[0].Contents.OfType<FunctionCallContent>().Select(c => c.Arguments!["x"]!.ToString()));
    }

    [Theory]
    [InlineData("end_turn", "tool_calls")]
    [InlineData("tool_use", "tool_calls")]
    public async Task T13_a_turn_with_a_call_ends_for_it(string raw, string expected)
    {
        var response = await Claude.StreamAsync([Claude.Start(), .. Claude.ToolBlock(0, "toolu_1", "f", "{}"), Claude.End(raw), Claude.Stop]);

        Assert.Equal((expected, raw), (response.FinishReason!.Value.Value, response.FindProperty(LlmPropertyNames.RawFinishReason)));
    }

    [Fact]
    public async Task T13_a_turn_without_a_call_does_not_end_for_one() =>
        Assert.Equal(ChatFinishReason.Stop, (await Claude.StreamAsync([Claude.Start(), .. Claude.TextBlock(0, "Hi"), Claude.End("tool_use"), Claude.Stop])).FinishReason);

    [Theory]
    [InlineData("refusal", "content_filter")]
    [InlineData("model_context_window_exceeded", "length")]
    [InlineData("max_tokens", "length")]
    [InlineData("stop_sequence", "stop")]
    [InlineData("pause_turn", "pause_turn")]
    [InlineData("new_reason", "new_reason")]
    public async Task T31_the_reason_is_read_and_text_is_kept(string raw, string expected)
    {
        var response = await Claude.StreamAsync([Claude.Start(), .. Claude.TextBlock(0, "So far."), Claude.End(raw), Claude.Stop]);

        Assert.Equal((expected, "So far."), (response.FinishReason!.Value.Value, response.Text));
    }

    [Fact]
    public async Task T31_a_refusal_says_why()
    {
        var response = await Claude.StreamAsync(Claude.Start(), Claude.End("refusal", more: ""","stop_details":{"type":"refusal","category":"cyber","explanation":"Blocked."}"""), Claude.Stop);

        var refusal = Assert.Single(response.Messages[0].Contents.OfType<ErrorContent>());
        Assert.Equal(("Refusal", "Blocked."), (refusal.ErrorCode, refusal.Message));
        Assert.NotNull(response.FindProperty("stop_details"));
    }

    [Theory]
    [InlineData("""{"input_tokens":25,"output_tokens":1}""", """{"output_tokens":15}""", 25, 15, null)]
    [InlineData("""{"input_tokens":8834,"output_tokens":0}""", """{"input_tokens":18,"output_tokens":426,"cache_creation_input_tokens":0,"cache_read_input_tokens":8831}""", 8849, 426, 8831)]
    [InlineData("""{"input_tokens":27,"output_tokens":1}""", """{"input_tokens":27,"cache_creation_input_tokens":null,"cache_read_input_tokens":0,"output_tokens":47}""", 27, 47, 0)]
    public async Task T23_of_each_count_the_last_one_said_is_right(string start, string end, int input, int output, int? cached)
    {
        var usage = (await Claude.StreamAsync(Claude.Start(start), Claude.TextBlock(0, "Hi")[0], Claude.End(usage: end), Claude.Stop)).Usage!;

        Assert.Equal((input, output, cached, input + output), (usage.InputTokenCount, usage.OutputTokenCount, usage.CachedInputTokenCount, usage.TotalTokenCount));
    }

    [Fact]
    public async Task T23_an_answer_without_counts_has_none()
    {
        var response = await Claude.StreamAsync(["""{"type":"message_start","message":{"id":"msg_1","role":"assistant","content":[]}}""", .. Claude.TextBlock(0, "Hi"), """{"type":"message_delta","delta":{"stop_reason":"end_turn"}}""", Claude.Stop]);

        Assert.Null(response.Usage);
    }

    [Fact]
    public async Task T15_signatures_and_withheld_thoughts_are_kept_apart_and_in_order()
    {
        var response = await Claude.StreamAsync(
        [
            Claude.Start(),
            .. Claude.Block(0, """{"type":"thinking","thinking":"","signature":""}""", """{"type":"thinking_delta","thinking":"One "}""", """{"type":"thinking_delta","thinking":"two."}""", """{"type":"signature_delta","signature":"sig1"}"""),
            .. Claude.Block(1, """{"type":"thinking","thinking":""}""", """{"type":"signature_delta","signature":"sig2"}"""),
            .. Claude.Block(2, """{"type":"redacted_thinking","data":"enc3"}"""),
            .. Claude.Block(3, """{"type":"thinking","thinking":""}""", """{"type":"thinking_delta","thinking":"Three."}""", """{"type":"signature_delta","signature":"sig4"}"""),
            .. Claude.ToolBlock(4, "toolu_1", "f", "{}"),
            Claude.End("tool_use"), Claude.Stop,
        ]);

        var thoughts = response.Messages[0].Contents.OfType<TextReasoningContent>().ToList();
        Assert.Equal([("One two.", "sig1"), ("", "sig2"), ("", "enc3"), ("Three.", "sig4")], thoughts.Select(t => (t.Text, t.ProtectedData!)));
        Assert.All(thoughts, t => Assert.Equal("anthropic", t.AdditionalProperties![LlmPropertyNames.Origin]));
        Assert.Equal([false, false, true, false], thoughts.Select(t => t.AdditionalProperties!.ContainsKey("anthropic.redacted")));
    }

    [Fact]
    public async Task T15_content_after_a_call_keeps_its_place()
    {
        var response = await Claude.StreamAsync([Claude.Start(), .. Claude.ToolBlock(0, "toolu_1", "f", "{}"), .. Claude.TextBlock(1, "Done."), Claude.End("tool_use"), Claude.Stop]);

        Assert.Equal([typeof(FunctionCallContent), typeof(TextContent)], response.Messages[0].Contents.Select(c => c.GetType()));
        Assert.Equal(ChatFinishReason.ToolCalls, response.FinishReason);
    }

    [Fact]
    public async Task T02_pings_and_events_not_yet_known_say_nothing()
    {
        var response = await Claude.StreamAsync(["""{"type": "ping"}""", Claude.Start(), """{"type":"new_event","x":1}""", .. Claude.TextBlock(0, "Hi"), Claude.End(), Claude.Stop]);

        Assert.Equal("Hi", response.Text);
    }

    [Fact]
    public async Task T03_two_events_glued_together_are_malformed_and_what_came_before_is_kept()
    {
        var delta = """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"x"}}""";
        var (_, failure) = await Claude.ReadAsync(Claude.Events([Claude.Start(), .. Claude.TextBlock(0, "Hi")[..2]]) + $"data: {delta}{delta}\n\n");

        var e = Assert.IsType<LlmProviderException>(failure);
        Assert.Equal((LlmErrorKind.MalformedResponse, "Hi"), (e.Kind, e.PartialText));
    }

    [Fact]
    public async Task What_has_no_place_in_the_response_is_kept_as_a_property()
    {
        var response = await Claude.StreamAsync(
            Claude.Start("""{"input_tokens":1,"output_tokens":1,"service_tier":"standard","cache_creation_input_tokens":7,"cache_creation":{"ephemeral_1h_input_tokens":7},"server_tool_use":{"web_search_requests":2}}"""),
            Claude.End(more: ""","container":{"id":"c1","expires_at":"later"}""", usage: """{"output_tokens":9,"output_tokens_details":{"thinking_tokens":4}}"""), Claude.Stop);

        Assert.Equal("standard", response.FindProperty("service_tier"));
        Assert.Equal("c1", ((System.Text.Json.JsonElement)response.FindProperty("container")!).GetProperty("id").GetString());
        Assert.Equal((8, 4), (response.Usage!.InputTokenCount, response.Usage.ReasoningTokenCount));
        Assert.Equal((7, 7, 2), (response.Usage.AdditionalCounts![LlmUsageCounts.CacheWrite], response.Usage.AdditionalCounts[LlmUsageCounts.CacheWriteOneHour], response.Usage.AdditionalCounts[LlmUsageCounts.WebSearches]));
    }
}
