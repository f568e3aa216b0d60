using Llm.Providers.Tests.OpenAICompatible;
using Llm.Providers.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Llm.Providers.Tests.Core.Cost;

public sealed class BudgetTests : IDisposable
{
    // A token of output costs a dollar and input nothing: with a limit of n tokens a call may cost n dollars.
    private static readonly ModelItem s_acme = new() { Id = "acme-1", ProviderId = "acme", Prices = new() { Input = 0m, Output = 1_000_000m } };

    private readonly FakeTimeProvider _time = new(new(2026, 8, 21, 10, 30, 0, TimeSpan.Zero));
    private readonly CannedHandler _http = new(Answer(3));

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task A_call_that_may_cost_more_than_a_call_may_is_not_sent()
    {
        using var chat = Client(new LlmBudget(new() { PerCall = 4 }, _time));

        var e = await Assert.ThrowsAsync<LlmProviderException>(() => AskAsync(chat, 5));

        Assert.Equal((LlmErrorKind.BudgetExceeded, "acme", "acme-1", 0, false), (e.Kind, e.ProviderId, e.ModelId, e.Attempts, e.IsTransient));
        Assert.Contains("may cost 5 USD; LlmBudgetOptions.PerCall is 4 USD", e.Message, StringComparison.Ordinal);
        Assert.Empty(_http.Sent);
        Assert.Equal(3, (await AskAsync(chat, 4)).Usage!.OutputTokenCount);
    }

    [Fact]
    public async Task What_a_call_really_cost_takes_the_place_of_its_estimate()
    {
        var budget = new LlmBudget(new() { Total = 10 }, _time);
        using var chat = Client(budget);

        await AskAsync(chat, 8);

        Assert.Equal((3m, 0m), (budget.Spent, budget.Reserved));
        await AskAsync(chat, 7);
        var e = await Assert.ThrowsAsync<LlmProviderException>(() => AskAsync(chat, 5));
        Assert.Contains("LlmBudgetOptions.Total is 10 USD, of which 6 are spent and 0 are reserved", e.Message, StringComparison.Ordinal);
        Assert.Null(e.RetryAfter);
    }

    [Theory]
    [InlineData("PerHour", "00:30:00")]
    [InlineData("PerDay", "13:30:00")]
    public async Task A_period_ends_with_the_clock_and_says_when(string limit, string relief)
    {
        using var chat = Client(new LlmBudget(limit == "PerHour" ? new() { PerHour = 5 } : new() { PerDay = 5 }, _time));
        await AskAsync(chat, 5);

        var e = await Assert.ThrowsAsync<LlmProviderException>(() => AskAsync(chat, 3));

        Assert.Equal(TimeSpan.Parse(relief, System.Globalization.CultureInfo.InvariantCulture), e.RetryAfter);
        Assert.Contains($"LlmBudgetOptions.{limit} is 5 USD, of which 3 are spent", e.Message, StringComparison.Ordinal);
        _time.Advance(e.RetryAfter!.Value);
        await AskAsync(chat, 5);
    }

    [Fact]
    public async Task A_window_slides_with_the_clock()
    {
        using var chat = Client(new LlmBudget(new() { PerWindow = 6, Window = TimeSpan.FromMinutes(60) }, _time));
        await AskAsync(chat, 3); // 10:30
        _time.Advance(TimeSpan.FromMinutes(40));
        await AskAsync(chat, 3); // 11:10

        var e = await Assert.ThrowsAsync<LlmProviderException>(() => AskAsync(chat, 3));
        Assert.Equal(TimeSpan.FromMinutes(21), e.RetryAfter);
        _time.Advance(e.RetryAfter!.Value - TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<LlmProviderException>(() => AskAsync(chat, 3));
        _time.Advance(TimeSpan.FromSeconds(1)); // 11:31, the spending of 11:10 still counts
        await AskAsync(chat, 3);
        await Assert.ThrowsAsync<LlmProviderException>(() => AskAsync(chat, 1));
    }

    [Fact]
    public async Task Calls_at_once_cannot_exceed_a_limit_together()
    {
        var budget = new LlmBudget(new() { Total = 10 }, _time);
        var gate = new TaskCompletionSource();
        using var chat = new GatedClient(Client(null), gate.Task).UseLlmBudget(budget);

        var calls = Enumerable.Range(0, 5).Select(_ => AskAsync(chat, 3)).ToList();
        var reserved = budget.Reserved;
        gate.SetResult();
        var failures = 0;
        foreach (var call in calls)
        {
            failures += await Record.ExceptionAsync(() => call) is LlmProviderException { Kind: LlmErrorKind.BudgetExceeded } ? 1 : 0;
        }

        Assert.Equal((9m, 2, 9m, 0m), (reserved, failures, budget.Spent, budget.Reserved));
    }

    [Fact]
    public async Task Many_threads_never_spend_more_than_the_limit()
    {
        var budget = new LlmBudget(new() { Total = 50 }, _time);
        using var chat = Client(budget, new AnyHandler(Answer(1)));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(async () => await Record.ExceptionAsync(() => AskAsync(chat, 1)) is null)));

