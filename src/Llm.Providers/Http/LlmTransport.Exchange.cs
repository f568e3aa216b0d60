using Microsoft.Extensions.Logging;
using Polly;

namespace Llm.Providers;

/// <content>The attempts of a call: permit, circuit, request, answer.</content>
internal sealed partial class LlmTransport
{
    /// <summary>One call and its attempts.</summary>
    private sealed class Exchange(LlmTransport transport, TransportCall call, Deadline deadline, CancellationToken cancellationToken) : LlmResilience.CallState
    {
        private readonly FailureReader _failures = transport.Failures.For(call.Headers);

        public TransportResponse? Answer { get; private set; }

        private string? Key { get; set; }

        public override int? MaxRetries => call.MaxRetries;

        public override void Retrying(LlmProviderException e, TimeSpan delay) =>
            transport.Logger.Retrying(transport.ProviderId, call.ModelId, Attempts, e.Kind, delay.TotalMilliseconds);

        public ValueTask<Outcome<HttpResponseMessage>> EnterAsync() => transport._limits is { } limits ? EnterAsync(limits) : PassAsync();

        // The permit is the answer's until it has been read: a stream that is still running still counts.
        private async ValueTask<Outcome<HttpResponseMessage>> EnterAsync(ProviderLimits limits)
        {
            if (transport._circuit is { } circuit && circuit.Refuses(out var rest))
            {
                return Refused(circuit, rest); // nobody stands in line for what would not be sent
            }

            CallPermit permit;
            try
            {
                permit = await limits.EnterAsync(call, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e)
            {
                return Outcome.FromException<HttpResponseMessage>(e);
            }

            var before = Attempts;
            var outcome = await PassAsync().ConfigureAwait(false);
            if (outcome.Exception is null)
            {
                limits.Observe(call.ModelId, outcome.Result!);
                Answer!.Permit = permit;
                return outcome;
            }

            if (outcome.Exception is LlmProviderException fault)
            {
                limits.Observe(call.ModelId, fault);
            }

            permit.Used = 0;
            permit.IsUnsent = Attempts == before;
            permit.Dispose();
            return outcome;
        }

        private ValueTask<Outcome<HttpResponseMessage>> PassAsync() => transport._circuit is { } circuit ? PassAsync(circuit) : AttemptAsync();

        private async ValueTask<Outcome<HttpResponseMessage>> PassAsync(Circuit circuit)
        {
            if (!circuit.TryEnter(out var pass, out var rest))
            {
                return Refused(circuit, rest);
            }

            var before = Attempts;
            var outcome = await AttemptAsync().ConfigureAwait(false);
            circuit.Settle(pass, outcome.Exception, sent: Attempts > before);
            return outcome;
        }

        private Outcome<HttpResponseMessage> Refused(Circuit circuit, TimeSpan rest) =>
            Outcome.FromException<HttpResponseMessage>(transport.Failures.CircuitOpen(circuit.Cause, rest, call.ModelId));

        private async ValueTask<Outcome<HttpResponseMessage>> AttemptAsync()
        {
            deadline.Start(call.Streaming ? transport._firstByte : transport._options.Timeouts.Total);
            deadline.Resume();
            try
            {
                using var message = await CreateMessageAsync(deadline.Token).ConfigureAwait(false);
                Attempts++;
                var started = transport.Time.GetTimestamp();
                var response = await transport._http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, deadline.Token).ConfigureAwait(false);
                var requestId = _failures.Redact(RetryHeaders.RequestId(response.Headers), Key);
                transport.Logger.Answered(transport.ProviderId, call.ModelId, (int)response.StatusCode, transport.Time.GetElapsedTime(started).TotalMilliseconds, requestId);
                if (!response.IsSuccessStatusCode)
                {
                    using (response)
                    {
                        return Outcome.FromException<HttpResponseMessage>(await _failures.ReadAsync(response, call.ReadError, call.ModelId, Key, deadline.Token).ConfigureAwait(false));
                    }
                }

                Answer = new(response, Key, Attempts) { RequestId = requestId, SentAt = started, Failures = _failures };
                if (!call.Streaming)
                {
                    Answer.Began(transport.Time);
                }

                deadline.Pause();
                return await call.ExamineAsync(Answer).ConfigureAwait(false) is { } fault ? Outcome.FromException<HttpResponseMessage>(fault) : Outcome.FromResult(response);
            }
            catch (Exception e)
            {
                return Outcome.FromException<HttpResponseMessage>(Explain(e));
            }
            finally
            {
                deadline.Pause();
            }
        }

        private async ValueTask<HttpRequestMessage> CreateMessageAsync(CancellationToken cancellationToken)
        {
            (Key, _) = await transport._keys.ResolveAsync(transport.Endpoint, cancellationToken).ConfigureAwait(false);
            if (Key is null && transport._keyRequired)
            {
                throw transport._keys.Missing();
            }

            return transport.CreateMessage(call.Request, call.Headers, Key);
        }

        private Exception Explain(Exception e) => e switch
        {
            LlmProviderException => e,
            OperationCanceledException when deadline.Passed && call.Streaming => _failures.TimedOut("first content", deadline.Limit, "Timeout", call.ModelId, inner: e),
            OperationCanceledException when deadline.Passed => _failures.TimedOut("complete answer", deadline.Limit, "TotalTimeout", call.ModelId, inner: e),
            OperationCanceledException { InnerException: TimeoutException } when transport._http.Timeout == Timeout.InfiniteTimeSpan => _failures.NotConnected(transport._options.Timeouts.Connect, call.ModelId, e),
            OperationCanceledException { InnerException: TimeoutException } when !deadline.Token.IsCancellationRequested => _failures.ClientTimedOut(e, call.ModelId),
            OperationCanceledException cancelled => deadline.Cancelled(cancelled),
            HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } http => _failures.HeadersTooLarge(http, transport._options.Limits.MaxResponseHeadersKilobytes, call.ModelId),
            HttpRequestException http => _failures.Unreachable(http, call.ModelId, Key),
            _ => e,
        };
    }
}
