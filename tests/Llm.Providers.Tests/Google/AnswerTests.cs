using System.Text.Json;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Google;

public sealed class AnswerTests
{
    public static TheoryData<string, string[], string> Same => new()
    {
        { "text", ["""{"text":"Hel"}""", """{"text":"lo 🌍"}"""], """{"text":"Hello 🌍"}""" },
        { "thoughts", ["""{"text":"hm","thought":true}""", """{"text":"4"}""", """{"text":"2"}"""], """{"text":"hm","thought":true},{"text":"42"}""" },
        { "signed call", ["""{"text":"Look."}""", """{"functionCall":{"name":"f","args":{"x":1},"id":"q1"},"thoughtSignature":"cw=="}"""], """{"text":"Look."},{"functionCall":{"name":"f","args":{"x":1},"id":"q1"},"thoughtSignature":"cw=="}""" },
        { "calls without ids", ["""{"functionCall":{"name":"f","args":{"x":1}}}""", """{"functionCall":{"name":"f","args":{"x":2}}}"""], """{"functionCall":{"name":"f","args":{"x":1}}},{"functionCall":{"name":"f","args":{"x":2}}}""" },
        { "code", ["""{"executableCode":{"language":"PYTHON","code":"1","id":"c"}}""", """{"codeExecutionResult":{"outcome":"OUTCOME_OK","output":"1","id":"c"}}"""], """{"executableCode":{"language":"PYTHON","code":"1","id":"c"}},{"codeExecutionResult":{"outcome":"OUTCOME_OK","output":"1","id":"c"}}""" },
    };

    [Theory, MemberData(nameof(Same))]
    [Trait("Requirement", "T40")]
    public async Task T40_a_stream_put_together_equals_the_whole_answer(string what, string[] chunks, string parts)
    {
        var (updates, failure) = await Gemini.StreamAsync(Gemini.Events([.. chunks.Select(c => Gemini.Chunk(c)), Gemini.Chunk(Gemini.Text(""), "STOP")]));
        var whole = (await Gemini.ReadAsync(Gemini.Answer(parts))).Timeless();
        var streamed = updates.ToChatResponse().Timeless();

        Assert.Null(failure);
        Assert.Single(updates.Select(u => u.MessageId).Distinct());
        Assert.Single(updates.Select(u => u.ResponseId).Distinct());
        Assert.Equal("r1", updates[0].ResponseId);
        Assert.All(updates, u => Assert.Equal(ChatRole.Assistant, u.Role));
        Assert.Single(updates.SelectMany(u => u.Contents).OfType<UsageContent>());
        Assert.True(ToJson(whole) == ToJson(streamed), $"{what}: {ToJson(whole)} and {ToJson(streamed)}");
    }

    [Fact]
    public async Task A_stream_that_comes_as_one_array_is_read_as_well()
    {
        var (updates, failure) = await Gemini.StreamAsync($"[{Gemini.Chunk(Gemini.Text("Hel"))}\n,\r\n{Gemini.Chunk(Gemini.Text("lo"), "STOP")}\n]\n");

        Assert.Null(failure);
        Assert.Equal(("Hello", ChatFinishReason.Stop), (updates.ToChatResponse().Text, updates.ToChatResponse().FinishReason));
    }

    [Fact]
    public async Task A_whole_answer_without_content_in_place_of_a_stream_is_an_answer()
    {
        var (updates, failure) = await Gemini.StreamAsync("""{"candidates":[{"content":{"role":"model"},"finishReason":"MAX_TOKENS"}],"usageMetadata":{"promptTokenCount":15,"thoughtsTokenCount":2,"totalTokenCount":17}}""");

        Assert.Null(failure);
        Assert.Equal(ChatFinishReason.Length, updates.ToChatResponse().FinishReason);
    }

    [Theory]
    [Trait("Requirement", "T06")]
    [InlineData("")]
    [InlineData("data: [DONE]\r\n\r\n")]
    public async Task T06_an_end_without_a_finish_reason_is_an_interruption(string end)
    {
        var (updates, failure) = await Gemini.StreamAsync(Gemini.Events(Gemini.Chunk(Gemini.Text("Hel"))) + end);

        var e = Assert.IsType<LlmProviderException>(failure);
        Assert.Equal((LlmErrorKind.StreamInterrupted, "Hel"), (e.Kind, e.PartialText));
        Assert.Equal("Hel", string.Concat(updates.Select(u => u.Text)));
    }

