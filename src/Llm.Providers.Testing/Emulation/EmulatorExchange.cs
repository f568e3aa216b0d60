using System.Runtime.CompilerServices;

namespace Llm.Providers.Testing;

/// <summary>One request and its answer, as recorded by an <see cref="Emulator"/>.</summary>
public sealed class EmulatorExchange
{
    private static readonly TimeSpan s_keepAliveInterval = TimeSpan.FromSeconds(15);

    private readonly TaskCompletionSource<ExchangeOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TimeProvider _time;

    internal EmulatorExchange(EmulatorRequest request, EmulatorResponse response, TimeProvider time)
    {
        Request = request;
        Response = response;
        _time = time;
    }

    /// <summary>Gets the request.</summary>
    public EmulatorRequest Request { get; }

    /// <summary>Gets the answer, after the byte schedule was applied.</summary>
    public EmulatorResponse Response { get; }

    /// <summary>Gets a task that ends when the exchange has ended, for example to await that a cancelled call closed its connection.</summary>
    public Task<ExchangeOutcome> Outcome => _outcome.Task;

    /// <summary>Waits as long as the headers take.</summary>
    /// <param name="cancellationToken">Signals that the client went away.</param>
    /// <exception cref="BodyCutException">The connection breaks before the headers.</exception>
    internal async Task WaitForHeadersAsync(CancellationToken cancellationToken)
    {
        try
        {
            await DelayAsync(Response.Delay, cancellationToken).ConfigureAwait(false);
            switch (Response.HeadersFate)
            {
                case HeadersFate.Stalled:
                    await DelayAsync(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
                    break;
                case HeadersFate.Cut or HeadersFate.Refused:
                    Finish(ExchangeOutcome.Cut);
                    throw new BodyCutException(BodyEnd.Reset);
            }
        }
        catch (OperationCanceledException)
        {
            Finish(ExchangeOutcome.Abandoned);
            throw;
        }
    }

    /// <summary>Plays the body: one item for each write, when it is due.</summary>
    /// <param name="cancellationToken">Signals that the client went away.</param>
    /// <exception cref="BodyCutException">The connection breaks here.</exception>
    internal async IAsyncEnumerable<ReadOnlyMemory<byte>> PlayAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        try
        {
            for (var index = 0; index < Response.Body.Count; index++)
            {
                var step = Response.Body[index];
                await DelayAsync(step.Delay, cancellationToken).ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();
                if (index == Response.Body.Count - 1 && Response.End is BodyEnd.Complete or BodyEnd.CloseAfter)
                {
                    // A client that stops at the end marker of a stream, without asking for more, has read it all.
                    Finish(ExchangeOutcome.Completed);
                }

                yield return step.Bytes;
            }

            if (Response.End == BodyEnd.Stall)
            {
                await DelayAsync(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
            }

            while (Response.End == BodyEnd.KeepAlive)
            {
                await DelayAsync(s_keepAliveInterval, cancellationToken).ConfigureAwait(false);
                yield return KeepAlive;
            }

            var breaks = Response.End is BodyEnd.Cut or BodyEnd.Reset or BodyEnd.HalfClose;
            Finish(breaks ? ExchangeOutcome.Cut : ExchangeOutcome.Completed);
            if (breaks)
            {
                throw new BodyCutException(Response.End);
            }
        }
        finally
        {
            Finish(ExchangeOutcome.Abandoned);
        }
    }

    /// <summary>Records how the exchange went; the first word counts.</summary>
    internal void Finish(ExchangeOutcome outcome) => _outcome.TrySetResult(outcome);

    // Server-sent events have comments; between two lines or values of JSON white space says nothing.
    private byte[] KeepAlive => Response.IsEventStream ? [.. ": keep-alive\n\n"u8] : [.. "\n"u8];

    private Task DelayAsync(TimeSpan delay, CancellationToken cancellationToken) =>
        delay == TimeSpan.Zero ? Task.CompletedTask : Task.Delay(delay, _time, cancellationToken);
}
