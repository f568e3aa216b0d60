namespace Llm.Providers.Tests.OpenAICompatible.Answers;

public sealed class ToolCallTests
{
    [Fact]
    public async Task T07_arguments_are_not_taken_for_complete_because_a_prefix_of_them_parses()
    {
        var call = Assert.Single((await Calls("""{"index":0,"id":"c1","function":{"name":"f","arguments":"{\"query\": \"test\"}"}}""", """{"index":0,"function":{"arguments":", \"limit\": 10}"}}""")).Calls());

        Assert.Null(call.Arguments);
        Assert.NotNull(call.Exception);
        Assert.Equal("""{"query": "test"}, "limit": 10}""", call.AdditionalProperties![LlmPropertyNames.RawArguments]);
    }

    [Fact]
    public async Task T07_no_call_comes_out_before_all_of_it_is_there()
    {
        var (updates, _) = await Compatible.ReadAsync(Compatible.Deltas("tool_calls",
            Compatible.Tool("""{"index":0,"id":"c1","function":{"name":"f","arguments":"{\"a\":1}"}}"""), Compatible.Text("Wait."), Compatible.Tool("""{"index":0,"function":{"arguments":" "}}""")));

        Assert.Equal(1, updates.Count - updates.FindIndex(u => u.Contents.Any(c => c is FunctionCallContent)));
    }

