using System.Runtime.CompilerServices;
using System.Text.Json;
using Llm.Providers.Wire;

namespace Llm.Providers;

/// <summary>Runs a vendor's operations: one request, and one answer or a stream of events.</summary>
internal static class OperationRunner
{
    /// <summary>Reads an answer or an event.</summary>
    public delegate TResult BodyParser<TResult>(ReadOnlySpan<byte> body);

    public static async Task<TResult> RunAsync<TResult>(
        LlmTransport transport, WireRequest request, FailureReader.BodyReader readError, BodyParser<TResult> parse, string? modelId, CancellationToken cancellationToken)
    {
        using var deadline = new Deadline(transport.Time, cancellationToken);
        using var response = await transport.SendAsync(new(request, readError, modelId, streaming: false) { CostsTokens = false }, deadline, cancellationToken).ConfigureAwait(false);
        deadline.Resume();
        using var body = await transport.ReadBodyAsync(response, modelId, deadline).ConfigureAwait(false);
        return Parse(transport, response, modelId, parse, body.Span);
    }

    public static async IAsyncEnumerable<TResult> StreamAsync<TResult>(
        LlmTransport transport, WireRequest request, OperationProtocol<TResult> operation, StreamFraming framing, TimeSpan idle, string? modelId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var deadline = new Deadline(transport.Time, cancellationToken);
        using var response = await transport.SendAsync(new(request, operation.ParseError, modelId, streaming: true) { CostsTokens = false }, deadline, cancellationToken).ConfigureAwait(false);
        var body = await response.Message.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            using var frames = FrameReader.Create(body, framing, transport.MaxEventBytes);
            var more = true;
            while (more)
            {
                more = await FillAsync(response, frames, deadline, modelId).ConfigureAwait(false);
                deadline.Start(idle);
                while (TryRead(transport, response, modelId, operation, frames, out var result))
                {
                    yield return result;
                }
            }
        }
    }

    private static bool TryRead<TResult>(LlmTransport transport, TransportResponse response, string? modelId, OperationProtocol<TResult> operation, FrameReader frames, out TResult result)
    {
        if (!frames.TryRead(out var frame))
        {
            result = default!;
            return false;
        }

        result = Parse(transport, response, modelId, operation.Parse, frame.Data);
        return true;
    }

    private static async ValueTask<bool> FillAsync(TransportResponse response, FrameReader frames, Deadline deadline, string? modelId)
    {
        deadline.Resume();
        try
        {
            return await frames.FillAsync(deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (deadline.Passed)
        {
            throw response.Failures.TimedOut("further content", deadline.Limit, "IdleTimeout", modelId, inner: e);
        }
        catch (OperationCanceledException e)
        {
            throw deadline.Cancelled(e);
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            throw response.Failures.Interrupted(modelId, null, e, response.Key);
        }
        finally
        {
            deadline.Pause();
        }
    }

    private static TResult Parse<TResult>(LlmTransport transport, TransportResponse response, string? modelId, BodyParser<TResult> parse, ReadOnlySpan<byte> body)
    {
        try
        {
            return parse(body);
        }
        catch (LlmProviderException e)
        {
            throw response.Failures.Report(e.From(transport.ProviderId, modelId ?? ""), response);
        }
        catch (Exception e) when (FailureReader.IsUnreadable(e))
        {
            throw response.Failures.Report(response.Failures.Malformed(e, body, modelId, response.Key), response);
        }
    }
}