    [Fact]
    [Trait("Requirement", "T31")]
    public async Task T31_a_blocked_prompt_is_a_content_filter()
    {
        const string Body = """{"promptFeedback":{"blockReason":"PROHIBITED_CONTENT","safetyRatings":[{"category":"HARM_CATEGORY_HARASSMENT","probability":"HIGH"}]},"usageMetadata":{"promptTokenCount":9,"totalTokenCount":9},"modelVersion":"gemini-2.5-flash","responseId":"r9"}""";

        foreach (var response in new[] { await Gemini.ReadAsync(Body), await Gemini.StreamedAsync(Body) })
        {
            Assert.Equal(ChatFinishReason.ContentFilter, response.FinishReason);
            Assert.Equal("PROHIBITED_CONTENT", response.FindProperty(LlmPropertyNames.RawFinishReason));
            Assert.Equal("PromptBlocked", Assert.Single(response.Contents().OfType<ErrorContent>()).ErrorCode);
            Assert.Equal("HIGH", ((JsonElement)response.FindProperty("promptFeedback")!).GetProperty("safetyRatings")[0].GetProperty("probability").GetString());
            Assert.Equal((9, 0), (response.Usage!.InputTokenCount, response.Usage.OutputTokenCount));
        }
    }

    [Theory]
    [Trait("Requirement", "T31")]
    [InlineData("SAFETY", "content_filter")]
    [InlineData("RECITATION", "content_filter")]
    [InlineData("BLOCKLIST", "content_filter")]
    [InlineData("PROHIBITED_CONTENT", "content_filter")]
    [InlineData("SPII", "content_filter")]
    [InlineData("IMAGE_SAFETY", "content_filter")]
    [InlineData("MAX_TOKENS", "length")]
    [InlineData("OTHER", "other")]
    [InlineData("LANGUAGE", "LANGUAGE")]
    [InlineData("NO_IMAGE", "NO_IMAGE")]
    public async Task T31_finish_reasons_keep_their_words(string raw, string reason)
    {
        var response = await Gemini.ReadAsync(Gemini.Answer("", raw, ""","safetyRatings":[{"category":"X","probability":"LOW"}]"""));

        Assert.Equal(reason, response.FinishReason?.Value);
        Assert.Equal(raw, response.FindProperty(LlmPropertyNames.RawFinishReason) as string ?? response.FinishReason?.Value);
        Assert.NotNull(response.FindProperty("safetyRatings"));
    }

    [Fact]
    [Trait("Requirement", "T23")]
    public async Task T23_the_last_counts_of_a_stream_are_the_usage()
    {
        var response = await Gemini.StreamedAsync(
            Gemini.Answer(Gemini.Text("a"), null, usage: ",'usageMetadata':{'promptTokenCount':11,'totalTokenCount':11}"),
            Gemini.Answer(Gemini.Text("b"), null, usage: ",'usageMetadata':{'promptTokenCount':11,'candidatesTokenCount':4,'thoughtsTokenCount':20,'totalTokenCount':35}"),
            Gemini.Answer(
                Gemini.Text("c"), usage: """
                ,'usageMetadata':{'promptTokenCount':11,'candidatesTokenCount':7,'totalTokenCount':148,'cachedContentTokenCount':5,'toolUsePromptTokenCount':110,'thoughtsTokenCount':20,
                'promptTokensDetails':[{'modality':'TEXT','tokenCount':3},{'modality':'IMAGE','tokenCount':8}],'candidatesTokensDetails':[{'modality':'AUDIO','tokenCount':7}],'trafficType':'ON_DEMAND'}
                """));

        var usage = response.Usage!;
        Assert.Equal((121, 27, 148, 5, 20), (usage.InputTokenCount, usage.OutputTokenCount, usage.TotalTokenCount, usage.CachedInputTokenCount, usage.ReasoningTokenCount));
        Assert.Equal((110, 8, 7), (usage.AdditionalCounts!["toolUsePromptTokenCount"], usage.AdditionalCounts[LlmUsageCounts.InputImage], usage.AdditionalCounts[LlmUsageCounts.OutputAudio]));
        Assert.Equal("ON_DEMAND", response.FindProperty("trafficType"));
    }

    [Fact]
    [Trait("Requirement", "T23")]
    public async Task T23_no_counts_are_no_usage() => Assert.Null((await Gemini.ReadAsync(Gemini.Answer(Gemini.Text("a"), usage: ",'usageMetadata':{'trafficType':'ON_DEMAND'}"))).Usage);

