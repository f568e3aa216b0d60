using System.Text.Json;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.OpenAICompatible.Answers;

public sealed class MessageTests
{
    [Fact]
    [Trait("Requirement", "S26")]
    public async Task A_whole_answer_says_all_that_is_in_it()
    {
        var response = await Compatible.AnswerAsync(Pairs.All["text"].Whole);

        Assert.Equal(("c1", "acme-1", "Hello 🌍 ä\n\"x\"", ChatFinishReason.Stop), (response.ResponseId, response.ModelId, response.Text, response.FinishReason));
        Assert.Equal((DateTimeOffset.FromUnixTimeSeconds(1700000000), ChatRole.Assistant), (response.CreatedAt, response.Messages[0].Role));
        Assert.Equal((13, 20, 33, 4, 7), (response.Usage!.InputTokenCount, response.Usage.OutputTokenCount, response.Usage.TotalTokenCount, response.Usage.CachedInputTokenCount, response.Usage.ReasoningTokenCount));
    }

    [Fact]
    [Trait("Requirement", "S27")]
    public async Task S27_updates_are_deltas_and_not_cumulative()
    {
        var (updates, _) = await Compatible.ReadAsync(Pairs.All["text"].Stream);

        Assert.Equal(["Hel", "lo", " 🌍 ä\n\"x\"", ""], updates.Select(u => u.Text));
    }

    [Fact]
    public async Task Vendor_bytes_are_there_for_who_asks()
    {
        var response = await Compatible.Client(new CannedHandler(Pairs.All["text"].Whole), configure: o => o.IncludeRawRepresentation = true).GetResponseAsync("hi");

        Assert.Equal("chat.completion", Assert.IsType<JsonElement>(response.RawRepresentation).GetProperty("object").GetString());
        Assert.Null((await Compatible.AnswerAsync(Pairs.All["text"].Whole)).RawRepresentation);
    }

    public static TheoryData<string> Preludes => new()
    {
        """{"choices":[],"prompt_filter_results":[{"prompt_index":0,"content_filter_results":{}}]}""",
        """{"choices":[{"index":0,"finish_reason":null}]}""",
        """{"choices":[{"index":0,"delta":null}]}""",
        """{"choices":[{"delta":{"role":""}}]}""",
        """{"choices":null}""",
        """{"choices":[]}""",
        """{"id":"","object":"","created":0,"model":"","choices":[]}""",
        """{"choices":[{"index":0,"delta":{"role":"assistant","content":null,"reasoning_content":null,"tool_calls":null,"refusal":null,"audio":null,"function_call":null}}]}""",
        """{"choices":[{"index":0,"delta":{},"finish_reason":""}],"usage":null,"error":null}""",
    };

    [Theory]
    [MemberData(nameof(Preludes))]
    public async Task T04_a_chunk_that_says_nothing_makes_nothing(string chunk)
    {
        var (updates, failure) = await Compatible.ReadAsync(Compatible.Events(chunk, Compatible.Chunk(Compatible.Text("Hi")), chunk, Compatible.Chunk("{}", "stop"), chunk, "[DONE]"));

        Assert.Null(failure);
        Assert.Equal(["Hi", ""], updates.Select(u => u.Text));
        Assert.Null(updates.ToChatResponse().Usage);
        Assert.Equal(ChatFinishReason.Stop, updates[^1].FinishReason);
    }

    [Theory]
    [InlineData(": OPENROUTER PROCESSING\n\n")]
    [InlineData("data: : keepalive\n\n")]
    [InlineData("data: \n\n")]
    [InlineData("data:\n\n")]
    [InlineData("data:   \n\n")]
    [InlineData("event: ping\ndata: {\"choices\":[]}\n\n")]
    [InlineData("id: 1\nretry: 3000\n\n")]
    public async Task T02_keep_alives_say_nothing(string alive)
    {
        var (updates, failure) = await Compatible.ReadAsync(alive + Compatible.Events(Compatible.Chunk(Compatible.Text("Hi"))) + alive + Compatible.Events(Compatible.Chunk("{}", "stop")) + alive);

        Assert.Null(failure);
        Assert.Equal(["Hi", ""], updates.Select(u => u.Text));
    }

