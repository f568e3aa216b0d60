using Llm.Providers.OpenAI;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.OpenAI.Responses;

public sealed class StreamTests
{
    private const string Partial = "So";

    public static TheoryData<string, LlmErrorKind, string?, string> Failures => new()
    {
        // As documented, and as it is sent.
        { """{"type":"error","code":"server_error","message":"Busy.","param":null,"sequence_number":3}""", LlmErrorKind.Unavailable, "server_error", "Busy." },
        { """{"type":"error","sequence_number":3,"error":{"type":"invalid_request_error","code":"context_length_exceeded","message":"Too long.","param":"input"}}""", LlmErrorKind.ContextLengthExceeded, "context_length_exceeded", "Too long." },
        { """{"type":"error","error":{"type":"insufficient_quota","code":"insufficient_quota","message":"No money."}}""", LlmErrorKind.QuotaExceeded, "insufficient_quota", "No money." },
        { """{"type":"error","error":{"type":"too_many_requests","code":"rate_limit_exceeded","message":"Slow down."}}""", LlmErrorKind.RateLimited, "rate_limit_exceeded", "Slow down." },
        { """{"type":"response.failed","sequence_number":3,"response":{"id":"resp_1","status":"failed","error":{"code":"server_error","message":"Broke."},"output":[],"usage":null}}""", LlmErrorKind.Unavailable, "server_error", "Broke." },
        { """{"type":"response.failed","response":{"id":"resp_1","status":"failed","error":null,"output":[]}}""", LlmErrorKind.Unknown, null, "The answer failed, and the host does not say why." },
        { """{"type":"error"}""", LlmErrorKind.Unknown, null, "The answer failed, and the host does not say why." },
    };

    [Theory, MemberData(nameof(Failures))]
    [Trait("Requirement", "B21")]
    public async Task T05_an_error_in_the_middle_is_an_exception_and_keeps_what_had_come(string payload, LlmErrorKind kind, string? code, string words)
    {
        using var client = Respond.Client(new CannedHandler(Respond.Events(Respond.Created, Respond.Added(0, Respond.Message(0, "")), Respond.Text(0, Partial), payload)));

        var (updates, failure) = await Fake.ReadAsync(client);

        var e = Assert.IsType<LlmProviderException>(failure);
        Assert.Equal((kind, code, words, Partial), (e.Kind, e.ErrorCode, e.VendorMessage, e.PartialText));
        Assert.Equal(Partial, string.Concat(updates.Select(u => u.Text)));
    }

    [Theory]
    [InlineData("""{"error":{"message":"No.","type":"invalid_request_error","param":null,"code":"x"}}""")]
    [InlineData("""{"code":429,"message":"No."}""")]
    public async Task T05_an_error_instead_of_events_is_an_error(string body)
    {
        var e = await Assert.ThrowsAsync<LlmProviderException>(() => Respond.ReadAsync(body, stream: true));

        Assert.Equal("No.", e.VendorMessage);
    }

    [Fact]
    public async Task T06_an_answer_that_ends_without_its_last_event_is_an_interruption()
    {
        using var client = Respond.Client(new CannedHandler(Respond.Events(
            Respond.Created, Respond.Added(0, Respond.Message(0, "")), Respond.Text(0, Partial), Respond.Added(1, Respond.Call(1, "f", "")), Respond.Done(1, Respond.Call(1, "f", "{}"))) + "data: [DONE]\n\n"));

        var (updates, failure) = await Fake.ReadAsync(client);

        Assert.Equal((LlmErrorKind.StreamInterrupted, Partial), (Assert.IsType<LlmProviderException>(failure).Kind, ((LlmProviderException)failure).PartialText));
        Assert.DoesNotContain(updates.SelectMany(u => u.Contents), c => c is FunctionCallContent);
    }

    [Fact]
    public async Task T06_an_end_mark_alone_is_no_answer() =>
        Assert.Equal(LlmErrorKind.StreamInterrupted, (await Assert.ThrowsAsync<LlmProviderException>(() => Respond.ReadAsync("data: [DONE]\n\n", stream: true))).Kind);