    [Fact]
    public async Task Sources_are_citations_of_the_words_they_bear_in_characters()
    {
        // "Grüße 🌍. " is 14 bytes of UTF-8 and 10 characters of UTF-16. The first offsets are one too many, as they are now and then: the words decide.
        const string Grounding = """
            ,"groundingMetadata":{"webSearchQueries":["q"],"groundingChunks":[{"web":{"uri":"https://a.test/","title":"A"}},{"retrievedContext":{"title":"doc","text":"words","fileSearchStore":"fileSearchStores/s"}},{"web":{"uri":"https://b.test/","title":"B"}}],
            "groundingSupports":[{"segment":{"startIndex":15,"endIndex":23,"text":"It rains"},"groundingChunkIndices":[0,1]},{"segment":{"endIndex":13},"groundingChunkIndices":[0]}]}
            """;

        var whole = await Gemini.ReadAsync(Gemini.Answer($"{Gemini.Text("Grüße 🌍. ")},{Gemini.Text("It rains.")}", "STOP", Grounding));
        var streamed = await Gemini.StreamedAsync(Gemini.Chunk(Gemini.Text("Grüße 🌍. ")), Gemini.Answer(Gemini.Text("It rains."), "STOP", Grounding));

        foreach (var response in new[] { whole, streamed })
        {
            var citations = response.Contents().SelectMany(c => c.Annotations ?? []).OfType<CitationAnnotation>().ToList();
            Assert.Equal(["https://a.test/", null, "https://b.test/"], citations.Select(c => c.Url?.AbsoluteUri));
            Assert.Equal(("doc", "words", "fileSearchStores/s", "fileSearch"), (citations[1].Title, citations[1].Snippet, citations[1].FileId, citations[1].ToolName));
            Assert.Equal(["It rains", "Grüße 🌍."], citations[0].AnnotatedRegions!.OfType<TextSpanAnnotatedRegion>().Select(r => response.Text[r.StartIndex!.Value..r.EndIndex!.Value]));
            Assert.Null(citations[2].AnnotatedRegions);
            Assert.NotNull(response.FindProperty("groundingMetadata"));
        }
    }

    [Theory]
    [InlineData("""{"citationSources":[{"startIndex":0,"endIndex":7,"uri":"https://a.test/","license":"mit"}]}""")]
    [InlineData("""{"citations":[{"endIndex":7,"uri":"https://a.test/","title":"A"}]}""")]
    public async Task Recitations_are_citations(string metadata)
    {
        var response = await Gemini.ReadAsync(Gemini.Answer(Gemini.Text("Grüße an alle"), "STOP", $",\"citationMetadata\":{metadata}"));

        var region = Assert.IsType<TextSpanAnnotatedRegion>(Assert.Single(response.Contents().SelectMany(c => c.Annotations ?? [])).AnnotatedRegions![0]);
        Assert.Equal("Grüße", response.Text[region.StartIndex!.Value..region.EndIndex!.Value]);
    }

    [Fact]
    public async Task What_the_vendor_says_beside_the_answer_stays_readable()
    {
        var response = await Gemini.ReadAsync(Gemini.Answer(Gemini.Text("ok"), "STOP", ""","avgLogprobs":-0.5,"urlContextMetadata":{"urlMetadata":[{"retrievedUrl":"https://a.test"}]}"""));

        Assert.Equal(-0.5, response.FindProperty("avgLogprobs"));
        Assert.IsType<JsonElement>(response.FindProperty("urlContextMetadata"));
        Assert.Equal("gemini-3-flash-preview", response.ModelId);
    }

    [Fact]
    public async Task Of_several_candidates_the_first_is_read_and_the_others_are_noted()
    {
        var response = await Gemini.ReadAsync("""{"candidates":[{"content":{"parts":[{"text":"b"}]},"index":1},{"content":{"parts":[{"text":"a"}]},"finishReason":"STOP","index":0}]}""");

        Assert.Equal("a", response.Text);
        Assert.Equal(true, response.FindProperty(LlmPropertyNames.ChoicesLeftOut));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"candidates":[]}""")]
    [InlineData("""{"candidates":[{"content":{"parts":[{"text":"a"}]}}]} x""")]
    public async Task What_is_no_answer_is_malformed(string body) =>
        Assert.Equal(LlmErrorKind.MalformedResponse, (await Assert.ThrowsAsync<LlmProviderException>(() => Gemini.ReadAsync(body))).Kind);

    private static string ToJson(ChatResponse response) =>
        JsonSerializer.Serialize(response.Messages, AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(IList<ChatMessage>)));
}
