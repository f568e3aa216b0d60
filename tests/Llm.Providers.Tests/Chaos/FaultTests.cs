using Llm.Providers.Testing;

namespace Llm.Providers.Tests.Chaos;

/// <summary>Whatever goes wrong ends as one exception of the right kind, in time, with what had arrived, and with the connection closed.</summary>
[Trait("Requirement", "T05")]
[Trait("Requirement", "T06")]
[Trait("Requirement", "T20")]
public sealed class FaultTests
{
    public static IEnumerable<object[]> Cells =>
        from wire in ChaosWires.All
        from fault in wire.Faults
        from streamed in fault.IsForStreams ? new[] { true } : [true, false]
        select new object[] { wire.Name, fault.Name, streamed };

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task A_fault_ends_as_it_should(string wire, string fault, bool streamed)
    {
        var met = ChaosWires.Named(wire).Faults.Single(f => f.Name == fault);
        var expected = Expectation.Of(met, streamed);

        var run = await FaultRun.GetAsync(ChaosWires.Named(wire), met, streamed);

        Assert.True(run.Kind == expected.Kind, $"{run.Kind} and not {expected.Kind}: {run.Failure}");
        Assert.Equal(expected.IsRetried ? 1 + FaultRun.Retries : 1, run.Requests);
        if (expected.Kind is null)
        {
            Assert.Null(run.Failure);
            AssertWhole(run, met.Name == "invalid UTF-8" ? ChaosWires.Text.Replace("jumps", "jump\uFFFD", StringComparison.Ordinal) : ChaosWires.Text);
        }
        else
        {
            AssertFailed(run, expected);
        }
    }

    [Theory]
    [MemberData(nameof(ChaosWires.Names), MemberType = typeof(ChaosWires))]
    public async Task A_vendor_that_asks_for_time_gets_it(string wire)
    {
        var run = await FaultRun.GetAsync(ChaosWires.Named(wire), Faults.TooManyRequests, streamed: true);

        Assert.Equal(TimeSpan.FromSeconds(2 * FaultRun.Retries), run.Elapsed);
        Assert.Equal(TimeSpan.FromSeconds(2), Assert.IsType<LlmProviderException>(run.Failure).RetryAfter);
    }

    [Theory]
    [MemberData(nameof(ChaosWires.Names), MemberType = typeof(ChaosWires))]
    public async Task A_storm_that_passes_is_weathered(string wire)
    {
        var left = FaultRun.Retries;
        var storm = ByteSchedule.From(answer => Interlocked.Decrement(ref left) >= 0 ? Faults.TooManyRequests.Schedule.Apply(answer) : answer);

        var run = await Task.Run(() => FaultRun.MeetAsync(ChaosWires.Named(wire), storm, streamed: true));

        Assert.Equal(1 + FaultRun.Retries, run.Requests);
        AssertWhole(run, ChaosWires.Text);
    }

    internal static void AssertWhole(FaultRun run, string text)
    {
        Assert.Equal(text, run.Text);
        var call = Assert.Single(run.Response!.Messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>());
        Assert.Equal(("get_weather", "Oslo"), (call.Name, call.Arguments!["city"]?.ToString()));
        Assert.Equal(ChatFinishReason.ToolCalls, run.Response.FinishReason);
        Assert.Equal(21, run.Response.Usage?.TotalTokenCount);
    }

    private static void AssertFailed(FaultRun run, Expectation expected)
    {
        var e = Assert.IsType<LlmProviderException>(run.Failure);
        Assert.Equal(run.Requests, e.Attempts);
        Assert.Equal(expected.KeepsText ? run.Text : "", e.PartialText ?? "");
        Assert.Equal(expected.KeepsText, run.Text.Length > 0);
        Assert.StartsWith(run.Text, ChaosWires.Text, StringComparison.Ordinal);
        Assert.Equal(expected.After ?? run.Elapsed, run.Elapsed);
        Assert.All(run.Outcomes, outcome => Assert.True(Enum.IsDefined(outcome))); // each exchange has ended: no connection is left open
    }
}
