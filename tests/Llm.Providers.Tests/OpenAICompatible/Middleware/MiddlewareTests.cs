using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using Llm.Providers.OpenAI;
using Llm.Providers.Testing;
using Llm.Providers.Tests.Support;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Llm.Providers.Tests.OpenAICompatible.Middleware;

/// <summary>Our client under the middleware of Microsoft.Extensions.AI, against the emulator.</summary>
public sealed partial class MiddlewareTests : IDisposable
{
    private readonly EmulatorHandler _emulator = new(new EmulatorOptions { ScenarioLatency = false });

    public static TheoryData<bool> Streamed => [false, true];

    public void Dispose() => _emulator.Dispose();

    [Theory]
    [MemberData(nameof(Streamed))]
    [Trait("Requirement", "S23")]
    public async Task Functions_are_called_and_their_results_go_back(bool streamed)
    {
        var cities = new ConcurrentQueue<string>();
        var client = Client().AsBuilder().UseFunctionInvocation().Build();

        var response = await AskAsync(client, "scenario:tool", streamed, Tools(cities));

        Assert.Equal("It is 21 degrees in Paris.", response.Text);
        Assert.Equal(["Paris"], cities);
        Assert.Equal(2, _emulator.Emulator.Requests.Count);
        Assert.Equal(["assistant", "tool", "assistant"], response.Messages.Select(m => m.Role.Value));
        Assert.Equal("call_tool_1", response.Messages[1].Contents.OfType<FunctionResultContent>().Single().CallId);
    }

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

    [Fact]
    public async Task The_usage_of_a_loop_is_the_sum_of_its_turns()
    {
        var client = Client().AsBuilder().UseFunctionInvocation().Build();

        var whole = await AskAsync(client, "scenario:tool", streamed: false, Tools([]));
        var streamed = await AskAsync(client, "scenario:tool", streamed: true, Tools([]));

        Assert.True(whole.Usage!.InputTokenCount > 0);
        Assert.Equal((whole.Usage.InputTokenCount, whole.Usage.OutputTokenCount, whole.Usage.TotalTokenCount), (streamed.Usage!.InputTokenCount, streamed.Usage.OutputTokenCount, streamed.Usage.TotalTokenCount));
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

    [Theory]
    [MemberData(nameof(Streamed))]
    public async Task A_cached_call_can_be_made_and_go_back(bool streamed)
    {
        var cache = new MemoryDistributedCache(Options.Create(new MemoryDistributedCacheOptions()));
        var client = Client().AsBuilder().UseFunctionInvocation().UseDistributedCache(cache).Build();
        var cities = new ConcurrentQueue<string>();

        await AskAsync(client, "scenario:tool", streamed, Tools(cities));
        var second = await AskAsync(client, "scenario:tool", streamed, Tools(cities));

        Assert.Equal(("It is 21 degrees in Paris.", 2, 2), (second.Text, cities.Count, _emulator.Emulator.Requests.Count));
    }

    [Theory]
    [MemberData(nameof(Streamed))]
    public async Task Answers_can_be_logged_whole(bool streamed)
    {
        var log = new LogRecorder();
        var client = Client().AsBuilder().UseLogging(log).Build();

        await AskAsync(client, "scenario:unicode", streamed, new() { Temperature = 0.5f });

        Assert.Contains("completed", log.Text, StringComparison.Ordinal);
        Assert.Contains("世界", log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(log.Entries, e => e.Level >= LogLevel.Warning);
        Assert.DoesNotContain("k-51d0c7", log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_can_be_bound_to_a_type()
    {
        var response = await Client().GetResponseAsync<Person>("scenario:json", PersonContext.Default.Options);

        Assert.Equal(new Person("Ada", 36), response.Result);
        Assert.Equal("\"json_schema\"", Compatible.Member("type", Compatible.Member("response_format", _emulator.Emulator.Requests[0].Text)));
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

    private sealed record Person(string Name, int Age);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(Person))]
    private sealed partial class PersonContext : JsonSerializerContext;
}
