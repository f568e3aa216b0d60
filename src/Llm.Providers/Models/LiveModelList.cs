namespace Llm.Providers;

/// <summary>Keeps the vendor's list of models for a while. Callers that ask at the same time share one request.</summary>
internal sealed class LiveModelList(TimeProvider time)
{
    private readonly Lock _gate = new();
    private Task<IReadOnlyList<ModelItem>>? _running;
    private IReadOnlyList<ModelItem>? _kept;
    private long _since;

    /// <summary>Gives the list that is kept, or asks for a new one.</summary>
    /// <param name="ask">Asks the vendor. It is not told of a caller that gives up: others may wait for the same answer.</param>
    /// <param name="lifetime">How old a kept list may be; <see langword="null"/> for a new one.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<IReadOnlyList<ModelItem>> GetAsync(Func<Task<IReadOnlyList<ModelItem>>> ask, TimeSpan? lifetime, CancellationToken cancellationToken)
    {
        Task<IReadOnlyList<ModelItem>> running;
        lock (_gate)
        {
            if (_kept is not null && time.GetElapsedTime(_since) < lifetime)
            {
                return Task.FromResult(_kept);
            }

            running = _running ??= Task.Run(() => AskAsync(ask), CancellationToken.None);
        }

        return running.WaitAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<ModelItem>> AskAsync(Func<Task<IReadOnlyList<ModelItem>>> ask)
    {
        try
        {
            var list = await ask().ConfigureAwait(false);
            lock (_gate)
            {
                (_kept, _since) = (list, time.GetTimestamp());
            }

            return list;
        }
        finally
        {
            lock (_gate)
            {
                _running = null;
            }
        }
    }
}
