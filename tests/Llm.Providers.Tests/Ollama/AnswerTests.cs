using System.Text.Json;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Ollama;

public sealed class AnswerTests
{
    private const string TwoCalls = """{"role":"assistant","content":"","tool_calls":[{"id":"call_a","function":{"index":0,"name":"get_weather","arguments":{"city":"Paris"}}},{"id":"call_b","function":{"index":1,"name":"get_weather","arguments":{"city":"Berlin"}}}]}""";

    public static TheoryData<string, string> ArgumentForms => new()
    {
        { "{}", "" },
        { "null", "" },
        { "\"\"", "" },
        { """{"city":"Oslo"}""", "city=Oslo" },
        { "\"{\\\"city\\\":\\\"Oslo\\\"}\"", "city=Oslo" },
    };

    [Fact]
    [Trait("Requirement", "S26")]
    public async Task Names_times_and_counts_are_kept()
    {
        var response = await Served.Client(new CannedHandler(
            """{"model":"llama3","created_at":"2024-05-24T20:26:46.294874123+02:00","message":{"role":"assistant","content":"Hi."},"done":true,"done_reason":"stop","total_duration":1897385625,"load_duration":1631208,"prompt_eval_count":17,"prompt_eval_duration":313560000,"eval_count":50,"eval_duration":1577990000}""")).GetResponseAsync("hi");

        Assert.Equal(("llama3", new DateTimeOffset(2024, 5, 24, 20, 26, 46, TimeSpan.FromHours(2)).AddTicks(2948741)), (response.ModelId, response.CreatedAt));
        Assert.Equal((17, 50, 67), (response.Usage!.InputTokenCount, response.Usage.OutputTokenCount, response.Usage.TotalTokenCount));
        Assert.Equal(
            [1897385625L, 1631208L, 313560000L, 1577990000L],
            new[] { "total_duration", "load_duration", "prompt_eval_duration", "eval_duration" }.Select(name => (long)response.FindProperty(name)!));
    }

    [Theory]
    [InlineData("\"done_reason\":\"length\"", "length", null)]
    [InlineData("\"done_reason\":\"load\"", "load", null)]
    [InlineData("\"done_reason\":\"unload\"", "unload", null)]
    [InlineData("\"done_reason\":\"\"", "other", "")]
    [InlineData("\"eval_count\":1", "other", "")]
    public async Task The_end_has_the_reason_the_server_gives(string end, string expected, string? raw)
    {
        var response = await Served.WholeAsync("""{"role":"assistant","content":""}""", end);

        Assert.Equal((expected, raw), (response.FinishReason?.Value, response.FindProperty(LlmPropertyNames.RawFinishReason)));
    }

    [Fact]
    [Trait("Case", "T13")]
    public async Task T13_an_end_with_calls_is_an_end_for_calls()
    {
        var whole = await Served.WholeAsync(TwoCalls);
        var old = await Served.WholeAsync(TwoCalls, "\"eval_count\":1");
        var none = await Served.WholeAsync("""{"role":"assistant","content":"Hi.","tool_calls":[]}""", "\"done_reason\":\"tool_calls\"");

        Assert.Equal((ChatFinishReason.ToolCalls, "stop"), (whole.FinishReason, whole.FindProperty(LlmPropertyNames.RawFinishReason)));
        Assert.Equal((ChatFinishReason.ToolCalls, ChatFinishReason.Stop), (old.FinishReason, none.FinishReason));
    }

    [Fact]
    [Trait("Case", "T08")]
    public async Task T08_ids_of_the_server_are_kept_and_missing_ones_made()
    {
        var kept = Served.Calls(await Served.WholeAsync(TwoCalls));
        var made = Served.Calls(await Served.WholeAsync("""{"role":"assistant","content":"","tool_calls":[{"function":{"name":"a","arguments":{}}},{"id":"","function":{"name":"a","arguments":{}}}]}"""));

        Assert.Equal(["call_a", "call_b"], kept.Select(c => c.CallId));
        Assert.Equal(2, made.Select(c => c.CallId).Where(id => id.Length > 0).Distinct().Count());
    }

