using System.Runtime.ExceptionServices;
using Microsoft.Extensions.AI;

namespace Llm.Providers;

/// <summary>Asks many prompts with few at a time. Prompts are pulled when there is room for them and outcomes are given when they are asked for.</summary>
internal sealed class PromptRun : IAsyncDisposable
{
    // A source that heeds its token ends at once; one that does not may read for hours.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    private readonly IChatClient _client;
    private readonly ChatOptions? _options;
    private readonly int _maxConcurrency;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _stop;
    private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenRegistration _registration;
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
        _registration = cancellationToken.UnsafeRegister(static cancelled => ((TaskCompletionSource)cancelled!).TrySetResult(), _cancelled);
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

            IEnumerable<Task> waiting = _pull is null ? [_cancelled.Task, .. _running] : [_cancelled.Task, _pull, .. _running];
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
        await _registration.DisposeAsync().ConfigureAwait(false);
        if (_pull is not null)
        {
            await ((Task)_pull).WaitAsync(s_patience, TimeProvider.System).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (_pull is null or { IsCompleted: true })
        {
            await _prompts.DisposeAsync().ConfigureAwait(false);
            _stop.Dispose();
            return;
        }

        _ = LetEndAsync(_pull, _prompts); // with the token's source left to it, which it may ask again
    }

    // An enumerator must not be disposed of while it is moving.
    private static async Task LetEndAsync(Task pull, IAsyncEnumerator<IEnumerable<ChatMessage>> prompts)
    {
        await pull.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await prompts.DisposeAsync().ConfigureAwait(false);
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
