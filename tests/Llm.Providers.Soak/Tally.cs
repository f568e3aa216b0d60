using System.Collections.Concurrent;

namespace Llm.Providers.Soak;

/// <summary>Counts what happens, and keeps the first few things that should not have.</summary>
internal sealed class Tally
{
    private const int MostKept = 20;

    private readonly ConcurrentDictionary<int, long> _begun = new();
    private readonly ConcurrentDictionary<LlmErrorKind, int> _failed = new();
    private readonly ConcurrentQueue<string> _wrong = new();
    private int _calls;
    private long _updates;
    private int _wrongs;

    public int Calls => Volatile.Read(ref _calls);

    public long Updates => Interlocked.Read(ref _updates);

    public int Wrongs => Volatile.Read(ref _wrongs);

    public IReadOnlyCollection<string> Wrong => _wrong;

    public IReadOnlyDictionary<LlmErrorKind, int> Failed => _failed;

    /// <summary>Gets how many calls have been under way for longer than any call can take.</summary>
    public int Hung(TimeSpan longest) => _begun.Values.Count(since => TimeProvider.System.GetElapsedTime(since) > longest);

    public void Begin(int conversation)
    {
        Interlocked.Increment(ref _calls);
        _begun[conversation] = TimeProvider.System.GetTimestamp();
    }

    public void End(int conversation) => _begun.TryRemove(conversation, out _);

    public void Fail(int conversation, LlmErrorKind kind)
    {
        _failed.AddOrUpdate(kind, 1, static (_, count) => count + 1);
        End(conversation);
    }

    public void Received(int updates) => Interlocked.Add(ref _updates, updates);

    public override string ToString() =>
        $"{Calls} calls, failed {string.Join(", ", _failed)}, {_wrongs} wrong, under way {string.Join(", ", _begun.Take(MostKept).Select(b => $"{b.Key} for {TimeProvider.System.GetElapsedTime(b.Value).TotalSeconds:0} s"))}";

    public bool Check(bool holds, string what)
    {
        if (!holds && Interlocked.Increment(ref _wrongs) <= MostKept)
        {
            _wrong.Enqueue(what.Length > 1500 ? what[..1500] : what);
        }

        return holds;
    }
}
