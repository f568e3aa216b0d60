namespace Llm.Providers.Benchmarks;

/// <summary>One case: the same bytes in and out for each contender. Each gives a checksum, and all must agree.</summary>
internal sealed class BenchmarkCase
{
    public required string Name { get; init; }

    /// <summary>Gets what bytes are counted per: the deltas of a stream, or 1 for a call.</summary>
    public required int Units { get; init; }

    /// <summary>Gets the time aimed at, as a multiple of the floor.</summary>
    public required double TargetTime { get; init; }

    /// <summary>Gets the bytes aimed at, per unit.</summary>
    public required double TargetBytes { get; init; }

    /// <summary>Gets the bytes per unit that must not be passed.</summary>
    public double? LimitBytes { get; init; }

    public required Func<Func<Stream>, HttpClient> Connect { get; init; }

    public required Func<HttpClient, Func<Task<long>>> Floor { get; init; }

    public required Func<HttpClient, Func<Task<long>>> OpenAI { get; init; }

    public required Func<HttpClient, int, Func<Task<long>>> Ours { get; init; }

    /// <summary>Gets a value indicating whether memory that is alive while the request is sent is of interest.</summary>
    public bool ShowsLiveMemory { get; init; }

    public Func<Task<long>> Create(Contender contender, Func<Stream>? sink = null)
    {
        var http = Connect(sink ?? (static () => new CountingStream()));
        return contender switch
        {
            Contender.Floor => Floor(http),
            Contender.OpenAI => OpenAI(http),
            Contender.Ours => Ours(http, 0),
            _ => Ours(http, 3),
        };
    }

    public override string ToString() => Name;
}