    [Theory]
    [InlineData("stop", "stop")]
    [InlineData("eos", "stop")]
    [InlineData("length", "length")]
    [InlineData("model_length", "length")]
    [InlineData("max_tokens", "length")]
    [InlineData("content_filter", "content_filter")]
    [InlineData("error", "error")]
    [InlineData("insufficient_system_resource", "insufficient_system_resource")]
    public async Task Finish_reasons_are_read_and_unknown_ones_pass(string raw, string expected)
    {
        var whole = await Compatible.MessageAsync("""{"content":"Hi"}""", raw);
        var streamed = await Compatible.DeltasAsync(raw, Compatible.Text("Hi"));

        Assert.Equal((expected, expected), (whole.FinishReason?.Value, streamed.FinishReason?.Value));
        Assert.Equal(raw == expected ? null : raw, whole.FindProperty(LlmPropertyNames.RawFinishReason));
    }

    [Fact]
    public async Task Halves_of_a_surrogate_pair_become_replacement_characters()
    {
        var response = await Compatible.DeltasAsync("stop", """{"content":"a\ud83c"}""", """{"content":"\udf0d b"}""", """{"reasoning_content":"\ud83c"}""");

        Assert.Equal(("a\uFFFD\uFFFD b", "\uFFFD"), (response.Text, response.Reasoning()));
        Assert.Equal("a\uFFFD", (await Compatible.MessageAsync("""{"content":"a\ud83c"}""")).Text);
    }

    [Fact]
    public async Task Only_the_first_of_several_choices_is_read_and_the_caller_is_told()
    {
        var whole = await Compatible.AnswerAsync("""{"choices":[{"index":1,"message":{"content":"B"},"finish_reason":"length"},{"index":0,"message":{"content":"A"},"finish_reason":"stop"}]}""");
        var streamed = await Compatible.StreamAsync(Compatible.Events(
            """{"choices":[{"index":0,"delta":{"content":"A"}},{"index":1,"delta":{"content":"B"}}]}""", """{"choices":[{"delta":{},"finish_reason":"length","index":1}]}""", """{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"""));

        Assert.Equal(("A", ChatFinishReason.Stop, true), (whole.Text, whole.FinishReason, whole.FindProperty(LlmPropertyNames.ChoicesLeftOut)));
        Assert.Equal(("A", ChatFinishReason.Stop, true), (streamed.Text, streamed.FinishReason, streamed.FindProperty(LlmPropertyNames.ChoicesLeftOut)));
    }

    [Fact]
    public async Task A_message_that_is_repeated_beside_each_delta_counts_once()
    {
        var response = await Compatible.StreamAsync(Compatible.Events(
            """{"choices":[{"index":0,"delta":{"content":"Hel"},"message":{"role":"assistant","content":"Hel"}}]}""",
            """{"choices":[{"index":0,"delta":{"content":"lo"},"message":{"role":"assistant","content":"Hello"}}]}""",
            """{"choices":[{"index":0,"delta":{"content":""},"message":{"role":"assistant","content":"Hello"},"finish_reason":"stop"}]}"""));

        Assert.Equal("Hello", response.Text);
    }

    [Theory]
    [InlineData("1700000000", 1700000000)]
    [InlineData("1700000000.5", 1700000000)]
    [InlineData("1700000000123", 1700000000)]
    [InlineData("1700000000123456", 1700000000)]
    [InlineData("1700000000123456789", 1700000000)]
    [InlineData("1e300", null)]
    [InlineData("-5", null)]
    [InlineData("0", null)]
    [InlineData("\"yesterday\"", null)]
    [InlineData("null", null)]
    public async Task Times_are_read_in_whatever_unit_they_come(string created, int? seconds)
    {
        var response = await Compatible.AnswerAsync($$$"""{"created":{{{created}}},"choices":[{"message":{"content":"Hi"}}]}""");

        Assert.Equal(seconds, (int?)response.CreatedAt?.ToUnixTimeSeconds());
    }

