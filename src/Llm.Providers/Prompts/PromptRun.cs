using System.Runtime.ExceptionServices;
using Microsoft.Extensions.AI;

namespace Llm.Providers;

/// <summary>Asks many prompts with few at a time. Prompts are pulled when there is room for them and outcomes are given when they are asked for.</summary>
internal sealed class PromptRun : IAsyncDisposable
{
    private readonly IChatClient _client;
    private readonly ChatOptions? _options;
    private readonly int _maxConcurrency;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _stop;
    private readonly IAsyncEnumerator<IEnumerable<ChatMessage>> _prompts;
    private readonly List<Task<PromptOutcome>> _running = [];
    private Task<bool>? _pull;
    private ExceptionDispatchInfo? _sourceFault;
    private bool _isDry;
    private int _started;

    public PromptRun(IChatClient client, IAsyncEnumerable<IEnumerable<ChatMessage>> prompts, ChatOptions? options, int maxConcurrency, CancellationToken cancellationToken)
    {
        (_client, _options, _maxConcurrency, _caller) = (client, options, maxConcurrency, cancellationToken);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _prompts = prompts.GetAsyncEnumerator(_stop.Token);
    }

    /// <summary>Waits for the next prompt that is done.</summary>
    /// <returns>The outcome; <see langword="null"/> when all are done.</returns>
    public async ValueTask<PromptOutcome?> NextAsync()
    {
        while (true)
        {
            _caller.ThrowIfCancellationRequested();
            await FillAsync().ConfigureAwait(false);
            if (_running.Count == 0 && _pull is null)
            {
                _sourceFault?.Throw(); // not before what was asked has been answered
                return null;
            }

            IEnumerable<Task> waiting = _pull is null ? _running : [_pull, .. _running];
            var done = await Task.WhenAny(waiting).ConfigureAwait(false);
            if (done is Task<PromptOutcome> outcome)
            {
                _running.Remove(outcome);
                _caller.ThrowIfCancellationRequested();
                return await outcome.ConfigureAwait(false);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await ((Task)Task.WhenAll(_running)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // nothing runs on behind the caller's back
        if (_pull is not null)
        {
            await ((Task)_pull).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await _prompts.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
    }

    // Takes prompts as long as there are any at hand; one that is still to come does not hold up those that are done.
    private async ValueTask FillAsync()
    {
        while (!_isDry && _running.Count < _maxConcurrency)
        {
            _pull ??= _prompts.MoveNextAsync().AsTask();
            if (!_pull.IsCompleted)
            {
                return;
            }

            var pull = _pull;
            _pull = null;
            try
            {
                _isDry = !await pull.ConfigureAwait(false);
            }
            catch (Exception e) when (!_caller.IsCancellationRequested)
            {
                _isDry = true;
                _sourceFault = ExceptionDispatchInfo.Capture(e);
            }

            if (!_isDry)
            {
                _running.Add(AskAsync(_started++, _prompts.Current));
            }
        }
    }

    private async Task<PromptOutcome> AskAsync(int index, IEnumerable<ChatMessage> messages)
    {
        try
        {
            // Each call has options of its own: middleware may change them.
            return new() { Index = index, Response = await _client.GetResponseAsync(messages, _options?.Clone(), _stop.Token).ConfigureAwait(false) };
        }
        catch (Exception e) when (!_stop.IsCancellationRequested)
        {
            return new() { Index = index, Error = e };
        }
    }
}
