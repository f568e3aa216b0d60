using System.Text;

namespace Llm.Providers.Testing;

/// <summary>Bends how the bytes of an answer arrive, without changing what the wire emulator wrote.</summary>
/// <remarks>
/// Schedules apply to every answer, errors and models lists included. Through <see cref="EmulatorHandler"/> each piece is one read;
/// over a socket each piece is one flushed write, and the network may still join neighbours.
/// </remarks>
public sealed class ByteSchedule
{
    private readonly Func<EmulatorResponse, EmulatorResponse> _apply;

    private ByteSchedule(Func<EmulatorResponse, EmulatorResponse> apply) => _apply = apply;

    /// <summary>Gets the default: one write for each event of a stream, one for a body that is not streamed.</summary>
    public static ByteSchedule AsWritten { get; } = new(response => response);

    /// <summary>Gets the schedule that sends the whole body in one write.</summary>
    public static ByteSchedule Whole { get; } = new(response => Recut(response, _ => []));

    /// <summary>Gets the schedule that sends every byte on its own, which splits every multi-byte character.</summary>
    public static ByteSchedule EveryByte { get; } = Pieces(1);

    /// <summary>Gets the schedule that never answers: no status line, no headers, an open connection.</summary>
    public static ByteSchedule StallBeforeHeaders { get; } = new(response => response with { HeadersFate = HeadersFate.Stalled });

    /// <summary>Gets the schedule that breaks the connection before the status line.</summary>
    public static ByteSchedule CutBeforeHeaders { get; } = new(response => response with { HeadersFate = HeadersFate.Cut });

    /// <summary>Splits the body into pieces of one size, across the boundaries of events.</summary>
    /// <param name="sizeBytes">The size of a piece in bytes; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="sizeBytes"/> is less than 1.</exception>
    public static ByteSchedule Pieces(int sizeBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sizeBytes, 1);
        return new(response => Recut(response, length => Enumerable.Range(1, length / sizeBytes).Select(piece => piece * sizeBytes)));
    }

    /// <summary>Splits the body at the given offsets and nowhere else.</summary>
    /// <param name="offsets">Bytes from the start of the body; those outside of it are ignored.</param>
    public static ByteSchedule SplitAt(params IReadOnlyCollection<int> offsets) => new(response => Recut(response, _ => offsets));

    /// <summary>Sends the first bytes and then nothing, on an open connection, until the client gives up.</summary>
    /// <param name="bytes">How many bytes of the body arrive; 0 sends the headers alone.</param>
    public static ByteSchedule StallAfter(int bytes) => EndAt(bytes, BodyEnd.Stall);

    /// <summary>Sends the first bytes and then breaks the connection, so that the client sees an incomplete body.</summary>
    /// <param name="bytes">How many bytes of the body arrive; 0 sends the headers alone.</param>
    public static ByteSchedule CutAfter(int bytes) => EndAt(bytes, BodyEnd.Cut);

    /// <summary>Sends the first bytes and then ends the body as if that were all: no error, only less.</summary>
    /// <param name="bytes">How many bytes of the body arrive.</param>
    public static ByteSchedule EndAfter(int bytes) => EndAt(bytes, BodyEnd.Complete);

    /// <summary>Puts bytes into the body that the wire emulator did not write, for example a comment between two events.</summary>
    /// <param name="offset">Bytes from the start of the body; beyond its end they are appended.</param>
    /// <param name="bytes">What is put there, in a write of its own.</param>
    public static ByteSchedule Inject(int offset, ReadOnlyMemory<byte> bytes) => new(response =>
    {
        var split = SplitBody(response.Body, offset);
        return response with { Body = [.. split.Before, new BodyStep(bytes), .. split.After] };
    });

    /// <summary>Puts text into the body that the wire emulator did not write.</summary>
    /// <param name="offset">Bytes from the start of the body; beyond its end the text is appended.</param>
    /// <param name="text">What is put there as UTF-8, in a write of its own.</param>
    public static ByteSchedule Inject(int offset, string text) => Inject(offset, Encoding.UTF8.GetBytes(text));

    /// <summary>Makes a schedule of a function.</summary>
    /// <param name="apply">Makes the answer that arrives of the one that was written; it may be called by several threads at once.</param>
    public static ByteSchedule From(Func<EmulatorResponse, EmulatorResponse> apply)
    {
        ArgumentNullException.ThrowIfNull(apply);
        return new(apply);
    }

    /// <summary>Applies another schedule to the result of this one.</summary>
    /// <param name="next">The schedule that follows.</param>
    /// <returns>Both, in this order.</returns>
    public ByteSchedule Then(ByteSchedule next) => new(response => next.Apply(Apply(response)));

    /// <summary>Applies the schedule to an answer.</summary>
    /// <param name="response">The answer as the wire emulator made it.</param>
    /// <returns>The answer as it will arrive.</returns>
    public EmulatorResponse Apply(EmulatorResponse response) => _apply(response);

    private static ByteSchedule EndAt(int bytes, BodyEnd end)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        return new(response => response with { Body = SplitBody(response.Body, bytes).Before, End = end, AnnouncesLength = false });
    }

    private static (List<BodyStep> Before, List<BodyStep> After) SplitBody(IReadOnlyList<BodyStep> body, int offset)
    {
        List<BodyStep> before = [], after = [];
        foreach (var step in body)
        {
            var here = Math.Min(offset, step.Bytes.Length);
            offset -= here;
            if (here > 0)
            {
                before.Add(step with { Bytes = step.Bytes[..here] });
            }

            if (here < step.Bytes.Length)
            {
                after.Add(new(step.Bytes[here..], here == 0 ? step.Delay : default));
            }
        }

        return (before, after);
    }

    private static EmulatorResponse Recut(EmulatorResponse response, Func<int, IEnumerable<int>> offsets)
    {
        var bytes = new byte[response.LengthBytes];
        var delays = new Queue<(int Offset, TimeSpan Delay)>();
        var position = 0;
        foreach (var step in response.Body)
        {
            delays.Enqueue((position, step.Delay));
            step.Bytes.CopyTo(bytes.AsMemory(position));
            position += step.Bytes.Length;
        }

        var steps = new List<BodyStep>();
        var start = 0;
        foreach (var end in offsets(bytes.Length).Where(offset => offset > 0 && offset < bytes.Length).Order().Distinct().Append(bytes.Length))
        {
            // A piece waits as long as all the writes that begin in it.
            var delay = TimeSpan.Zero;
            while (delays.TryPeek(out var next) && next.Offset < end)
            {
                delay += delays.Dequeue().Delay;
            }

            steps.Add(new(bytes.AsMemory(start..end), delay));
            start = end;
        }

        return response with { Body = steps };
    }
}
