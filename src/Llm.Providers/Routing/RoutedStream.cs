using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Llm.Providers;

/// <summary>A streamed answer of one target, chosen while there was no content yet.</summary>
internal sealed class RoutedStream(Route route, IReadOnlyList<ChatMessage> messages, CancellationToken cancellationToken) : IAsyncDisposable
{
    private IAsyncEnumerator<ChatResponseUpdate>? _updates;
    private Queue<ChatResponseUpdate>? _held;
    private bool _begun;
    private bool _ended;
    private string? _conversationId;
    private string? _signedId;
    private ResponseContinuationToken? _token;
    private ResponseContinuationToken? _signedToken;

    public ChatResponseUpdate Current { get; private set; } = null!;

    /// <summary>Reads the next update. One that is there already costs no memory.</summary>
    /// <returns><see langword="false"/> when the answer is complete.</returns>
    public ValueTask<bool> AdvanceAsync()
    {
        if (!_begun || _held is { Count: > 0 } || _ended)
        {
            return AdvanceSlowlyAsync();
        }

        var next = MoveNextAsync();
        if (!next.IsCompletedSuccessfully)
        {
            return ReadAsync(next);
        }

        if (!next.GetAwaiter().GetResult())
        {
            End();
            return new(false);
        }

        Current = Sign(_updates!.Current);
        return new(true);
    }

    public async ValueTask DisposeAsync()
    {
        if (_updates is { } updates)
        {
            _updates = null;
            await updates.DisposeAsync().ConfigureAwait(false);
        }
    }

    // What comes before the first content is kept back: another target's answer must not begin with it.
    private async ValueTask BeginAsync()
    {
        while (!_begun)
        {
            var asked = route.Next(cancellationToken);
            try
            {
                _updates = route.Target.Client.GetStreamingResponseAsync(messages, asked, cancellationToken).GetAsyncEnumerator(cancellationToken);
                await ReadToContentAsync().ConfigureAwait(false);
            }
            catch (Exception e) when (!RoutedChatClient.IsCancellation(e, cancellationToken))
            {
                if (!route.Failed(e))
                {
                    ThrowIfOther(e);
                    throw;
                }
            }

            if (!_begun)
            {
                _held?.Clear();
                await DisposeAsync().ConfigureAwait(false);
            }
        }

        if (_held?.TryPeek(out var first) == true)
        {
            route.Sign(first.AdditionalProperties ??= []);
        }
    }

    private async ValueTask ReadToContentAsync()
    {
        while (!_begun && !_ended)
        {
            if (await _updates!.MoveNextAsync().ConfigureAwait(false))
            {
                var update = _updates.Current;
                _begun = HasContent(update);
                (_held ??= []).Enqueue(Sign(update));
            }
            else
            {
                End();
                _begun = true;
            }
        }
    }

    private async ValueTask<bool> AdvanceSlowlyAsync()
    {
        if (!_begun)
        {
            await BeginAsync().ConfigureAwait(false);
        }

        if (_held?.TryDequeue(out var held) == true)
        {
            Current = held;
            return true;
        }

        return !_ended && await AdvanceAsync().ConfigureAwait(false);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> ReadAsync(ValueTask<bool> next)
    {
        try
        {
            if (!await next.ConfigureAwait(false))
            {
                End();
                return false;
            }
        }
        catch (Exception e) when (!RoutedChatClient.IsCancellation(e, cancellationToken))
        {
            _ended = true;
            route.Failed(e, begun: true);
            ThrowIfOther(e);
            throw;
        }

        Current = Sign(_updates!.Current);
        return true;
    }

    // What an enumerator throws at once is to be treated like what it throws later.
    private ValueTask<bool> MoveNextAsync()
    {
        try
        {
            return _updates!.MoveNextAsync();
        }
        catch (Exception e)
        {
            return ValueTask.FromException<bool>(e);
        }
    }

    private void End()
    {
        _ended = true;
        route.Succeeded();
    }

    private void ThrowIfOther(Exception e)
    {
        var failure = route.Failure(e);
        if (!ReferenceEquals(failure, e))
        {
            throw failure;
        }
    }

    private ChatResponseUpdate Sign(ChatResponseUpdate update)
    {
        if (update.ConversationId is { } id)
        {
            if (!ReferenceEquals(id, _conversationId))
            {
                (_conversationId, _signedId) = (id, KeptState.Sign(id, route.Target));
            }

            update.ConversationId = _signedId;
        }

        if (update.ContinuationToken is { } token)
        {
            if (!ReferenceEquals(token, _token))
            {
                (_token, _signedToken) = (token, KeptState.Sign(token, route.Target));
            }

            update.ContinuationToken = _signedToken;
        }

        return update;
    }

    // A token to take the answer up again is worth as much as content: the vendor goes on making that answer.
    private static bool HasContent(ChatResponseUpdate update)
    {
        if (update.ContinuationToken is not null)
        {
            return true;
        }

        for (var i = 0; i < update.Contents.Count; i++)
        {
            if (update.Contents[i] is not (TextContent { Text.Length: 0 } or TextReasoningContent { Text.Length: 0, ProtectedData: null } or UsageContent))
            {
                return true;
            }
        }

        return false;
    }
}