    [Theory]
    [InlineData("""{"path":"/etc/hosts","content":"line1""")]
    [InlineData("""{"items":[1,2]""")]
    [InlineData("""{"patch":{"path":"x"}""")]
    [InlineData("""{"text":"\u12""")]
    [InlineData("{")]
    public async Task T07_a_call_cut_off_by_the_output_limit_is_never_one_to_run(string arguments)
    {
        var response = await Compatible.DeltasAsync("length", Compatible.Tool($$$"""{"index":0,"id":"c1","function":{"name":"write","arguments":{{{Compatible.Quote(arguments)}}}}}"""));

        var call = Assert.Single(response.Calls());
        Assert.Equal((null, true, arguments), (call.Arguments, call.InformationalOnly, call.AdditionalProperties![LlmPropertyNames.RawArguments]));
        Assert.Equal(ChatFinishReason.Length, response.FinishReason);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    public async Task T08_calls_without_an_id_get_one_each(string id)
    {
        var calls = (await Calls($$$"""{"index":0,"id":{{{id}}},"function":{"name":"a","arguments":"{}"}}""", $$$"""{"index":1,"id":{{{id}}},"function":{"name":"b","arguments":"{}"}}""")).Calls().ToList();

        Assert.Equal(["a", "b"], calls.Select(c => c.Name));
        Assert.All(calls, c => Assert.StartsWith("call_", c.CallId, StringComparison.Ordinal));
        Assert.NotEqual(calls[0].CallId, calls[1].CallId);
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("null")]
    [InlineData("\"c1\"")]
    public async Task T08_an_id_that_is_empty_or_repeated_continues_a_call(string id)
    {
        var call = Assert.Single((await Calls("""{"index":0,"id":"c1","function":{"name":"f","arguments":"{\"a\""}}""", $$$"""{"index":0,"id":{{{id}}},"function":{"arguments":":1}"}}""")).Calls());

        Assert.Equal(("c1", """{"a":1}"""), (call.CallId, call.Arguments()));
    }

    [Fact]
    public async Task T08_an_id_that_is_a_number_becomes_text() =>
        Assert.Equal("123", Assert.Single((await Calls("""{"index":0,"id":123,"function":{"name":"f","arguments":"{}"}}""")).Calls()).CallId);

    public static TheoryData<string, string[]> Indexes => new()
    {
        { "a new id at the same index", ["""{"index":0,"id":"A","function":{"name":"read","arguments":"{\"path\": \"a.rs\"}"}}""", """{"index":0,"id":"B","function":{"name":"read","arguments":"{\"path\": \"b.rs\"}"}}"""] },
        { "fragments at position 0", ["""{"index":0,"id":"A","function":{"name":"read","arguments":""}}""", """{"index":0,"function":{"arguments":"{\"path\""}}""", """{"index":0,"function":{"arguments":":\"a.rs\"}"}}""", """{"index":0,"id":"B","function":{"name":"read","arguments":""}}""", """{"index":0,"function":{"arguments":"{\"path\":\"b.rs\"}"}}"""] },
        { "interleaved", ["""{"index":0,"id":"A","function":{"name":"read","arguments":"{\"path\":"}}""", """{"index":1,"id":"B","function":{"name":"read","arguments":"{\"path\":"}}""", """{"index":0,"function":{"arguments":"\"a.rs\"}"}}""", """{"index":1,"function":{"arguments":"\"b.rs\"}"}}"""] },
        { "starting at 1 and 3", ["""{"index":1,"id":"A","function":{"name":"read","arguments":"{\"path\":"}}""", """{"index":1,"function":{"arguments":"\"a.rs\"}"}}""", """{"index":3,"id":"B","function":{"name":"read","arguments":"{\"path\":"}}""", """{"index":3,"function":{"arguments":"\"b.rs\"}"}}"""] },
        { "without an index", ["""{"id":"A","function":{"name":"read","arguments":"{\"path\":"}}""", """{"function":{"arguments":"\"a.rs\"}"}}""", """{"id":"B","function":{"name":"read","arguments":"{\"path\":"}}""", """{"function":{"arguments":"\"b.rs\"}"}}"""] },
        { "twice in one chunk", ["""{"index":0,"id":"A","function":{"name":"read","arguments":"{\"path\":"}},{"index":1,"id":"B","function":{"name":"read","arguments":"{\"path\":\"b.rs\"}"}}""", """{"index":0,"function":{"arguments":"\"a.rs\"}"}}"""] },
        { "swapped within a chunk", ["""{"index":0,"id":"A","function":{"name":"read","arguments":"{\"path\":"}},{"index":1,"id":"B","function":{"name":"read","arguments":"{\"path\":"}}""", """{"index":1,"function":{"arguments":"\"b.rs\"}"}},{"index":0,"function":{"arguments":"\"a.rs\"}"}}"""] },
        { "arguments before index and id", ["""{"function":{"arguments":"{\"path\":\"a.rs\"}","name":"read"},"id":"A","index":0}""", """{"function":{"arguments":"{\"path\":\"b.rs\"}","name":"read"},"id":"B","index":0}"""] },
    };

    [Theory]
    [MemberData(nameof(Indexes))]
    [Trait("Requirement", "B08")]
    public async Task T09_indexes_that_lie_do_not_mix_calls_up(string reason, string[] fragments)
    {
        var calls = (await Calls(fragments)).Calls();

        Assert.True(calls.Select(c => $"{c.CallId} {c.Name} {c.Arguments()}").SequenceEqual(["""A read {"path":a.rs}""", """B read {"path":b.rs}"""]) || calls.Select(c => $"{c.CallId} {c.Name} {c.Arguments()}").SequenceEqual(["""A read {"path":"a.rs"}""", """B read {"path":"b.rs"}"""]), reason);
    }

    [Fact]
    public async Task T09_two_whole_calls_of_one_function_without_ids_stay_two()
    {
        var response = await Compatible.MessageAsync("""{"tool_calls":[{"function":{"name":"f","arguments":"{\"a\":1}"}},{"function":{"name":"f","arguments":"{\"a\":2}"}}]}""", "tool_calls");

        Assert.Equal(["""{"a":1}""", """{"a":2}"""], response.Calls().Select(c => c.Arguments()));
        Assert.Equal(2, response.Calls().Select(c => c.CallId).Distinct().Count());
    }

    [Fact]
    public async Task T12_parallel_calls_whose_fragments_are_mixed_keep_their_own_arguments()
    {
        var calls = (await Calls(
            """{"index":0,"id":"A","function":{"name":"a","arguments":"{\"x\":"}}""", """{"index":1,"id":"B","function":{"name":"b","arguments":"{\"y\":"}}""",
            """{"index":1,"function":{"arguments":"2}"}}""", """{"index":0,"function":{"arguments":"1}"}}""")).Calls();

        Assert.Equal(["""A a {"x":1}""", """B b {"y":2}"""], calls.Select(c => $"{c.CallId} {c.Name} {c.Arguments()}"));
    }

    [Theory]
    [InlineData("read_file", "read_file", "", "read_file")]
    [InlineData("edit_ex", "isting_file", "", "edit_existing_file")]
    [InlineData("read_file", "read_file", "{", "read_file")]
    [InlineData("", "read_file", "", "read_file")]
    public async Task T10_names_are_neither_doubled_nor_lost(string first, string second, string arguments, string expected)
    {
        var call = Assert.Single((await Calls(
            $$$"""{"index":0,"id":"c1","function":{"name":"{{{first}}}","arguments":"{{{arguments}}}"}}""",
            $$$"""{"index":0,"function":{"name":"{{{second}}}","arguments":"{{{(arguments.Length == 0 ? "{" : "")}}}"}}""",
            """{"index":0,"function":{"arguments":"}"}}""")).Calls());

        Assert.Equal((expected, "{}"), (call.Name, call.Arguments()));
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"{}\"")]
    [InlineData("\" \"")]
    [InlineData("\"null\"")]
    [InlineData("null")]
    [InlineData("{}")]
    [Trait("Requirement", "B09")]
    public async Task T11_a_tool_without_arguments_is_called_with_none(string arguments)
    {
        var call = Assert.Single((await Calls($$$"""{"index":0,"id":"c1","function":{"name":"now","arguments":{{{arguments}}}}}""")).Calls());

        Assert.Equal(("{}", null), (call.Arguments(), call.Exception));
    }

