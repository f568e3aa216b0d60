using System.Text;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Core.Wire;

/// <summary>How fragments of tool calls become calls.</summary>
[Trait("Requirement", "B09")]
public sealed class ToolCallTests
{
    [Fact]
    public void T07_a_prefix_that_is_JSON_already_is_no_call_yet()
    {
        var call = Assert.Single(Calls((0, "c1", "search", "{\"query\": \"test\"}"), (0, null, null, ", \"limit\": 10}")));

        Assert.Null(call.Arguments);
        Assert.NotNull(call.Exception);
        Assert.Equal("{\"query\": \"test\"}, \"limit\": 10}", call.AdditionalProperties?[LlmPropertyNames.RawArguments]);
    }

    [Theory]
    [InlineData("{\"path\":\"/etc/hosts\",\"content\":\"line1")]
    [InlineData("{\"items\":[1,2]")]
    [InlineData("{\"patch\":{\"path\":\"x\"}")]
    [InlineData("{\"text\":\"\\u12")]
    [InlineData("{")]
    public void T07_a_call_that_the_output_limit_cut_off_is_marked_and_keeps_its_arguments(string arguments)
    {
        var call = Assert.Single(Calls(ChatFinishReason.Length, (0, "c1", "write", arguments)));

        Assert.True(call.InformationalOnly);
        Assert.Null(call.Arguments);
        Assert.NotNull(call.Exception);
        Assert.Equal(arguments, call.AdditionalProperties?[LlmPropertyNames.RawArguments]);
    }

