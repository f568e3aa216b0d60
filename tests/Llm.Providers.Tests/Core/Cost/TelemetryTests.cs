using System.Diagnostics;
using System.Diagnostics.Metrics;
using Llm.Providers.Tests.OpenAICompatible;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Core.Cost;

public sealed class TelemetryTests
{
    private const string Body = """{"id":"c1","model":"acme-1","choices":[{"index":0,"message":{"role":"assistant","content":"Hi"},"finish_reason":"stop"}],"usage":{"prompt_tokens":100,"completion_tokens":20,"total_tokens":120,"prompt_tokens_details":{"cached_tokens":50,"cache_write_tokens":10},"completion_tokens_details":{"reasoning_tokens":5}}}""";

    private static readonly ModelPrices s_prices = new() { Input = 2m, Output = 10m, CacheRead = 0.2m, CacheWrite = 2.5m };

    [Fact]
    public async Task Whoever_listens_hears_cost_and_tokens_of_which_none_is_counted_twice()
    {
        const string Model = "acme-heard";
        var heard = await ListenAsync(Model, () => AnswerAsync(Model, s_prices));

        Assert.Equal(((40 * 2m) + (50 * 0.2m) + (10 * 2.5m) + (20 * 10m)) / 1_000_000, (decimal)Assert.Single(heard, h => h.Name == LlmTelemetry.CostCounter).Value);
        Assert.Equal(
            [("input", 40d), ("cache_read", 50d), ("cache_write", 10d), ("output", 15d), ("reasoning", 5d)],
            heard.Where(h => h.Name == LlmTelemetry.TokenCounter).Select(h => ((string)h.Tags["gen_ai.token.type"]!, h.Value)));
        Assert.All(heard, h => Assert.Equal(("chat", "acme", "acme-1"), (h.Tags["gen_ai.operation.name"], h.Tags["gen_ai.provider.name"], h.Tags["gen_ai.response.model"])));
    }

