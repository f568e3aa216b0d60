using System.Text.Json;
using Llm.Providers.OpenAI;
using Llm.Providers.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Llm.Providers.Tests.Core.Http;

/// <summary>What is known of a call beside its answer: on responses, first updates, vectors and exceptions.</summary>
public sealed class EnvelopeTests
{
    private static readonly TimeSpan s_two = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_five = TimeSpan.FromSeconds(5);

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task A_whole_answer_says_when_it_began_and_who_gave_it()
    {
        var handler = new CannedHandler(new CannedResponse("{\"model\":\"large-0425\",\"text\":\"ok\",\"finish\":\"stop\"}")) { OnRequest = _ => _time.Advance(s_two) };

        var response = await Fake.Client(handler, _time).GetResponseAsync("hi");

        Assert.Equal((s_two, "large-0425"), (response.GetCallInfo().TimeToFirstContent, response.GetCallInfo().ServedModel));
        Assert.Equal(s_two, Stored(response).GetCallInfo().TimeToFirstContent);
    }

    [Fact]
    public async Task The_first_update_says_when_the_first_content_came_and_no_other_does()
    {
        var gate = new TaskCompletionSource();
        var handler = new CannedHandler(new CannedResponse(new ScriptedStream(": wait\n\n", gate.Task, Fake.Events("{\"text\":\"o\",\"model\":\"m\"}", "{\"text\":\"k\"}", "{\"finish\":\"stop\"}")))) { OnRequest = _ => _time.Advance(s_two) };
        var reading = Fake.ReadAsync(Fake.Client(handler, _time));
        _time.Advance(s_five);
        gate.SetResult();

        var (updates, failure) = await reading;

        Assert.Null(failure);
        Assert.Equal((s_two + s_five, "m"), (updates[0].GetCallInfo().TimeToFirstContent, updates[0].GetCallInfo().ServedModel));
        Assert.All(updates.Skip(1), u => Assert.Null(u.GetCallInfo().TimeToFirstContent));
        Assert.Equal(s_two + s_five, updates.ToChatResponse().GetCallInfo().TimeToFirstContent);
    }

    [Fact]
    public async Task Failed_attempts_and_the_waits_between_them_are_not_in_it()
    {
        var handler = new CannedHandler(new CannedResponse(503, "{}").With("retry-after", "30"), new CannedResponse("{\"text\":\"ok\",\"finish\":\"stop\"}"));

        var response = await Fake.Client(handler, new EagerTime()).GetResponseAsync("hi");

        Assert.Equal((2, TimeSpan.Zero), (response.GetCallInfo().Attempts, response.GetCallInfo().TimeToFirstContent));
    }

    [Fact]
    public async Task An_answer_that_breaks_off_says_it_in_the_exception()
    {
        var body = new CannedResponse(new ScriptedStream(Fake.Events("{\"text\":\"par\"}"), new IOException("reset"))).With("x-request-id", "req-1").With("x-ratelimit-remaining-requests", "3");
        var handler = new CannedHandler(body) { OnRequest = _ => _time.Advance(s_two) };

        var (_, failure) = await Fake.ReadAsync(Fake.Client(handler, _time));

        var e = Assert.IsType<LlmProviderException>(failure);
        Assert.Equal((LlmErrorKind.StreamInterrupted, "req-1", s_two, 1), (e.Kind, e.RequestId, e.TimeToFirstContent, e.Attempts));
        Assert.Equal(3, Assert.Single(e.RateLimits).Remaining);
    }

    [Fact]
    public async Task Vectors_say_what_is_known_of_their_request()
    {
        var handler = new CannedHandler(new CannedResponse("""{"data":[{"index":0,"embedding":[0.5,1]}],"model":"text-embedding-3-small","usage":{"prompt_tokens":2,"total_tokens":2}}""").With("x-request-id", "req-2"));
        using var http = new HttpClient(handler);
        var generator = new OpenAIProvider(new() { ApiKey = "k" }, new(http, _time)).CreateEmbeddingGenerator("text-embedding-3-small");

        var info = (await generator.GenerateAsync(["hi"])).GetCallInfo();

        Assert.Equal(("req-2", 1, "text-embedding-3-small", TimeSpan.Zero), (info.RequestId, info.Attempts, info.ServedModel, info.TimeToFirstContent));
    }

    private static ChatResponse Stored(ChatResponse response) =>
        (ChatResponse)JsonSerializer.Deserialize(JsonSerializer.Serialize(response, AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(ChatResponse))), AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(ChatResponse)))!;
}