    [Theory, MemberData(nameof(ArgumentForms))]
    [Trait("Case", "T11")]
    public async Task T11_arguments_are_an_object_however_they_are_written(string arguments, string expected)
    {
        var call = Assert.Single(Served.Calls(await Served.WholeAsync($$$"""{"role":"assistant","content":"","tool_calls":[{"function":{"arguments":{{{arguments}}},"name":"f"}}]}""")));

        Assert.Equal(expected, string.Join(',', call.Arguments!.Select(a => $"{a.Key}={a.Value}")));
        Assert.Null(call.Exception);
    }

    [Fact]
    [Trait("Case", "T07")]
    public async Task T07_a_call_whose_arguments_are_cut_off_is_not_run()
    {
        var call = Assert.Single(Served.Calls(await Served.WholeAsync("""{"role":"assistant","content":"","tool_calls":[{"function":{"name":"write","arguments":"{\"path\":\"x"}}]}""", "\"done_reason\":\"length\"")));

        Assert.True(call.InformationalOnly);
        Assert.NotNull(call.Exception);
        Assert.Equal("{\"path\":\"x", call.AdditionalProperties![LlmPropertyNames.RawArguments]);
    }

    [Fact]
    [Trait("Case", "T12")]
    public async Task T12_calls_of_several_lines_stay_apart_although_each_line_counts_from_zero()
    {
        var response = await Served.StreamAsync(
            """{"role":"assistant","content":"","tool_calls":[{"function":{"index":0,"name":"read","arguments":{"path":"a.rs"}}}]}""",
            """{"role":"assistant","content":"","tool_calls":[{"function":{"index":0,"name":"read","arguments":{"path":"b.rs"}}}]}""");

        Assert.Equal(["a.rs", "b.rs"], Served.Calls(response).Select(c => c.Arguments!["path"]!.ToString()));
        Assert.Equal(2, Served.Calls(response).Select(c => c.CallId).Distinct().Count());
    }

    [Fact]
    [Trait("Case", "T23")]
    public async Task T23_usage_comes_once_and_absent_counts_are_none_or_zero()
    {
        var none = await Served.WholeAsync("""{"role":"assistant","content":"Hi."}""");
        var cached = await Served.WholeAsync("""{"role":"assistant","content":"Hi."}""", "\"done_reason\":\"stop\",\"eval_count\":79,\"prompt_eval_duration\":1");
        var streamed = await Served.Client(new CannedHandler(Served.Lines(Served.Line("""{"role":"assistant","content":"Hi."}"""), Served.End))).GetStreamingResponseAsync("hi").ToListAsync();

        Assert.Null(none.Usage);
        Assert.Equal((0, 79, 79), (cached.Usage!.InputTokenCount, cached.Usage.OutputTokenCount, cached.Usage.TotalTokenCount));
        Assert.Single(streamed.SelectMany(u => u.Contents).OfType<UsageContent>());
    }

    [Fact]
    [Trait("Case", "T31")]
    public async Task T31_an_empty_answer_keeps_its_end_and_its_usage()
    {
        var response = await Served.WholeAsync("""{"role":"assistant","content":null}""", "\"done_reason\":\"length\",\"prompt_eval_count\":5,\"eval_count\":9");

        Assert.Equal(("", ChatFinishReason.Length, 9), (response.Text, response.FinishReason, response.Usage!.OutputTokenCount));
    }

    [Fact]
    public async Task Log_probabilities_of_a_stream_are_joined()
    {
        var response = await Served.Client(new CannedHandler(Served.Lines(
            """{"model":"m","message":{"role":"assistant","content":"Hi"},"done":false,"logprobs":[{"token":"Hi","logprob":-0.1}]}""",
            """{"model":"m","message":{"role":"assistant","content":"!"},"done":false,"logprobs":[{"token":"!","logprob":-0.2}]}""",
            Served.End))).GetStreamingResponseAsync("hi").ToChatResponseAsync();

        Assert.Equal("""[{"token":"Hi","logprob":-0.1},{"token":"!","logprob":-0.2}]""", ((JsonElement)response.FindProperty("logprobs")!).GetRawText());
    }