    [Fact]
    public async Task A_cost_that_is_not_known_is_counted_as_such_and_not_as_zero()
    {
        const string Model = "acme-unpriced";
        var heard = await ListenAsync(Model, () => AnswerAsync(Model, null));

        Assert.Contains(heard, h => h.Name == LlmTelemetry.UnknownCostCounter);
        Assert.DoesNotContain(heard, h => h.Name == LlmTelemetry.CostCounter);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_that_does_not_say_its_usage_is_one_whose_cost_is_not_known(bool stream)
    {
        var model = $"acme-silent-{stream}";
        var body = stream ? Compatible.Deltas("stop", Compatible.Text("Hi")) : Body[..Body.IndexOf(",\"usage\"", StringComparison.Ordinal)] + "}";
        using var chat = Client(body, model, s_prices);

        var heard = await ListenAsync(model, async () => Assert.Null(stream ? (await Fake.ReadAsync(chat)).Failure : await Record.ExceptionAsync(() => chat.GetResponseAsync("hi"))));

        Assert.Equal(("chat", "acme-1"), (Assert.Single(heard).Tags["gen_ai.operation.name"], heard[0].Tags["gen_ai.response.model"]));
        Assert.Equal((LlmTelemetry.UnknownCostCounter, 1d), (heard[0].Name, heard[0].Value));
    }

    [Fact]
    public async Task Embeddings_that_do_not_say_their_usage_are_counted_too()
    {
        const string Model = "acme-silent-vectors";
        var provider = Compatible.Provider(new CannedHandler("""{"data":[{"index":0,"embedding":[0.1]}]}"""), embeddings: new(), models: new ModelItem { Id = Model, ProviderId = "acme", Prices = s_prices });

        var heard = await ListenAsync(Model, () => provider.CreateEmbeddingGenerator(Model).GenerateAsync(["a"]));

        Assert.Equal((LlmTelemetry.UnknownCostCounter, "embeddings"), (Assert.Single(heard).Name, heard[0].Tags["gen_ai.operation.name"]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_callers_span_gets_what_only_this_library_knows_and_no_second_one_is_made(bool stream)
    {
        var spans = new List<Activity>();
        var source = $"spans of {nameof(TelemetryTests)} {stream}";
        using var listener = new ActivityListener { ShouldListenTo = s => s.Name == source || s.Name == "Llm.Providers", Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded, ActivityStopped = spans.Add };
        ActivitySource.AddActivityListener(listener);
        using var chat = Client(stream ? Streamed : Body, "acme-1", s_prices).AsBuilder().UseOpenTelemetry(sourceName: source).Build();

        if (stream)
        {
            Assert.Null((await Fake.ReadAsync(chat)).Failure);
        }
        else
        {
            await chat.GetResponseAsync("hi");
        }

        var span = Assert.Single(spans);
        Assert.Equal(10L, span.GetTagItem("gen_ai.usage.cache_creation.input_tokens"));
        Assert.Equal(0.000315, span.GetTagItem(LlmTelemetry.CostTag));
    }

    [Fact]
    public async Task Several_requests_under_one_span_add_up()
    {
        const string Answer = """{"data":[{"index":0,"embedding":[0.1]}],"model":"acme-1","usage":{"prompt_tokens":1000,"total_tokens":1000}}""";
        using var span = new Activity("mine").SetTag("gen_ai.operation.name", "embeddings").Start();
        span.IsAllDataRequested = true;

        await Compatible.Provider(new CannedHandler(Answer), embeddings: new() { MaxInputs = 1 }, models: new ModelItem { Id = "acme-1", ProviderId = "acme", Prices = s_prices }).CreateEmbeddingGenerator("acme-1").GenerateAsync(["a", "b"]);
        Assert.Equal(0.004, span.GetTagItem(LlmTelemetry.CostTag));

        span.SetTag("gen_ai.operation.name", "chat");
        await AnswerAsync("acme-1", s_prices);
        await AnswerAsync("acme-1", s_prices);
        Assert.Equal(20L, span.GetTagItem("gen_ai.usage.cache_creation.input_tokens"));
    }

    [Fact]
    public async Task A_span_of_another_operation_is_left_alone()
    {
        using var span = new Activity("mine").Start();
        span.IsAllDataRequested = true;

        await AnswerAsync("acme-1", s_prices);

        Assert.Empty(span.TagObjects);
    }

    private static string Streamed => Compatible.Events(
        Compatible.Chunk(Compatible.Text("Hi")), Compatible.Chunk("{}", "stop"), "{\"id\":\"c1\",\"model\":\"acme-1\",\"choices\":[]," + Body[Body.IndexOf("\"usage\"", StringComparison.Ordinal)..], "[DONE]");

    private static Task<ChatResponse> AnswerAsync(string model, ModelPrices? prices) => Client(Body, model, prices).GetResponseAsync("hi");

    private static IChatClient Client(string body, string model, ModelPrices? prices) =>
        Compatible.Client(new CannedHandler(body), model: model, models: new ModelItem { Id = model, ProviderId = "acme", Prices = prices });

    // Meters are heard by everyone in the process: the model tells this test's calls from those of others.
    private static async Task<List<(string Name, double Value, Dictionary<string, object?> Tags)>> ListenAsync(string model, Func<Task> call)
    {
        var heard = new List<(string Name, double Value, Dictionary<string, object?> Tags)>();
        void Hear(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var named = new Dictionary<string, object?>(tags.ToArray());
            if (named.GetValueOrDefault("gen_ai.request.model") as string == model)
            {
                lock (heard)
                {
                    heard.Add((instrument.Name, value, named));
                }
            }
        }

        using var listener = new MeterListener { InstrumentPublished = (instrument, l) => { if (instrument.Meter.Name == LlmTelemetry.MeterName) { l.EnableMeasurementEvents(instrument); } } };
        listener.SetMeasurementEventCallback<double>((i, v, t, _) => Hear(i, v, t));
        listener.SetMeasurementEventCallback<long>((i, v, t, _) => Hear(i, v, t));
        listener.Start();
        await call();
        return heard;
    }
}