    [Fact]
    public async Task An_answer_without_an_id_gets_one_for_its_message()
    {
        var (updates, _) = await Compatible.ReadAsync(Compatible.Events("""{"choices":[{"delta":{"content":"Hi"}}]}""", """{"choices":[{"delta":{"content":"!"},"finish_reason":"stop"}]}"""));

        Assert.StartsWith("msg_", Assert.Single(updates.Select(u => u.MessageId).Distinct()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_id_of_the_first_chunk_stays()
    {
        var (updates, _) = await Compatible.ReadAsync(Compatible.Events("""{"id":"a","choices":[{"delta":{"content":"Hi"}}]}""", """{"id":"b","choices":[{"delta":{"content":"!"},"finish_reason":"stop"}]}"""));

        Assert.Equal(["a"], updates.Select(u => u.ResponseId).Distinct());
    }

    [Fact]
    public async Task Log_probabilities_of_a_stream_are_joined()
    {
        var whole = await Compatible.AnswerAsync("""{"choices":[{"message":{"content":"Hi!"},"logprobs":{"content":[{"token":"Hi","logprob":-0.1},{"token":"!","logprob":-0.2}]},"finish_reason":"stop"}]}""");
        var streamed = await Compatible.StreamAsync(Compatible.Events(
            """{"choices":[{"delta":{"content":"Hi"},"logprobs":{"content":[{"token":"Hi","logprob":-0.1}]}}]}""", """{"choices":[{"delta":{"content":"!"},"logprobs":{"content":[{"token":"!","logprob":-0.2}]}}]}""",
            """{"choices":[{"delta":{},"logprobs":null,"finish_reason":"stop"}]}"""));

        Assert.Equal("""{"content":[{"token":"Hi","logprob":-0.1},{"token":"!","logprob":-0.2}]}""", streamed.FindProperty("logprobs")!.ToString());
        Assert.Equal(whole.FindProperty("logprobs")!.ToString(), streamed.FindProperty("logprobs")!.ToString());
    }

    [Fact]
    public async Task Citations_point_to_the_text_and_to_the_web()
    {
        var response = await Compatible.AnswerAsync(Pairs.All["citations"].Whole);

        var citations = response.Messages[0].Contents.OfType<TextContent>().SelectMany(t => t.Annotations ?? []).Cast<CitationAnnotation>().ToList();
        Assert.Equal([("N", "https://no.test/"), ("A", "https://a.test/")], citations.Select(c => (c.Title!, c.Url!.ToString())));
        Assert.Equal((0, 5), (((TextSpanAnnotatedRegion)citations[0].AnnotatedRegions![0]).StartIndex, ((TextSpanAnnotatedRegion)citations[0].AnnotatedRegions![0]).EndIndex));
        Assert.Equal("2026-01-01", ((JsonElement)response.FindProperty("search_results")!)[0].GetProperty("date").GetString());
    }

    [Fact]
    public async Task T31_a_refusal_is_told_apart_from_text()
    {
        var response = await Compatible.StreamAsync(Pairs.All["a refusal"].Stream);

        var refusal = Assert.IsType<ErrorContent>(Assert.Single(response.Messages[0].Contents));
        Assert.Equal(("Refusal", "I cannot.", ""), (refusal.ErrorCode, refusal.Message, response.Text));
    }

    [Fact]
    public async Task T31_an_answer_without_content_keeps_its_finish_reason_and_usage()
    {
        var response = await Compatible.AnswerAsync("""{"choices":[{"message":{"content":""},"finish_reason":"length"}],"usage":{"prompt_tokens":5,"completion_tokens":9,"total_tokens":14}}""");

        Assert.Equal((ChatFinishReason.Length, 9, ""), (response.FinishReason, response.Usage!.OutputTokenCount, response.Text));
    }

    [Fact]
    public async Task Sound_is_put_together_with_its_transcript()
    {
        var sound = Assert.IsType<DataContent>(Assert.Single((await Compatible.StreamAsync(Pairs.All["sound"].Stream)).Messages[0].Contents));

        Assert.Equal(("audio/wav", "UklGRgECAw==", "Hello"), (sound.MediaType, sound.Base64Data.ToString(), sound.AdditionalProperties!["audio.transcript"]));
    }

    [Fact]
    public async Task Members_without_a_meaning_here_are_kept()
    {
        var response = await Compatible.AnswerAsync("""{"provider":"Acme","timings":{"ms":5},"empty":{},"none":null,"choices":[{"message":{"content":"Hi","mood":"good"},"native_finish_reason":"STOP","finish_reason":"stop"}]}""");

        Assert.Equal(("Acme", "good", "STOP", """{"ms":5}"""), (response.FindProperty("provider"), response.FindProperty("mood"), response.FindProperty("native_finish_reason"), response.FindProperty("timings")!.ToString()));
        Assert.Null(response.FindProperty("empty"));
        Assert.Null(response.FindProperty("none"));
    }

    [Theory]
    [InlineData("""{"choices":[null,{"index":0,"message":{"content":"Hi","tool_calls":[null]},"finish_reason":"stop"}]}""")]
    [InlineData("""{"choices":[{"index":0,"message":{"content":[null,"x",{"type":"text","text":"Hi"}],"annotations":[null]},"finish_reason":"stop"}]}""")]
    public async Task A_null_in_a_list_says_nothing(string body) => Assert.EndsWith("Hi", (await Compatible.AnswerAsync(body)).Text, StringComparison.Ordinal);
}