    [Fact]
    public async Task An_image_of_the_answer_is_data_and_goes_back_with_the_history()
    {
        byte[] jpeg = [0xFF, 0xD8, 0xFF, 1];
        var response = await Served.WholeAsync($$"""{"role":"assistant","content":"Here.","images":["{{Convert.ToBase64String(jpeg)}}"]}""");

        var image = Assert.Single(response.Messages[0].Contents.OfType<DataContent>());
        var (body, _) = await Served.SendAsync([new(ChatRole.User, "Draw."), .. response.Messages, new(ChatRole.User, "Bluer.")]);

        Assert.Equal("image/jpeg", image.MediaType);
        Assert.Equal(jpeg, image.Data.ToArray());
        Assert.Equal($$"""["{{Convert.ToBase64String(jpeg)}}"]""", body.GetProperty("messages")[1].Member("images"));
    }

    [Fact]
    [Trait("Case", "T40")]
    public async Task T40_all_updates_of_a_turn_are_of_one_message_and_join_to_the_whole_answer()
    {
        const string Message = """{"role":"assistant","content":"It is sunny.","thinking":"Hm.","tool_calls":[{"id":"c","function":{"name":"f","arguments":{"a":1}}}]}""";
        var updates = await Served.Client(new CannedHandler(Served.Lines(
            Served.Line("""{"role":"assistant","content":"","thinking":"Hm."}"""), Served.Line("""{"role":"assistant","content":"It is"}"""), Served.Line("""{"role":"assistant","content":" sunny."}"""),
            Served.Line("""{"role":"assistant","content":"","tool_calls":[{"id":"c","function":{"name":"f","arguments":{"a":1}}}]}"""), Served.End))).GetStreamingResponseAsync("hi").ToListAsync();
        var whole = await Served.WholeAsync(Message, "\"done_reason\":\"stop\",\"total_duration\":5000,\"prompt_eval_count\":11,\"eval_count\":7");
        var joined = updates.ToChatResponse();

        Assert.Single(updates.Select(u => (u.MessageId, u.ResponseId, u.Role)).Distinct());
        Assert.All(updates, u => Assert.NotNull(u.MessageId));
        Assert.Equal(whole.Messages[0].Contents.Select(c => c.GetType()), joined.Messages[0].Contents.Select(c => c.GetType()));
        Assert.Equal((whole.Text, Served.Thinking(whole), whole.FinishReason, whole.Usage!.TotalTokenCount), (joined.Text, Served.Thinking(joined), joined.FinishReason, joined.Usage!.TotalTokenCount));
        Assert.Equal(whole.FindProperty("total_duration"), joined.FindProperty("total_duration"));
    }

    [Fact]
    [Trait("Requirement", "S23")]
    public async Task A_tool_loop_sends_call_and_result_back()
    {
        var http = new CannedHandler(
            new CannedResponse($$"""{"model":"m","message":{"role":"assistant","content":"","thinking":"Which?","tool_calls":[{"id":"call_x","function":{"index":0,"name":"get_weather","arguments":{"city":"Oslo"} } }]},"done":true,"done_reason":"stop"}"""),
            new CannedResponse("""{"model":"m","message":{"role":"assistant","content":"It is 21."},"done":true,"done_reason":"stop"}"""));
        using var chat = Served.Client(http).AsBuilder().UseFunctionInvocation().Build();

        var response = await chat.GetResponseAsync("Weather?", new() { Tools = [AIFunctionFactory.Create((string city) => $"{city}: 21", "get_weather")] });

        Assert.Equal("It is 21.", response.Text);
        var messages = JsonElement.Parse(http.Sent[1].Text).GetProperty("messages");
        Assert.Equal("""{"role":"assistant","content":"","thinking":"Which?","tool_calls":[{"id":"call_x","function":{"name":"get_weather","arguments":{"city":"Oslo"}}}]}""", messages[1].GetRawText());
        Assert.Equal("""{"role":"tool","content":"Oslo: 21","tool_name":"get_weather","tool_call_id":"call_x"}""", messages[2].GetRawText());
    }
}