    [Theory]
    [InlineData("""{"path":"/etc/hosts","content":"line1""")]
    [InlineData("""{"query": "test"}""")]
    [InlineData("")]
    public async Task T07_a_call_that_was_cut_off_is_never_run(string arguments)
    {
        var item = Respond.Call(0, "write", arguments, "incomplete");
        var end = Respond.Completed(item).Replace("response.completed", "response.incomplete", StringComparison.Ordinal).Replace("\"status\":\"completed\",\"error\":null,\"incomplete_details\":null", "\"status\":\"incomplete\",\"error\":null,\"incomplete_details\":{\"reason\":\"max_output_tokens\"}", StringComparison.Ordinal);

        var response = await Respond.ReadAsync(Respond.Events(Respond.Created, Respond.Added(0, item), Respond.Done(0, item), end), stream: true);

        var call = Assert.Single(response.Messages[0].Contents.OfType<FunctionCallContent>());
        Assert.Equal(ChatFinishReason.Length, response.FinishReason);
        Assert.Null(call.Arguments);
        Assert.NotNull(call.Exception);
        Assert.True(call.InformationalOnly);
        Assert.Equal(arguments, call.AdditionalProperties![LlmPropertyNames.RawArguments]);
        Assert.Equal(["user"], Respond.Input([new(ChatRole.User, "Hi"), .. response.Messages]).Select(i => i.GetProperty("role").GetString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    public async Task T11_a_tool_without_arguments_gets_none(string arguments)
    {
        var call = Assert.Single((await Respond.ItemsAsync(true, Respond.Call(0, "now", arguments))).Messages[0].Contents.OfType<FunctionCallContent>());

        Assert.Empty(call.Arguments!);
        Assert.Null(call.Exception);
    }

    [Theory]
    [InlineData("null", true)]
    [InlineData("null", false)]
    [InlineData("\"\"", true)]
    [InlineData("\"\"", false)]
    public async Task T08_a_call_without_an_id_gets_one_that_is_its_own(string id, bool stream)
    {
        var items = new[] { 0, 1 }.Select(i => Respond.Call(i, "f", "{}").Replace($"\"call_{i}\"", id, StringComparison.Ordinal)).ToList();

        var calls = (await Respond.ItemsAsync(stream, items)).Messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>().ToList();

        Assert.Equal(2, calls.Select(c => c.CallId).Distinct().Count());
        Assert.All(calls, c => Assert.False(string.IsNullOrEmpty(c.CallId)));
    }

    [Fact]
    public async Task T12_parallel_calls_whose_events_are_mixed_keep_their_own_arguments()
    {
        static string Delta(int index, string id, string delta) => $$"""{"type":"response.function_call_arguments.delta","item_id":"{{id}}","output_index":{{index}},"delta":{{Respond.Quote(delta)}}}""";

        var response = await Respond.ReadAsync(
            Respond.Events(
                Respond.Created, Respond.Added(0, Respond.Call(0, "a", "")), Respond.Added(1, Respond.Call(1, "b", "")), Delta(1, "fc_1", "{\"y\":"), Delta(0, "rotated_id", "{\"x\":"), Delta(1, "another", "2}"), Delta(0, "fc_0", "1}"),
                Respond.Done(1, Respond.Call(1, "b", "{\"y\":2}")), Respond.Done(0, Respond.Call(0, "a", "{\"x\":1}")), Respond.Completed()),
            stream: true);

        Assert.Equal(["b[y, 2]", "a[x, 1]"], response.Messages[0].Contents.OfType<FunctionCallContent>().Select(c => $"{c.Name}{c.Arguments!.Single()}"));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task T13_a_complete_answer_with_a_call_waits_for_its_result(bool stream)
    {
        var response = await Respond.ItemsAsync(stream, Respond.Message(0, "Look."), Respond.Call(1, "f", "{}"));

        Assert.Equal((ChatFinishReason.ToolCalls, "completed"), (response.FinishReason, response.FindProperty(LlmPropertyNames.RawFinishReason)));
    }

    [Fact]
    public async Task T40_all_updates_of_a_turn_have_the_same_ids_and_a_role()
    {
        using var client = Respond.Client(new CannedHandler(Respond.Stream(Respond.Reasoning(0, "e", "Hm."), Respond.Message(1, "Look at it."), Respond.Call(2, "f", "{}"))));

        var (updates, _) = await Fake.ReadAsync(client);

        Assert.Equal("resp_1", Assert.Single(updates.Select(u => u.ResponseId).Distinct()));
        Assert.NotNull(Assert.Single(updates.Select(u => u.MessageId).Distinct()));
        Assert.All(updates, u => Assert.Equal(ChatRole.Assistant, u.Role));
        Assert.Single(updates.SelectMany(u => u.Contents).OfType<UsageContent>());
        Assert.Equal(updates.Count - 1, updates.FindIndex(u => u.FinishReason is not null));
    }

    [Fact]
    public async Task T40_an_answer_is_the_same_streamed_or_not()
    {
        string[] items = [Respond.Reasoning(0, "e", "Hm.", "So."), Respond.Message(1, "Look at it.", ",\"phase\":\"commentary\""), Respond.Call(2, "f", "{\"a\":1}")];

        var (whole, streamed) = (await Respond.ItemsAsync(false, items), await Respond.ItemsAsync(true, items));

        Assert.Equal(Respond.Kept(whole), Respond.Kept(streamed));
        Assert.Equal((whole.FinishReason, whole.ModelId, whole.CreatedAt, whole.Usage!.TotalTokenCount), (streamed.FinishReason, streamed.ModelId, streamed.CreatedAt, streamed.Usage!.TotalTokenCount));
    }

    [Fact]
    public async Task Text_that_comes_with_the_end_of_its_item_alone_is_read()
    {
        var response = await Respond.ReadAsync(Respond.Events(Respond.Created, Respond.Done(0, Respond.Message(0, "Hi.")), Respond.Completed()), stream: true);

        Assert.Equal("Hi.", response.Text);
    }

    [Fact]
    public async Task Items_that_come_with_the_whole_answer_alone_are_read_once()
    {
        var response = await Respond.ReadAsync(
            Respond.Events(Respond.Created, Respond.Added(0, Respond.Message(0, "")), Respond.Text(0, "Hi."), Respond.Completed($"{Respond.Message(0, "Hi.")},{Respond.Call(1, "f", "{}")}")), stream: true);

        Assert.Equal("Hi.", response.Text);
        Assert.Single(response.Messages[0].Contents.OfType<FunctionCallContent>());
    }

    [Theory]
    [InlineData(true, "completed", 1)]
    [InlineData(false, "completed", 1)]
    [InlineData(true, "incomplete", 0)]
    public async Task T07_arguments_that_come_in_pieces_alone_make_a_call_when_the_answer_is_complete(bool hasDone, string status, int whole)
    {
        static string Delta(string delta) => $$"""{"type":"response.function_call_arguments.delta","item_id":"fc_0","output_index":0,"delta":{{Respond.Quote(delta)}}}""";
        List<string> events = [Respond.Created, Respond.Added(0, Respond.Call(0, "f", "", "in_progress")), Delta("{\"a\""), Delta(":1}")];
        if (hasDone)
        {
            events.Add("""{"type":"response.function_call_arguments.done","item_id":"fc_0","output_index":0,"arguments":"{\"a\":1}"}""");
        }

        events.Add($$"""{"type":"response.{{status}}","response":{"id":"resp_1","status":"{{status}}","output":[]} }""");

        var call = Assert.Single((await Respond.ReadAsync(Respond.Events(events), stream: true)).Messages[0].Contents.OfType<FunctionCallContent>());

        Assert.Equal(whole, call.Arguments?.Count ?? 0);
        Assert.Equal(whole == 0, call.InformationalOnly);
    }

    [Fact]
    public async Task T31_an_answer_that_thought_itself_to_its_limit_keeps_finish_and_usage()
    {
        var response = await Respond.ReadAsync(Respond.Events("""{"type":"response.incomplete","response":{"id":"resp_1","status":"incomplete","incomplete_details":{"reason":"max_output_tokens"},"output":[],"usage":{"input_tokens":1,"output_tokens":16,"total_tokens":17}}}"""), stream: true);

        Assert.Equal((ChatFinishReason.Length, 16L, ""), (response.FinishReason, response.Usage!.OutputTokenCount, response.Text));
    }

    [Fact]
    public async Task Events_without_place_and_id_are_about_the_item_that_is_open()
    {
        var response = await Respond.ReadAsync(
            Respond.Events(Respond.Created, """{"type":"response.output_text.delta","delta":"Hi "}""", """{"type":"response.output_text.delta","delta":"you."}""", Respond.Completed()), stream: true);

        Assert.Equal("Hi you.", Assert.Single(response.Messages[0].Contents.OfType<TextContent>()).Text);
    }

    [Fact]
    public async Task Events_that_are_not_known_are_passed_over()
    {
        var response = await Respond.ReadAsync(
            Respond.Events(Respond.Created, """{"type":"keepalive","sequence_number":3}""", """{"type":"response.novelty.started","delta":{"a":1}}""", Respond.Added(0, Respond.Message(0, "")), Respond.Text(0, "Hi."), Respond.Completed()), stream: true);

        Assert.Equal("Hi.", response.Text);
    }

    [Fact]
    public async Task T01_a_stream_reads_the_same_however_its_bytes_are_cut()
    {
        var body = Respond.Bytes(Respond.Stream(Respond.Reasoning(0, "e", "Hä?"), Respond.Message(1, "Grüße 🌍."), Respond.Call(2, "f", "{\"ö\":1}")));
        var expected = Respond.Kept(await Respond.ReadAsync(System.Text.Encoding.UTF8.GetString(body), stream: true));
        for (var cut = 1; cut < body.Length; cut += 7)
        {
            using var client = Respond.Client(new CannedHandler(new CannedResponse(new ScriptedStream(Frames.CutAt(body, cut)))));
            Assert.Equal(expected, Respond.Kept(await client.GetStreamingResponseAsync("Hi").ToChatResponseAsync()));
        }
    }

    [Fact]
    public void A_text_delta_costs_one_update_and_one_text()
    {
        var call = new ChatCall(Respond.Provider().GetModel(Respond.Model), [new(ChatRole.User, "Hi")], new(), stream: true) { Origin = "openai" };
        var reader = new ResponsesProtocol(ResponsesDialects.OpenAI).CreateReader(call);
        using var response = new ChatResponseWriter(streaming: true, "openai");
        var delta = Respond.Bytes("""{"type":"response.output_text.delta","sequence_number":7,"item_id":"msg_0","output_index":0,"content_index":0,"delta":" the","logprobs":[],"obfuscation":"aB3dE5"}""");
        Run(100); // the first ones make the buffers
        var before = GC.GetAllocatedBytesForCurrentThread();

        Run(1000);

        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 1000, 0, 230);

        void Run(int count)
        {
            for (var i = 0; i < count; i++)
            {
                reader.Read(new("response.output_text.delta"u8, delta), response);
                Assert.True(response.TryDequeue(out _));
            }
        }
    }
}