    [Fact]
    public void T07_a_call_that_is_whole_at_the_output_limit_is_a_call()
    {
        var call = Assert.Single(Calls(ChatFinishReason.Length, (0, "c1", "f", "{\"a\":1}")));

        Assert.False(call.InformationalOnly);
        Assert.Null(call.Exception);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void T08_a_call_without_an_id_gets_one_of_its_own(string? id)
    {
        var calls = Calls((0, id, "a", "{}"), (1, id, "b", "{}"));

        Assert.Equal(2, calls.Select(c => c.CallId).Where(c => c.Length > 0).Distinct().Count());
    }

    [Theory]
    [InlineData("")]
    [InlineData("c1")]
    [InlineData(null)]
    public void T08_an_id_that_is_empty_or_repeated_on_the_next_fragment_starts_no_other_call(string? later) =>
        Assert.Equal([("c1", "f", "{\"a\":1}")], Shapes((0, "c1", "f", "{\"a\""), (0, later, null, ":1}")));

    [Fact]
    public void T08_an_id_may_come_later_than_the_name() =>
        Assert.Equal([("c1", "f", "{}")], Shapes((0, null, "f", ""), (0, "c1", null, "{}")));

    [Fact]
    public void T09_a_new_id_is_a_new_call_even_at_the_same_index() =>
        Assert.Equal([("a", "read", "{\"path\":\"a.rs\"}"), ("b", "read", "{\"path\":\"b.rs\"}")], Shapes((0, "a", "read", "{\"path\":\"a.rs\"}"), (0, "b", "read", "{\"path\":\"b.rs\"}")));

    [Fact]
    public void T09_fragments_after_a_new_id_at_the_same_index_belong_to_the_new_call() =>
        Assert.Equal(
            [("call_A", "f", "{\"idea\":1}"), ("call_B", "f", "{\"idea\":2}")],
            Shapes((0, "call_A", "f", ""), (0, null, null, "{\"idea\""), (0, null, null, ":1}"), (0, "call_B", "f", ""), (0, null, null, "{\"idea\""), (0, null, null, ":2}")));

    [Fact]
    public void T09_interleaved_fragments_without_ids_go_by_their_index() =>
        Assert.Equal(
            [("a", "f", "{\"x\":1}"), ("b", "g", "{\"y\":2}")],
            Shapes((0, "a", "f", "{\"x\""), (1, "b", "g", "{\"y\""), (0, null, null, ":1}"), (1, null, null, ":2}")));

    [Theory]
    [InlineData(1, 3)]
    [InlineData(5, 2)]
    public void T09_indexes_may_start_anywhere_and_leave_gaps(int first, int second) =>
        Assert.Equal([("a", "f", "{}"), ("b", "g", "{}")], Shapes((first, "a", "f", "{}"), (second, "b", "g", "{}")));

    [Fact]
    public void T09_a_fragment_with_neither_id_nor_index_belongs_to_the_last_call() =>
        Assert.Equal([("a", "f", "{\"x\":1}")], Shapes((null, "a", "f", "{\"x\""), (null, null, null, ":1}")));

    [Fact]
    public void T09_calls_without_ids_at_one_index_are_told_apart_by_their_names()
    {
        var calls = Calls((0, null, "a", "{}"), (0, null, "b", "{}"));

        Assert.Equal(["a", "b"], calls.Select(c => c.Name));
        Assert.All(calls, c => Assert.Null(c.Exception));
    }

    [Theory]
    [InlineData("read_file", "read_file", "read_file")]
    [InlineData("edit_ex", "isting_file", "edit_existing_file")]
    [InlineData("read_file", "", "read_file")]
    [InlineData("", "read_file", "read_file")]
    public void T10_a_name_counts_once_whether_repeated_or_in_pieces(string first, string second, string expected) =>
        Assert.Equal([("c1", expected, "{}")], Shapes((0, "c1", first, ""), (0, "c1", second, ""), (0, "c1", null, "{}")));

    [Fact]
    public void T10_a_name_repeated_with_every_fragment_counts_once() =>
        Assert.Equal([("c1", "f", "{\"a\":1}")], Shapes((0, "c1", "f", "{\"a\""), (0, "c1", "f", ":1}")));

    [Fact]
    public void T10_a_name_may_come_after_the_arguments() =>
        Assert.Equal([("c1", "f", "{}")], Shapes((0, "c1", null, "{}"), (0, "c1", "f", "")));

    [Theory]
    [InlineData("")]
    [InlineData("  \n")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("\"{}\"")]
    public void T11_no_arguments_are_an_empty_list(string arguments)
    {
        var call = Assert.Single(Calls((0, "c1", "now", arguments)));

        Assert.Null(call.Exception);
        Assert.Empty(call.Arguments!);
    }

    [Fact]
    public void Arguments_encoded_twice_are_read() =>
        Assert.Equal("1", Assert.Single(Calls((0, "c", "f", "\"{\\\"a\\\":1}\""))).Arguments?["a"]?.ToString());

    [Theory]
    [InlineData("[1]")]
    [InlineData("1")]
    [InlineData("\"text\"")]
    [InlineData("{\"a\":1}{\"b\":2}")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{a:1}")]
    [InlineData("{\"a\":01}")]
    public void Arguments_that_are_no_object_are_explained_and_kept_and_never_repaired(string arguments)
    {
        var call = Assert.Single(Calls((0, "c1", "f", arguments)));

        Assert.Null(call.Arguments);
        Assert.Contains("f", Assert.IsType<System.Text.Json.JsonException>(call.Exception).Message, StringComparison.Ordinal);
        Assert.Equal(arguments, call.AdditionalProperties?[LlmPropertyNames.RawArguments]);
    }

    [Fact]
    public void Arguments_with_invalid_bytes_are_explained_too()
    {
        var call = ToolArguments.ToCall("c", "f", [.. "{\"a"u8, 0xFF, .. "\":1}"u8]);

        Assert.NotNull(call.Exception);
        Assert.Null(call.Arguments);
    }

    [Theory]
    [InlineData("stop", true, "tool_calls", "stop")]
    [InlineData("end_turn", true, "tool_calls", "end_turn")]
    [InlineData("tool_calls", false, "stop", "tool_calls")]
    [InlineData("tool_calls", true, "tool_calls", null)]
    [InlineData("stop", false, "stop", null)]
    [InlineData("length", true, "length", null)]
    [InlineData("content_filter", true, "content_filter", null)]
    [Trait("Requirement", "T13")]
    public async Task T13_the_finish_reason_agrees_with_the_content_and_the_raw_one_is_kept(string raw, bool call, string expected, string? kept)
    {
        var tool = call ? "\"tool\":{\"i\":0,\"id\":\"c\",\"name\":\"f\",\"args\":\"{}\"}," : "\"text\":\"x\",";

        var response = await Fake.Client(new CannedHandler($"{{{tool}\"finish\":\"{raw}\"}}")).GetResponseAsync("hi");

        Assert.Equal(new ChatFinishReason(expected), response.FinishReason);
        Assert.Equal(kept, response.AdditionalProperties?.GetValueOrDefault(LlmPropertyNames.RawFinishReason));
    }

    [Theory]
    [InlineData("tool_calls")]
    [InlineData("length")]
    public async Task A_tool_loop_never_runs_a_call_whose_arguments_cannot_be_read(string finish)
    {
        var ran = 0;
        var tool = AIFunctionFactory.Create((string? path = null) => $"{ran++}{path}", "wipe", serializerOptions: AIJsonUtilities.DefaultOptions);
        var handler = new CannedHandler(
            new CannedResponse($"{{\"tool\":{{\"i\":0,\"id\":\"c1\",\"name\":\"wipe\",\"args\":\"{{\\\"path\\\":\\\"/tm\"}},\"finish\":\"{finish}\"}}"),
            new CannedResponse("{\"text\":\"done\",\"finish\":\"stop\"}"));
        using var client = new FunctionInvokingChatClient(new ToolBlind(Fake.Client(handler)));

        await client.GetResponseAsync("hi", new() { Tools = [tool] });

        Assert.Equal(0, ran);
    }

    private static List<(string Id, string Name, string Arguments)> Shapes(params (int? Index, string? Id, string? Name, string? Arguments)[] fragments) =>
        [.. Calls(fragments).Select(c => (c.CallId, c.Name, "{" + string.Join(',', c.Arguments!.Select(a => $"\"{a.Key}\":{Raw(a.Value)}")) + "}"))];

    private static string Raw(object? value) => ((System.Text.Json.JsonElement)value!).GetRawText();

    private static List<FunctionCallContent> Calls(params (int? Index, string? Id, string? Name, string? Arguments)[] fragments) => Calls(ChatFinishReason.ToolCalls, fragments);

    private static List<FunctionCallContent> Calls(ChatFinishReason finish, params (int? Index, string? Id, string? Name, string? Arguments)[] fragments)
    {
        using var writer = new ChatResponseWriter(streaming: true, "fake");
        foreach (var (index, id, name, arguments) in fragments)
        {
            writer.WriteToolCall(index, id, name, Encoding.UTF8.GetBytes(arguments ?? ""));
            Assert.False(writer.HasUpdates);
        }

        writer.SetFinish(finish.Value);
        writer.Complete();
        Assert.True(writer.TryDequeue(out var update));
        return [.. update.Contents.OfType<FunctionCallContent>()];
    }

    // The fake wire has no place for results: what matters is what the loop ran.
    private sealed class ToolBlind(IChatClient inner) : DelegatingChatClient(inner)
    {
        public override Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            base.GetResponseAsync([.. messages.Where(m => m.Role == ChatRole.User)], options, cancellationToken);
    }
}
