using System.Collections.Concurrent;
using Llm.Providers.OpenAI;
using Llm.Providers.Testing;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.OpenAICompatible.Middleware;

/// <summary>Our client under the middleware of Microsoft.Extensions.AI: what is special to this wire. What all wires have in common is in the scenarios.</summary>
public sealed class MiddlewareTests : IDisposable
{
    private readonly EmulatorHandler _emulator = new(new EmulatorOptions { ScenarioLatency = false });

    public static TheoryData<bool> Streamed => [false, true];

    public void Dispose() => _emulator.Dispose();

    [Theory]
    [MemberData(nameof(Streamed))]
    [Trait("Requirement", "B08")]
    public async Task B08_parallel_calls_of_one_function_get_their_own_results(bool streamed)
    {
        var cities = new ConcurrentQueue<string>();
        var client = Client().AsBuilder().UseFunctionInvocation(configure: c => c.AllowConcurrentInvocation = true).Build();

        var response = await AskAsync(client, "scenario:parallel", streamed, Tools(cities));

        Assert.Equal("Paris 21, Berlin 17.", response.Text);
        Assert.Equal(["Berlin", "Paris"], cities.Order());
        var messages = _emulator.Emulator.Requests[^1].ReadJson().GetProperty("messages").EnumerateArray().Where(m => m.GetProperty("role").GetString() == "tool");
        Assert.Equal([("call_p_1", "21 in Paris"), ("call_p_2", "21 in Berlin")], messages.Select(m => (m.GetProperty("tool_call_id").GetString()!, m.GetProperty("content").GetString()!)));
    }

    [Theory]
    [InlineData("stop")]
    [InlineData("length")]
    [Trait("Requirement", "B09")]
    public async Task T07_arguments_that_cannot_be_read_run_no_function(string finish)
    {
        var ran = false;
        var http = new CannedHandler(
            new CannedResponse(Compatible.Deltas(finish, Compatible.Tool("""{"index":0,"id":"c1","function":{"name":"wipe","arguments":"{\"path\": \"x"}}"""))),
            new CannedResponse(Compatible.Deltas("stop", Compatible.Text("Sorry."))));
        var client = Compatible.Client(http).AsBuilder().UseFunctionInvocation().Build();

        await client.GetStreamingResponseAsync("hi", new() { Tools = [AIFunctionFactory.Create(() => ran = true, "wipe", serializerOptions: AIJsonUtilities.DefaultOptions)] }).ToChatResponseAsync();

        Assert.False(ran);
    }

    [Fact]
    [Trait("Requirement", "S30")]
    public async Task Options_set_by_middleware_reach_the_wire()
    {
        var client = Client().AsBuilder().ConfigureOptions(o => o.MaxOutputTokens = 7).Build();

        await AskAsync(client, "scenario:text", streamed: false);

        Assert.Equal("7", Compatible.Member("max_completion_tokens", _emulator.Emulator.Requests.Single().Text));
    }

    [Theory]
    [InlineData("scenario:err429", LlmErrorKind.RateLimited)]
    [InlineData("scenario:disconnect", LlmErrorKind.StreamInterrupted)]
    public async Task Errors_pass_through_the_middleware(string scenario, LlmErrorKind kind)
    {
        var client = Client().AsBuilder().UseFunctionInvocation().UseLogging(new LogRecorder()).UseOpenTelemetry().Build();

        var e = await Fake.FailureAsync(() => client.GetStreamingResponseAsync(scenario, new() { Tools = [.. Tools([]).Tools!] }).ToChatResponseAsync());

        Assert.Equal(kind, e.Kind);
    }

    private IChatClient Client() =>
        new OpenAIProvider(new() { ApiKey = "k-51d0c7", MaxRetries = 0 }, new(new HttpClient(_emulator) { Timeout = Timeout.InfiniteTimeSpan })).CreateChatClient("gpt-4o-mini");

    private static ChatOptions Tools(ConcurrentQueue<string> cities) => new()
    {
        Tools =
        [
            AIFunctionFactory.Create(
                (string city) =>
                {
                    cities.Enqueue(city);
                    return $"21 in {city}";
                },
                "get_weather", serializerOptions: AIJsonUtilities.DefaultOptions),
        ],
    };

    private static async Task<ChatResponse> AskAsync(IChatClient client, string prompt, bool streamed, ChatOptions? options = null) =>
        streamed ? await client.GetStreamingResponseAsync(prompt, options).ToChatResponseAsync() : await client.GetResponseAsync(prompt, options);
}
