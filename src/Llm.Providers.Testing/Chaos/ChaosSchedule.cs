using System.Collections.Concurrent;

namespace Llm.Providers.Testing;

/// <summary>Lets a share of the answers go wrong, each in a way that is drawn from a list.</summary>
/// <remarks>What happens to the n-th answer follows from the seed and from n alone, so that a run can be repeated. It is thread-safe.</remarks>
public sealed class ChaosSchedule
{
    private readonly ConcurrentDictionary<string, int> _struck = new();
    private readonly double _share;
    private readonly int _seed;
    private readonly Fault[] _faults;
    private int _answers;

    /// <summary>Creates a schedule.</summary>
    /// <param name="share">The share of answers that go wrong, from 0 to 1.</param>
    /// <param name="seed">Where the draw begins.</param>
    /// <param name="faults">What can happen.</param>
    /// <exception cref="ArgumentException"><paramref name="faults"/> is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="share"/> is less than 0 or more than 1.</exception>
    public ChaosSchedule(double share, int seed, params IReadOnlyCollection<Fault> faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        ArgumentOutOfRangeException.ThrowIfLessThan(share, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        (_share, _seed, _faults) = (share, seed, [.. faults]);
        if (_faults.Length == 0)
        {
            throw new ArgumentException("Chaos needs at least one fault.", nameof(faults));
        }

        Schedule = ByteSchedule.From(Apply);
    }

    /// <summary>Gets the schedule to give to an emulator.</summary>
    public ByteSchedule Schedule { get; }

    /// <summary>Gets the number of answers so far.</summary>
    public int Answers => Volatile.Read(ref _answers);

    /// <summary>Gets how often each fault struck so far, by its name.</summary>
    public IReadOnlyDictionary<string, int> Struck => new Dictionary<string, int>(_struck);

    private EmulatorResponse Apply(EmulatorResponse answer)
    {
        var number = (uint)Interlocked.Increment(ref _answers);
        var draw = Mix(number + Mix((uint)_seed));
        if (draw >= _share * uint.MaxValue)
        {
            return answer;
        }

        var fault = _faults[Mix(draw) % (uint)_faults.Length];
        _struck.AddOrUpdate(fault.Name, 1, static (_, count) => count + 1);
        return fault.Schedule.Apply(answer);
    }

    // Spreads neighbouring numbers over all of them: https://github.com/skeeto/hash-prospector
    private static uint Mix(uint value)
    {
        value = (value ^ (value >> 16)) * 0x7feb352d;
        value = (value ^ (value >> 15)) * 0x846ca68b;
        return value ^ (value >> 16);
    }
}
