using Llm.Providers.Testing;

namespace Llm.Providers.Tests.Chaos;

/// <summary>An answer that ends anywhere is interrupted or whole, never a shorter success.</summary>
[Trait("Requirement", "T01")]
[Trait("Requirement", "T06")]
public sealed class CutTests
{
    [Theory]
    [MemberData(nameof(ChaosWires.Names), MemberType = typeof(ChaosWires))]
    public async Task T01_a_stream_says_the_same_wherever_its_bytes_are_parted(string wire)
    {
        var met = ChaosWires.Named(wire);
        for (var cut = 1; cut < met.StreamBytes.Length; cut++)
        {
            FaultTests.AssertWhole(await MeetAsync(met, ByteSchedule.SplitAt(cut), streamed: true), ChaosWires.Text);
        }
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task T06_a_stream_that_ends_at_any_byte_is_interrupted_or_whole(string wire, bool breaks)
    {
        var met = ChaosWires.Named(wire);
        var wasWhole = false;
        for (var end = 0; end < met.StreamBytes.Length; end++)
        {
            var run = await MeetAsync(met, breaks ? ByteSchedule.CutAfter(end) : ByteSchedule.EndAfter(end), streamed: true);

            if (run.Failure is null)
            {
                Assert.Equal(ChaosWires.Text, run.Text);
                Assert.Equal("get_weather", Assert.Single(run.Response!.Messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>()).Name);
                wasWhole = true;
                continue;
            }

            Assert.False(wasWhole, $"Whole before byte {end} and not after it.");
            Assert.Equal(LlmErrorKind.StreamInterrupted, run.Kind);
            Assert.Equal(run.Text, ((LlmProviderException)run.Failure).PartialText ?? "");
            Assert.StartsWith(run.Text, ChaosWires.Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(ChaosWires.Names), MemberType = typeof(ChaosWires))]
    public async Task T06_a_whole_answer_that_ends_at_any_byte_is_an_error(string wire)
    {
        var met = ChaosWires.Named(wire);
        for (var end = 0; end < System.Text.Encoding.UTF8.GetByteCount(met.Body); end++)
        {
            Assert.Equal(LlmErrorKind.StreamInterrupted, (await MeetAsync(met, ByteSchedule.CutAfter(end), streamed: false)).Kind);
            Assert.Equal(LlmErrorKind.MalformedResponse, (await MeetAsync(met, ByteSchedule.EndAfter(end), streamed: false)).Kind);
        }
    }

    public static IEnumerable<object[]> Ends => from wire in ChaosWires.All from breaks in new[] { true, false } select new object[] { wire.Name, breaks };

    private static Task<FaultRun> MeetAsync(ChaosWire wire, ByteSchedule schedule, bool streamed) => Task.Run(() => FaultRun.MeetAsync(wire, schedule, streamed, retries: 0));
}
