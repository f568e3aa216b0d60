using System.Text;
using System.Text.Json;

namespace Llm.Providers.Testing.Tests;

/// <summary>The shape of the answers, compared with what the vendor has been seen to send.</summary>
public sealed class ChatShapeTests
{
    [Fact]
    public async Task A_stream_has_role_pieces_finish_usage_and_end_in_this_order()
    {
        await using var http = await EmulatedHttp.StartAsync("handler");

        var answer = await http.ChatAsync(Requests.User("scenario:text"), stream: true);

        var first = answer.Documents[0].GetProperty("choices")[0].GetProperty("delta");
        Assert.Equal("assistant", first.GetProperty("role").GetString());
        Assert.Equal("", first.GetProperty("content").GetString());
        Assert.Equal("{}", answer.Documents[^2].GetProperty("choices")[0].GetProperty("delta").GetRawText());
        Assert.Equal("stop", answer.Documents[^2].GetProperty("choices")[0].GetProperty("finish_reason").GetString());
        Assert.Equal(0, answer.Documents[^1].GetProperty("choices").GetArrayLength());
        Assert.All(answer.Documents.SkipLast(1), chunk => Assert.Equal(JsonValueKind.Null, chunk.GetProperty("usage").ValueKind));
        Assert.Single(answer.Documents.Select(chunk => chunk.GetProperty("id").GetString()).Distinct());
        Assert.True(answer.IsDone);
    }

    [Fact]
    public async Task A_stream_without_the_option_has_no_usage()
    {
        await using var http = await EmulatedHttp.StartAsync("handler");

        var answer = await http.ChatAsync(Requests.User("scenario:text", "\"stream\":true"));

        Assert.DoesNotContain(answer.Documents, chunk => chunk.TryGetProperty("usage", out _));
        Assert.True(answer.IsDone);
    }

    [Fact]
    public async Task Arguments_come_in_fragments_that_carry_only_their_index()
    {
        await using var http = await EmulatedHttp.StartAsync("handler");

        var answer = await http.ChatAsync(Requests.User("scenario:tool"), stream: true);

        var deltas = answer.Documents.SelectMany(Calls).Select(call => call.GetRawText()).ToList();
        Assert.Equal("""{"index":0,"id":"call_tool_1","type":"function","function":{"name":"get_weather","arguments":""}}""", deltas[0]);
        Assert.Equal("""{"index":0,"function":{"arguments":"{\"city"}}""", deltas[1]);
        Assert.True(deltas.Count >= 4);

        static IEnumerable<JsonElement> Calls(JsonElement chunk) =>
            chunk.GetProperty("choices").EnumerateArray()
                .Where(choice => choice.GetProperty("delta").TryGetProperty("tool_calls", out _))
                .SelectMany(choice => choice.GetProperty("delta").GetProperty("tool_calls").EnumerateArray());
    }

    [Theory, InlineData(false), InlineData(true)]
    [Trait("Case", "T01")]
    public async Task Characters_beyond_ascii_travel_as_utf8(bool stream)
    {
        await using var http = await EmulatedHttp.StartAsync("handler");
        using var response = await http.PostAsync("chat/completions", Requests.WithStream(Requests.User("scenario:unicode"), stream));

        var body = await response.Content.ReadAsByteArrayAsync();

        Assert.True(body.AsSpan().IndexOf("👋🏽"u8) > 0);
        Assert.DoesNotContain("\\u", Encoding.UTF8.GetString(body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backslash_before_what_looks_like_an_escape_stays()
    {
        const string Text = """a \ud83d\udc4b b""";
        await using var http = await EmulatedHttp.StartAsync("handler", new() { Scenarios = { new("say", Text) } });

        Assert.Equal(Text, (await http.ChatAsync(Requests.User("say"))).Text);
    }

    [Fact]
    public async Task A_whole_answer_has_the_members_of_a_recorded_one()
    {
        // The members of an answer of gpt-4o-mini, as the vendor's reference shows it: https://platform.openai.com/docs/api-reference/chat/object.
        string[] recorded =
        [
            "choices[].finish_reason", "choices[].index", "choices[].logprobs", "choices[].message.annotations", "choices[].message.content",
            "choices[].message.refusal", "choices[].message.role", "created", "id", "model", "object", "service_tier", "system_fingerprint",
            "usage.completion_tokens", "usage.completion_tokens_details.accepted_prediction_tokens", "usage.completion_tokens_details.audio_tokens",
            "usage.completion_tokens_details.reasoning_tokens", "usage.completion_tokens_details.rejected_prediction_tokens",
            "usage.prompt_tokens", "usage.prompt_tokens_details.audio_tokens", "usage.prompt_tokens_details.cached_tokens", "usage.total_tokens",
        ];
        await using var http = await EmulatedHttp.StartAsync("handler");

        var answer = await http.ChatAsync(Requests.User("scenario:text"));

        Assert.Equal(recorded, Members(answer.Documents[0], "").Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Answers_carry_the_headers_of_the_vendor()
    {
        await using var http = await EmulatedHttp.StartAsync("server");
        using var response = await http.PostAsync("chat/completions", Requests.WithStream(Requests.User("scenario:text"), true));

        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        Assert.All(
            ["x-request-id", "openai-processing-ms", "x-ratelimit-limit-requests", "x-ratelimit-remaining-tokens", "x-ratelimit-reset-requests"],
            name => Assert.True(response.Headers.Contains(name), name));
    }

    [Fact]
    public async Task Ids_differ_between_answers()
    {
        await using var http = await EmulatedHttp.StartAsync("handler");

        var first = await http.ChatAsync(Requests.User("scenario:text"));
        var second = await http.ChatAsync(Requests.User("scenario:text"));

        Assert.NotEqual(first.Documents[0].GetProperty("id").GetString(), second.Documents[0].GetProperty("id").GetString());
    }

    private static IEnumerable<string> Members(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Members(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}")),
        JsonValueKind.Array when element.GetArrayLength() > 0 => element.EnumerateArray().SelectMany(item => Members(item, path + "[]")),
        _ => [path],
    };
}