    [Fact]
    public async Task T11_arguments_may_be_absent_or_an_object()
    {
        Assert.Equal("{}", Assert.Single((await Calls("""{"index":0,"id":"c1","function":{"name":"now"}}""")).Calls()).Arguments());
        Assert.Equal("""{"a":1}""", Assert.Single((await Calls("""{"index":0,"id":"c1","function":{"name":"f","arguments":{"a": 1}}}""")).Calls()).Arguments());
        Assert.Equal("""{"a":1}""", Assert.Single((await Compatible.MessageAsync("""{"tool_calls":[{"id":"c1","function":{"name":"f","arguments":{"a": 1}}}]}""")).Calls()).Arguments());
    }

    [Theory]
    [InlineData("""{"content":"Hi","tool_calls":[]}""")]
    [InlineData("""{"content":"Hi","tool_calls":null}""")]
    [InlineData("""{"content":"Hi","function_call":null}""")]
    public async Task T11_an_empty_list_of_calls_beside_text_says_nothing(string message)
    {
        var whole = await Compatible.MessageAsync(message);
        var streamed = await Compatible.DeltasAsync("stop", message);

        Assert.Equal(("Hi", ChatFinishReason.Stop, 0), (whole.Text, whole.FinishReason, whole.Calls().Count()));
        Assert.Equal(("Hi", ChatFinishReason.Stop, 0), (streamed.Text, streamed.FinishReason, streamed.Calls().Count()));
    }

    [Fact]
    public async Task T13_stop_beside_a_call_means_that_tools_are_called()
    {
        var response = await Compatible.DeltasAsync("stop", Compatible.Tool("""{"index":0,"id":"c1","function":{"name":"f","arguments":"{}"}}"""));

        Assert.Equal((ChatFinishReason.ToolCalls, "stop"), (response.FinishReason, response.FindProperty(LlmPropertyNames.RawFinishReason)));
    }

    [Fact]
    public async Task T13_tool_calls_without_a_call_means_that_the_model_stopped()
    {
        var response = await Compatible.MessageAsync("""{"content":"Done."}""", "tool_calls");

        Assert.Equal((ChatFinishReason.Stop, "tool_calls"), (response.FinishReason, response.FindProperty(LlmPropertyNames.RawFinishReason)));
    }

    private static Task<ChatResponse> Calls(params string[] fragments) => Compatible.DeltasAsync("tool_calls", fragments.Select(Compatible.Tool));
}
