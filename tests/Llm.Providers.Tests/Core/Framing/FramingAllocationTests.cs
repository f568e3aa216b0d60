using System.Text;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Core.Framing;

public sealed class FramingAllocationTests
{
    private const int Count = 10_000;
    private const int Rounds = 10;

    [Theory]
    [InlineData(StreamFraming.ServerSentEvents, "event: delta\ndata: {\"text\":\" the\"}\n\n")]
    [InlineData(StreamFraming.NewlineDelimitedJson, "{\"text\":\" the\"}\n")]
    public void Ten_thousand_small_frames_cost_almost_nothing(StreamFraming framing, string frame)
    {
        var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(frame, Count)));

        // The least of several rounds: tests that run beside this one empty the shared pool now and then, which is not what is measured.
        var allocated = Enumerable.Range(0, Rounds).Min(_ => Measure(framing, bytes));

        Assert.InRange(allocated, 0, 2_000);
    }

    private static long Measure(StreamFraming framing, byte[] bytes)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var frames = Read(framing, bytes);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(Count, frames);
        return allocated;
    }

    private static int Read(StreamFraming framing, byte[] bytes)
    {
        using var body = new MemoryStream(bytes);
        using var reader = FrameReader.Create(body, framing);
        var frames = 0;
        bool more;
        do
        {
            var fill = reader.FillAsync(default);
            more = fill.IsCompleted ? fill.GetAwaiter().GetResult() : throw new InvalidOperationException("A body in memory is never waited for.");
            while (reader.TryRead(out _))
            {
                frames++;
            }
        }
        while (more);
        return frames;
    }
}
