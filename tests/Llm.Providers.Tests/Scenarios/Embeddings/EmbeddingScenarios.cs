using System.Collections;
using Llm.Providers.Testing;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace Llm.Providers.Tests.Scenarios;

/// <summary>What every generator of embeddings must be able to do under the middleware of Microsoft.Extensions.AI, over the bytes of an emulator.</summary>
/// <typeparam name="TWire">The wire.</typeparam>
/// <remarks>The names are those of the integration tests Microsoft.Extensions.AI has for generators, one method for each of the 6.</remarks>
public abstract class EmbeddingScenarios<TWire> : IDisposable
    where TWire : ScenarioWire, new()
{
    private readonly TWire _wire = new();
    private readonly ScenarioHost _host;

    protected EmbeddingScenarios()
    {
        _host = new(_wire);
        _host.Model.Answers(prompt => new() { Embedding = Vector(prompt.UserText) });
    }

    protected IEmbeddingGenerator<string, Embedding<float>> Generator => field ??= _host.Provider.CreateEmbeddingGenerator(_wire.EmbeddingModel);

    public void Dispose()
    {
        Generator.Dispose();
        _host.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    [Trait("Requirement", "S24")]
    public virtual async Task GenerateEmbedding_CreatesEmbeddingSuccessfully()
    {
        var embeddings = await Generator.GenerateAsync(["a cat"]);

        Assert.Equal(Vector("a cat"), Assert.Single(embeddings).Vector.ToArray());
        Assert.Equal("a cat", _host.Model.Prompt.UserText);
        Assert.NotNull(embeddings[0].ModelId);
    }

    [Fact]
    [Trait("Requirement", "S24")]
    public virtual async Task GenerateEmbeddings_CreatesEmbeddingsSuccessfully()
    {
        var embeddings = await Generator.GenerateAsync(["a cat", "a kitten", "a bridge"]);

        Assert.Equal([Vector("a cat"), Vector("a kitten"), Vector("a bridge")], embeddings.Select(e => e.Vector.ToArray()));
        Assert.Single(_host.Requests);
    }

    [Fact]
    public virtual async Task Caching_SameOutputsForSameInput()
    {
        var cache = new MemoryDistributedCache(Options.Create(new MemoryDistributedCacheOptions()));
        var generator = Generator.AsBuilder().UseDistributedCache(cache).Build();

        var first = await generator.GenerateVectorAsync("a cat");
        var second = await generator.GenerateVectorAsync("a cat");
        var other = await generator.GenerateVectorAsync("a bridge");

        Assert.Equal(first.ToArray(), second.ToArray());
        Assert.NotEqual(first.ToArray(), other.ToArray());
        Assert.Equal(2, _host.Requests.Count);
    }

    [Fact]
    public virtual async Task OpenTelemetry_CanEmitTracesAndMetrics()
    {
        using var telemetry = new Telemetry();
        var generator = Generator.AsBuilder().UseOpenTelemetry(sourceName: telemetry.Source).Build();

        var embeddings = await generator.GenerateAsync(["a cat"]);

        var span = Assert.Single(telemetry.Of("embeddings"));
        Assert.Equal((_host.Provider.Descriptor.TelemetryName ?? _host.Provider.Descriptor.Id, _wire.EmbeddingModel), (span.GetTagItem("gen_ai.provider.name"), span.GetTagItem("gen_ai.request.model")));
        Assert.Single(telemetry.Measurements, m => m.Instrument == "gen_ai.client.operation.duration");
        CheckUsage(embeddings.Usage, telemetry.Measurements.Where(m => m.Instrument == "gen_ai.client.token.usage").Select(m => (long)m.Value));
    }

    [Fact]
    public virtual async Task Quantization_Binary_EmbeddingsCompareSuccessfully()
    {
        var quantizing = new QuantizingGenerator<BinaryEmbedding>(Generator, e => new(new BitArray([.. e.Vector.ToArray().Select(v => v > 0)])));

        var vectors = (await quantizing.GenerateAsync(["a cat", "a kitten", "a bridge"])).Select(e => e.Vector).ToList();

        Assert.Equal(0, Distance(vectors[0], vectors[0]));
        Assert.True(Distance(vectors[0], vectors[1]) < Distance(vectors[0], vectors[2]));
    }

    [Fact]
    public virtual async Task Quantization_Half_EmbeddingsCompareSuccessfully()
    {
        var quantizing = new QuantizingGenerator<Embedding<Half>>(Generator, e => new((Half[])[.. e.Vector.ToArray().Select(v => (Half)v)]));

        var vectors = (await quantizing.GenerateAsync(["a cat", "a kitten", "a bridge"])).Select(e => e.Vector.ToArray()).ToList();

        Assert.Equal(1, Similarity(vectors[0], vectors[0]), 0.001);
        Assert.True(Similarity(vectors[0], vectors[1]) > Similarity(vectors[0], vectors[2]));
    }

    /// <summary>Checks that the usage is measured. A wire that states none overrides it.</summary>
    /// <param name="usage">The usage of the answer.</param>
    /// <param name="measured">What telemetry counted.</param>
    protected virtual void CheckUsage(UsageDetails? usage, IEnumerable<long> measured) => Assert.Equal([usage!.InputTokenCount!.Value], measured);

    /// <summary>Texts of one thing point nearly the same way.</summary>
    private static float[] Vector(string text) => text switch
    {
        "a cat" => [0.6f, 0.5f, -0.4f, 0.3f, -0.25f, 0.125f, 0.2f, -0.1f],
        "a kitten" => [0.6f, 0.4f, -0.5f, 0.3f, 0.05f, 0.125f, 0.2f, -0.2f],
        _ => [-0.3f, 0.1f, 0.7f, -0.5f, 0.25f, -0.125f, -0.2f, 0.1f],
    };

    private static int Distance(BitArray left, BitArray right) => left.Cast<bool>().Zip(right.Cast<bool>()).Count(pair => pair.First != pair.Second);

    private static double Similarity(Half[] left, Half[] right) => Dot(left, right) / Math.Sqrt(Dot(left, left) * Dot(right, right));

    private static double Dot(Half[] left, Half[] right) => left.Zip(right).Sum(pair => (double)pair.First * (double)pair.Second);

    /// <summary>Gives embeddings of another number format than the model's.</summary>
    private sealed class QuantizingGenerator<TEmbedding>(IEmbeddingGenerator<string, Embedding<float>> inner, Func<Embedding<float>, TEmbedding> quantize) : IEmbeddingGenerator<string, TEmbedding>
        where TEmbedding : Embedding
    {
        public async Task<GeneratedEmbeddings<TEmbedding>> GenerateAsync(IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
        {
            var embeddings = await inner.GenerateAsync(values, options, cancellationToken);
            return new(embeddings.Select(quantize)) { Usage = embeddings.Usage, AdditionalProperties = embeddings.AdditionalProperties };
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => inner.GetService(serviceType, serviceKey);

        public void Dispose() => inner.Dispose();
    }
}
