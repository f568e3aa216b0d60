using System.Diagnostics;

namespace Llm.Providers.Benchmarks;

/// <summary>What one contender needs for one call of a case.</summary>
/// <param name="Time">Milliseconds, the median of all rounds.</param>
/// <param name="LiveBytes">The most that was alive while the request was sent, beyond what was before.</param>
internal sealed record Measurement(Contender Contender, double Time, double BytesPerCall, double LiveBytes)
{
    private const int Rounds = 15;

    /// <summary>Long enough for the compiler's second tier, which starts 100 ms after the last method was called often enough.</summary>
    private static readonly TimeSpan s_warmUp = TimeSpan.FromMilliseconds(300);

    private static readonly TimeSpan s_round = TimeSpan.FromMilliseconds(12);

    /// <summary>Measures all contenders in turn, so that what disturbs the machine disturbs all of them alike.</summary>
    public static async Task<Measurement[]> RunAsync(BenchmarkCase test, IReadOnlyList<Contender> contenders)
    {
        var calls = contenders.Select(c => test.Create(c)).ToArray();
        var counts = new int[calls.Length];
        for (var i = 0; i < 2 * calls.Length; i++)
        {
            // Twice: what the contenders share gets faster while the others warm up.
            counts[i % calls.Length] = await WarmUpAsync(calls[i % calls.Length]);
        }

        await RequireSameAnswersAsync(test, contenders, calls);
        var times = calls.Select(_ => new double[Rounds]).ToArray();
        var bytes = calls.Select(_ => new double[Rounds]).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < calls.Length; i++)
            {
                (times[i][round], bytes[i][round]) = await MeasureAsync(calls[i], counts[i]);
            }
        }

        var results = new Measurement[calls.Length];
        for (var i = 0; i < calls.Length; i++)
        {
            results[i] = new(contenders[i], Median(times[i]), Median(bytes[i]), test.ShowsLiveMemory ? await LiveAsync(test, contenders[i]) : 0);
        }

        return results;
    }

    /// <summary>Calls until the code is as fast as it gets.</summary>
    /// <returns>How many calls fill a round.</returns>
    private static async Task<int> WarmUpAsync(Func<Task<long>> call)
    {
        var started = Stopwatch.GetTimestamp();
        var fastest = TimeSpan.MaxValue;
        for (var n = 0; n < 40 || Stopwatch.GetElapsedTime(started) < s_warmUp; n++)
        {
            var before = Stopwatch.GetTimestamp();
            await call();
            var time = Stopwatch.GetElapsedTime(before);
            fastest = time < fastest ? time : fastest;
            if (n >= 5 && Stopwatch.GetElapsedTime(started) > 2 * s_warmUp)
            {
                break;
            }
        }

        return Math.Clamp((int)(s_round / fastest), 1, 1000);
    }

    private static async Task RequireSameAnswersAsync(BenchmarkCase test, IReadOnlyList<Contender> contenders, Func<Task<long>>[] calls)
    {
        var expected = await calls[0]();
        for (var i = 1; i < calls.Length; i++)
        {
            if (await calls[i]() is var actual && actual != expected)
            {
                throw new InvalidOperationException($"{test.Name}: {contenders[i]} read {actual}, the floor {expected}.");
            }
        }
    }

    private static async Task<(double Time, double Bytes)> MeasureAsync(Func<Task<long>> call, int count)
    {
        GC.Collect();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < count; i++)
        {
            await call();
        }

        var time = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        return (time / count, (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)count);
    }

    private static async Task<double> LiveAsync(BenchmarkCase test, Contender contender)
    {
        CountingStream? stream = null;
        var call = test.Create(contender, () => stream = new CountingStream(sampleEvery: 512 * 1024));
        await call();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await call();
        return Math.Max(0, stream!.PeakBytes - before);
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);
}
