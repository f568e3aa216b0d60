using BenchmarkDotNet.Attributes;

namespace Llm.Providers.Benchmarks;

/// <summary>The cases under BenchmarkDotNet.</summary>
[MemoryDiagnoser]
public class CaseBenchmarks
{
    private Func<Task<long>> _floor = null!;
    private Func<Task<long>> _ours = null!;
    private Func<Task<long>> _oursWithRetries = null!;
    private Func<Task<long>> _openAI = null!;

    /// <summary>Gets the names of the cases.</summary>
    public static IEnumerable<string> Names => Cases.All.Select(c => c.Name);

    /// <summary>Gets or sets the case to run.</summary>
    [ParamsSource(nameof(Names))]
    public string Case { get; set; } = "";

    /// <summary>Connects the contenders.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var selected = Cases.All.First(c => c.Name == Case);
        _floor = selected.Create(Contender.Floor);
        _ours = selected.Create(Contender.Ours);
        _oursWithRetries = selected.Create(Contender.OursWithRetries);
        _openAI = selected.Create(Contender.OpenAI);
    }

    /// <summary>HttpClient, SseParser and Utf8JsonReader by hand.</summary>
    [Benchmark(Baseline = true)]
    public Task<long> Floor() => _floor();

    /// <summary>This library with <c>MaxRetries = 0</c>.</summary>
    [Benchmark]
    public Task<long> Ours() => _ours();

    /// <summary>This library as it is set up by default.</summary>
    [Benchmark]
    public Task<long> OursWithRetries() => _oursWithRetries();

    /// <summary>OpenAI with Microsoft.Extensions.AI.OpenAI.</summary>
    [Benchmark]
    public Task<long> OpenAI() => _openAI();
}
