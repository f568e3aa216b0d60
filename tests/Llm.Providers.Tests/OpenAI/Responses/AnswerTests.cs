using System.Text.Json;
using Llm.Providers.OpenAI;

namespace Llm.Providers.Tests.OpenAI.Responses;

public sealed class AnswerTests
{
    [Theory, InlineData(false), InlineData(true)]
    public async Task BasicRequestResponse(bool stream)
    {
        var response = await Respond.ItemsAsync(stream, Respond.Reasoning(0, "e", "Hm."), Respond.Message(1, "Hello."));

        Assert.Equal(("Hello.", ChatFinishReason.Stop, "resp_1", "gpt-5.5-2026-04-23"), (response.Text, response.FinishReason, response.ResponseId, response.ModelId));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1770000000), response.CreatedAt);
        Assert.Null(response.ConversationId);
        Assert.Null(response.ContinuationToken);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task T23_usage_includes_what_was_cached_and_thought(bool stream)
    {
        var usage = (await Respond.ItemsAsync(stream, Respond.Message(0, "Hi."))).Usage!;

        Assert.Equal((10L, 7L, 17L, 4L, 5L), (usage.InputTokenCount, usage.OutputTokenCount, usage.TotalTokenCount, usage.CachedInputTokenCount, usage.ReasoningTokenCount));
    }

    [Fact]
    public async Task T23_usage_that_is_not_there_stays_unknown_and_cache_writes_and_costs_are_kept()
    {
        var none = await Respond.ReadAsync("""{"id":"r","status":"completed","output":[],"usage":null}""", stream: false);
        var odd = await Respond.ReadAsync("""{"id":"r","status":"completed","output":[],"usage":{"input_tokens":5,"input_tokens_details":{"cache_write_tokens":3,"image_tokens":2},"cost":0.5}}""", stream: false);

        Assert.Null(none.Usage);
        Assert.Equal((5L, null, null, 3L, 2L), (odd.Usage!.InputTokenCount, odd.Usage.OutputTokenCount, odd.Usage.CachedInputTokenCount, odd.Usage.AdditionalCounts![LlmUsageCounts.CacheWrite], odd.Usage.AdditionalCounts[LlmUsageCounts.InputImage]));
        Assert.Equal(0.5, odd.FindProperty("cost"));
    }

    [Fact]
    public async Task What_an_answer_says_beside_its_items_is_found_on_it()
    {
        var response = await Respond.ReadAsync(Respond.Answer(Respond.Message(0, "Hi."), "\"service_tier\":\"flex\",\"temperature\":1.0,\"metadata\":{\"k\":\"v\"},\"novelty\":7"), stream: false);

        Assert.Equal(["flex", 7L, "completed"], new[] { response.FindProperty("service_tier"), response.FindProperty("novelty"), response.FindProperty("status") });
        Assert.Equal("v", ((JsonElement)response.FindProperty("metadata")!).GetProperty("k").GetString());
        Assert.Null(response.FindProperty("temperature"));
    }

    public static TheoryData<string, string, string> Ends => new()
    {
        { "\"status\":\"incomplete\",\"incomplete_details\":{\"reason\":\"max_output_tokens\"}", "length", "max_output_tokens" },
        { "\"status\":\"incomplete\",\"incomplete_details\":{\"reason\":\"content_filter\"}", "content_filter", "content_filter" },
        { "\"status\":\"incomplete\",\"incomplete_details\":{\"reason\":\"novelty\"}", "novelty", "novelty" },
        { "\"status\":\"cancelled\"", "cancelled", "cancelled" },
    };

    [Theory, MemberData(nameof(Ends))]
    public async Task An_answer_says_why_it_ended(string end, string expected, string raw)
    {
        var body = $$"""{"id":"r","model":"m",{{end}},"output":[{{Respond.Message(0, "Hi")}}]}""";
        var type = end.Contains("incomplete", StringComparison.Ordinal) ? "response.incomplete" : "response.cancelled";
        foreach (var response in new[] { await Respond.ReadAsync(body, stream: false), await Respond.ReadAsync($$"""data: {"type":"{{type}}","response":{{body}}}""" + "\n\n", stream: true) })
        {
            Assert.Equal(("Hi", expected, raw), (response.Text, response.FinishReason!.Value.Value, response.FindProperty(LlmPropertyNames.RawFinishReason) ?? response.FinishReason.Value.Value));
        }
    }

    [Fact]
    public async Task A_whole_answer_that_failed_is_an_exception()
    {
        var e = await Assert.ThrowsAsync<LlmProviderException>(() => Respond.ReadAsync("""{"id":"r","status":"failed","error":{"code":"server_error","message":"Broke."},"output":[]}""", stream: false));

        Assert.Equal((LlmErrorKind.Unavailable, "server_error", "Broke."), (e.Kind, e.ErrorCode, e.VendorMessage));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("not json")]
    public async Task What_is_no_answer_is_malformed(string body) =>
        Assert.Equal(LlmErrorKind.MalformedResponse, (await Assert.ThrowsAsync<LlmProviderException>(() => Respond.ReadAsync(body, stream: false))).Kind);

    [Theory, InlineData(false), InlineData(true)]
    public async Task T31_a_refusal_is_no_text(bool stream)
    {
        var response = await Respond.ItemsAsync(stream, """{"id":"msg_0","type":"message","status":"completed","role":"assistant","content":[{"type":"refusal","text":"","refusal":"I cannot."}]}""");

        Assert.Equal("", response.Text);
        Assert.Equal("I cannot.", Assert.Single(response.Messages[0].Contents.OfType<ErrorContent>(), e => e.ErrorCode == "Refusal").Message);
    }

    [Fact]
    public async Task T31_a_streamed_refusal_is_read_once()
    {
        const string Item = """{"id":"msg_0","type":"message","role":"assistant","content":[{"type":"refusal","refusal":"No way."}]}""";
        var response = await Respond.ReadAsync(
            Respond.Events(Respond.Created, """{"type":"response.refusal.delta","output_index":0,"delta":"No "}""", """{"type":"response.refusal.delta","output_index":0,"delta":"way."}""", Respond.Done(0, Item), Respond.Completed(Item)), stream: true);

        Assert.Equal("No way.", Assert.Single(response.Messages[0].Contents.OfType<ErrorContent>()).Message);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Citations_stand_on_the_text(bool stream)
    {
        var response = await Respond.ReadAsync(stream ? Respond.Events(Respond.Created, Respond.Added(0, Respond.Message(0, "")), Respond.Text(0, "Sunny."), Respond.Done(0, Cited), Respond.Completed(Cited)) : Respond.Answer(Cited), stream);

        var citations = response.Messages[0].Contents.SelectMany(c => c.Annotations ?? []).Cast<CitationAnnotation>().ToList();
        Assert.Equal("Sunny.", response.Text);
        Assert.Equal((new Uri("https://met.no/"), "Met", "web_search"), (citations[0].Url, citations[0].Title, citations[0].ToolName));
        Assert.Equal((0, 5), citations[0].AnnotatedRegions!.Cast<TextSpanAnnotatedRegion>().Select(r => (r.StartIndex!.Value, r.EndIndex!.Value)).Single());
        Assert.Equal(("file-1", "a.pdf", "file_search"), (citations[1].FileId, citations[1].Title, citations[1].ToolName));
        Assert.Equal(("cfile_1", "cntr_1"), (citations[2].FileId, citations[2].AdditionalProperties!["container_id"]!.ToString()));
    }

    [Fact]
    public async Task Citations_that_come_alone_in_a_stream_are_kept()
    {
        var response = await Respond.ReadAsync(
            Respond.Events(
                Respond.Created, Respond.Added(0, Respond.Message(0, "")), Respond.Text(0, "Hi."), """{"type":"response.output_text.annotation.added","output_index":0,"annotation":{"type":"url_citation","url":"https://met.no/"}}""",
                Respond.Done(0, Respond.Message(0, "Hi.")), Respond.Completed()), stream: true);

        Assert.Equal("https://met.no/", ((CitationAnnotation)response.Messages[0].Contents.SelectMany(c => c.Annotations ?? []).Single()).Url!.AbsoluteUri);
    }

    [Fact]
    public async Task Log_probabilities_are_kept()
    {
        var response = await Respond.ReadAsync(Respond.Answer("""{"id":"msg_0","type":"message","role":"assistant","content":[{"type":"output_text","text":"Hi","logprobs":[{"token":"Hi","logprob":-0.1}]}]}"""), stream: false);

        Assert.Equal("Hi", ((JsonElement)response.FindProperty("logprobs")!)[0].GetProperty("token").GetString());
    }

    private const string Cited = """{"id":"msg_0","type":"message","role":"assistant","content":[{"type":"output_text","text":"Sunny.","annotations":[{"type":"url_citation","start_index":0,"end_index":5,"title":"Met","url":"https://met.no/"},{"type":"file_citation","file_id":"file-1","filename":"a.pdf","index":5},{"type":"container_file_citation","container_id":"cntr_1","file_id":"cfile_1","filename":"plot.png","start_index":0,"end_index":0}]}]}""";
}
