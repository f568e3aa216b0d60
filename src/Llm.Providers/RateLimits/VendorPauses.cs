using System.Collections.Concurrent;

namespace Llm.Providers;

/// <summary>Until when a vendor wants no requests to a model: it said that nothing is left of a limit, or refused with a delay.</summary>
internal sealed class VendorPauses(TimeProvider time)
{
    /// <summary>Ids of models can come from outside: so many are remembered at most.</summary>
    private const int MostModels = 1000;

    private readonly ConcurrentDictionary<string, (long Since, TimeSpan Length)> _pauses = new(StringComparer.Ordinal);

    public TimeSpan Remaining(string? modelId)
    {
        if (!_pauses.TryGetValue(modelId ?? "", out var pause))
        {
            return TimeSpan.Zero;
        }

        var rest = pause.Length - time.GetElapsedTime(pause.Since);
        if (rest > TimeSpan.Zero)
        {
            return rest;
        }

        _pauses.TryRemove(new(modelId ?? "", pause));
        return TimeSpan.Zero;
    }

    public void Note(string? modelId, TimeSpan? length)
    {
        if (length > TimeSpan.Zero && length > Remaining(modelId) && (_pauses.ContainsKey(modelId ?? "") || HasRoom()))
        {
            _pauses[modelId ?? ""] = (time.GetTimestamp(), length.Value);
        }
    }

    // A pause that is over goes when its model is asked again, which may be never.
    private bool HasRoom()
    {
        if (_pauses.Count < MostModels)
        {
            return true;
        }

        foreach (var pause in _pauses)
        {
            if (time.GetElapsedTime(pause.Value.Since) >= pause.Value.Length)
            {
                _pauses.TryRemove(pause);
            }
        }

        return _pauses.Count < MostModels;
    }
}