        Assert.Equal((50, 50m, 0m), (outcomes.Count(o => o), budget.Spent, budget.Reserved));
    }

    [Fact]
    public async Task A_call_that_fails_costs_nothing()
    {
        var budget = new LlmBudget(new() { Total = 10 }, _time);
        using var chat = Client(budget, new CannedHandler(new CannedResponse(400, """{"error":{"message":"no"}}""")));

        await Assert.ThrowsAsync<LlmProviderException>(() => AskAsync(chat, 5));

        Assert.Equal((0m, 0m), (budget.Spent, budget.Reserved));
    }

    [Fact]
    public async Task A_stream_is_booked_at_its_end()
    {
        var budget = new LlmBudget(new() { Total = 10 }, _time);
        using var chat = Client(budget, new CannedHandler(Stream("Hi", 2)));

        Assert.Null((await Fake.ReadAsync(new FixedLimit(chat, 6))).Failure);

        Assert.Equal((2m, 0m), (budget.Spent, budget.Reserved));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stream_that_breaks_off_or_is_left_is_booked_for_what_arrived(bool left)
    {
        var budget = new LlmBudget(new() { Total = 10 }, _time);
        var body = left ? Stream("123456789", 9) : Compatible.Events(Compatible.Chunk(Compatible.Text("123456789")));
        using var chat = Client(budget, new CannedHandler(body));

        await foreach (var update in TakeAsync(chat.GetStreamingResponseAsync("hi", new() { MaxOutputTokens = 8 })))
        {
            Assert.Equal(8, budget.Reserved);
            if (left)
            {
                break;
            }
        }

        Assert.Equal((3m, 0m), (budget.Spent, budget.Reserved)); // nine characters are taken for three tokens
    }

    [Fact]
    public async Task An_answer_without_usage_is_booked_as_estimated()
    {
        var budget = new LlmBudget(new() { Total = 10 }, _time);
        using var chat = Client(budget, new CannedHandler("""{"choices":[{"message":{"content":"Hi"},"finish_reason":"stop"}]}"""));

        await AskAsync(chat, 4);

        Assert.Equal(4, budget.Spent);
    }

    [Fact]
    public async Task A_model_whose_price_is_not_known_is_asked_with_a_warning_or_refused()
    {
        var log = new LogRecorder();
        var http = new CannedHandler(Answer(3).Replace("acme-1", "other", StringComparison.Ordinal));
        using var allowed = Client(null, http, "other").UseLlmBudget(new LlmBudget(new() { Total = 1 }, _time), log);
        using var refused = Client(null, http, "other").UseLlmBudget(new LlmBudgetOptions { Total = 1, UnknownPrice = UnknownPriceBehavior.Refuse });

        var response = await AskAsync(allowed, 1_000);
        var e = await Assert.ThrowsAsync<LlmProviderException>(() => AskAsync(refused, 1));

        Assert.Contains("What acme/other costs is not known", Assert.Single(response.GetWarnings()), StringComparison.Ordinal);
        Assert.Contains("What acme/other costs is not known", Assert.Single(log.Entries, e => e.Id == 4).Text, StringComparison.Ordinal);
        Assert.Equal((LlmErrorKind.BudgetExceeded, "other"), (e.Kind, e.ModelId));
        Assert.Single(http.Sent);
    }

    [Fact]
    public async Task Input_is_estimated_before_it_is_sent_and_a_counter_of_ones_own_goes_first()
    {
        var model = s_acme with { Prices = new() { Input = 1_000_000m, Output = 0m } };
        using var chat = Client(new LlmBudget(new() { PerCall = 100 }, _time), models: model);
        using var counted = Client(new LlmBudget(new() { PerCall = 100, CountInputTokens = (m, _) => m.Count() * 101 }, _time), models: model);

        await chat.GetResponseAsync(new string('x', 279)); // 93 tokens and 7 for the message
        await Assert.ThrowsAsync<LlmProviderException>(() => chat.GetResponseAsync(new string('x', 280)));
        await Assert.ThrowsAsync<LlmProviderException>(() => counted.GetResponseAsync("x"));
    }

    [Fact]
    public async Task Output_without_a_limit_is_assumed()
    {
        using var chat = Client(new LlmBudget(new() { PerCall = 99, AssumedOutputTokens = 100 }, _time));
        using var small = Client(new LlmBudget(new() { PerCall = 99, AssumedOutputTokens = 100 }, _time), models: s_acme with { MaxOutputTokens = 99 });

        await Assert.ThrowsAsync<LlmProviderException>(() => chat.GetResponseAsync("hi"));
        await small.GetResponseAsync("hi");
    }

    [Fact]
    public async Task The_model_of_the_call_is_the_one_that_is_estimated()
    {
        using var chat = Client(new LlmBudget(new() { PerCall = 4 }, _time), models: [s_acme, new() { Id = "acme-free", ProviderId = "acme", Prices = new() { Input = 0m, Output = 0m } }]);

        await chat.GetResponseAsync("hi", new() { ModelId = "acme-free" });
        await Assert.ThrowsAsync<LlmProviderException>(() => chat.GetResponseAsync("hi"));
    }

    [Fact]
    public async Task Clients_and_generators_may_share_a_budget()
    {
        var budget = new LlmBudget(new() { Total = 2_000 }, _time);
        var http = new CannedHandler("""{"data":[{"index":0,"embedding":[0.1]}],"model":"acme-1","usage":{"prompt_tokens":2000,"total_tokens":2000}}""");
        var provider = Compatible.Provider(http, embeddings: new(), models: s_acme with { Prices = new() { Input = 1_000_000m } });
        var generator = provider.CreateEmbeddingGenerator("acme-1").UseLlmBudget(budget);

        await generator.GenerateAsync(["text"]);

        Assert.Equal(2_000, budget.Spent);
        await Assert.ThrowsAsync<LlmProviderException>(() => generator.GenerateAsync(["text"]));
        using var chat = Client(budget);
        await Assert.ThrowsAsync<LlmProviderException>(() => AskAsync(chat, 1));
    }

    private static Task<ChatResponse> AskAsync(IChatClient chat, int limit) => chat.GetResponseAsync("hi", new() { MaxOutputTokens = limit });

    private static string Answer(int output) =>
        $$"""{"id":"c1","model":"acme-1","choices":[{"index":0,"message":{"role":"assistant","content":"Hi"},"finish_reason":"stop"}],"usage":{"prompt_tokens":5,"completion_tokens":{{output}},"total_tokens":{{output + 5}} } }""";

    private static string Stream(string text, int output) => Compatible.Events(
        Compatible.Chunk(Compatible.Text(text)), Compatible.Chunk("{}", "stop"), $$"""{"id":"c1","model":"acme-1","choices":[],"usage":{"prompt_tokens":5,"completion_tokens":{{output}},"total_tokens":{{output + 5}} } }""", "[DONE]");

    private IChatClient Client(LlmBudget? budget, HttpMessageHandler? http = null, string? model = null, params IReadOnlyList<ModelItem> models)
    {
        var chat = Compatible.Client(http ?? _http, model: model, models: models.Count > 0 ? models : [s_acme]);
        return budget is null ? chat : chat.UseLlmBudget(budget);
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> TakeAsync(IAsyncEnumerable<ChatResponseUpdate> updates)
    {
        await using var stream = updates.GetAsyncEnumerator();
        while (true)
        {
            try
            {
                if (!await stream.MoveNextAsync())
                {
                    yield break;
                }
            }
            catch (LlmProviderException e) when (e.Kind == LlmErrorKind.StreamInterrupted)
            {
                yield break;
            }

            yield return stream.Current;
        }
    }

    private sealed class GatedClient(IChatClient inner, Task gate) : DelegatingChatClient(inner)
    {
        public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            await gate;
            return await base.GetResponseAsync(messages, options, cancellationToken);
        }
    }

    private sealed class FixedLimit(IChatClient inner, int limit) : DelegatingChatClient(inner)
    {
        public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            base.GetStreamingResponseAsync(messages, new() { MaxOutputTokens = limit }, cancellationToken);
    }

    /// <summary>Unlike a script, it can be asked from many threads.</summary>
    private sealed class AnyHandler(string body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(new CannedResponse(body).ToMessage());
    }
}
