using System.Globalization;
using System.Text;
using Llm.Providers.Tests.Chaos;
using Xunit.Abstractions;

namespace Llm.Providers.Tests.Fuzz;

/// <summary>Whatever bytes come, a call ends, as an answer that keeps the laws or as the one exception.</summary>
[Trait("Requirement", "T03")]
[Trait("Requirement", "T21")]
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int DefaultStreams = 100_000;
    private const int Workers = 2;
    private const int MostReported = 5;

    /// <summary>Gets the number of bodies for each wire; <c>FUZZ_STREAMS</c> sets another, and <c>FUZZ_SEED</c> where they begin.</summary>
    private static int Streams => Number("FUZZ_STREAMS") ?? DefaultStreams;

    private static int Seed => Number("FUZZ_SEED") ?? 1;

    [Theory]
    [MemberData(nameof(ChaosWires.Names), MemberType = typeof(ChaosWires))]
    public async Task A_broken_body_ends_as_an_answer_that_keeps_the_laws_or_as_the_one_exception(string name)
    {
        var wire = ChaosWires.Named(name);
        var started = TimeProvider.System.GetTimestamp();

        var parts = await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(() => Feed(wire, worker))));

        var (fed, allocated, answers) = (parts.Sum(p => p.Call.Fed), parts.Sum(p => p.Call.Allocated), parts.Sum(p => p.Call.Succeeded));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{name}: {Streams} bodies, {fed:N0} bytes, {answers} answers, {allocated / Streams:N0} bytes allocated each, {TimeProvider.System.GetElapsedTime(started).TotalSeconds:0.0} s"));
        output.WriteLine(string.Join('\n', parts.SelectMany(p => p.Call.Odd).Distinct()));
        Array.ForEach(parts, p => p.Call.Dispose());
        Assert.True(parts.All(p => p.Wrong.Count == 0), string.Join("\n\n", parts.SelectMany(p => p.Wrong)));
    }

    [Theory]
    [MemberData(nameof(ChaosWires.Names), MemberType = typeof(ChaosWires))]
    public void The_body_that_was_not_broken_is_read(string name)
    {
        using var call = new FuzzedCall(ChaosWires.Named(name));

        Assert.Null(call.Feed(ChaosWires.Named(name).StreamBytes, streamed: true));
        Assert.Null(call.Feed(Encoding.UTF8.GetBytes(ChaosWires.Named(name).Body), streamed: false));
        Assert.Equal(2, call.Succeeded);
    }

    [Fact]
    public void A_seed_makes_the_same_bodies_again()
    {
        var wire = ChaosWires.All[0];

        Assert.All(Enumerable.Range(0, 1000), i => Assert.Equal(new Mutator(wire.Events).Make((ulong)i), new Mutator(wire.Events).Make((ulong)i)));
    }

    private static (FuzzedCall Call, List<string> Wrong) Feed(ChaosWire wire, int worker)
    {
        var (stream, whole) = (new Mutator(wire.Events), new Mutator([wire.Body]));
        var (call, wrong) = (new FuzzedCall(wire), new List<string>());
        for (var i = worker; i < Streams && wrong.Count < MostReported; i += Workers)
        {
            // One in ten is an answer that was not streamed.
            var streamed = i % 10 is not (4 or 5) || i % 20 < 10;
            var body = (streamed ? stream : whole).Make(((ulong)Seed << 32) + (ulong)i);
            if (call.Feed(body, streamed) is { } fault)
            {
                wrong.Add($"{(streamed ? "stream" : "body")} {i} of seed {Seed}: {fault}\n{Encoding.Latin1.GetString(body)}");
            }
        }

        return (call, wrong);
    }

    private static int? Number(string variable) => int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
