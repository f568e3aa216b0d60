using System.Net.Http.Headers;
using Llm.Providers.Wire;
using Microsoft.Extensions.Logging;
using Polly;

namespace Llm.Providers;

/// <summary>The one place that sends: address, key, headers, attempts, time limits, errors.</summary>
internal sealed partial class LlmTransport
{
    private readonly LlmProviderOptions _options;
    private ResiliencePipeline<HttpResponseMessage>? _pipeline;
    private ProviderLimits? _limits;
    private Circuit? _circuit;
    private readonly HttpClient _http;
    private readonly KeyChain _keys;
    private readonly bool _keyRequired;
    private readonly TimeSpan _firstByte;
    private readonly Action<HttpRequestMessage, string> _authenticate;
    private Target? _lastTarget;

    public LlmTransport(ProviderDescriptor descriptor, string providerId, LlmProviderOptions options, ProviderServices services, KeyChain keys, Action<HttpRequestMessage, string> authenticate)
    {
        ProviderId = providerId;
        _options = options;
        _keys = keys;
        _keyRequired = descriptor.Schema.KeyField?.Required ?? false;
        _authenticate = authenticate;
        _http = services.Http ?? HttpDefaults.GetClient(options);
        _firstByte = options.Timeouts.FirstByte ?? LlmTimeouts.DefaultFirstByte(descriptor.IsLocal);
        Time = services.Time ?? TimeProvider.System;
        Logger = services.LoggerFactory.CreateLogger("Llm.Providers");
        Endpoint = EndpointUri.Normalize(options.Endpoint ?? descriptor.DefaultEndpoint ?? throw MissingEndpoint(descriptor, providerId));
        Failures = new(providerId, descriptor.DisplayName, Endpoint, Secrets.Of(options), Time, Logger);
        _pipeline = LlmResilience.Create(options, Time);
        _circuit = Circuit.Create(options, Time);
        _limits = ProviderLimits.Create(providerId, descriptor.DisplayName, options, Time, Logger);
    }

    public string ProviderId { get; }

    public Uri Endpoint { get; }

    public TimeProvider Time { get; }

    public ILogger Logger { get; }

    public FailureReader Failures { get; }

    public int MaxEventBytes => _options.Limits.MaxEventBytes;

    /// <summary>Goes on with what the transport with the settings before has counted, as far as the settings it goes by are the same. To be called before anything is sent.</summary>
    public void Succeed(LlmTransport old)
    {
        if (Endpoint != old.Endpoint)
        {
            return; // what was counted is another server's
        }

        if (ProviderLimits.AreSame(_options, old._options))
        {
            _limits = old._limits;
        }

        if (Circuit.AreSame(_options, old._options))
        {
            _circuit = old._circuit;
        }

        if (LlmResilience.AreSame(_options, old._options))
        {
            _pipeline = old._pipeline;
        }
    }

    /// <summary>Sends a request until an attempt succeeds or none is left. The answer's body is not read yet.</summary>
    /// <remarks>On return the deadline is still running out for what the limit covers: the first content of a stream, or the whole of another answer.</remarks>
    public async ValueTask<TransportResponse> SendAsync(TransportCall call, Deadline deadline, CancellationToken cancellationToken)
    {
        var exchange = new Exchange(this, call, deadline, cancellationToken);
        Logger.Sending(ProviderId, call.ModelId, call.Request.Method, call.Request.Path, call.Request.HasBody ? call.Request.BodyLength : 0);
        try
        {
            var outcome = _pipeline is null ? await exchange.EnterAsync().ConfigureAwait(false) : await ExecuteAsync(_pipeline, exchange, cancellationToken).ConfigureAwait(false);
            outcome.ThrowIfException();
            return exchange.Answer!;
        }
        catch (LlmProviderException e)
        {
            Failures.Report(e, exchange.Attempts);
            throw;
        }
    }

    /// <summary>Reads the whole body into a pooled buffer.</summary>
    public async ValueTask<PooledBuffer> ReadBodyAsync(TransportResponse response, string? modelId, Deadline deadline)
    {
        var length = response.Message.Content.Headers.ContentLength;
        var most = _options.Limits.MaxResponseBytes;
        var buffer = new PooledBuffer((int)Math.Clamp(length + 1 ?? 16 * 1024, 1024, most));
        try
        {
            var body = await response.Message.Content.ReadAsStreamAsync(deadline.Token).ConfigureAwait(false);
            await using (body.ConfigureAwait(false))
            {
                int read;
                while ((read = await body.ReadAsync(buffer.GetMemory(1), deadline.Token).ConfigureAwait(false)) > 0)
                {
                    buffer.Advance(read);
                    if (buffer.Length > most)
                    {
                        throw new LlmProviderException(LlmErrorKind.MalformedResponse, $"The answer is larger than {most} bytes, which is what {ConfigSchema.PathOf(ProviderId)}:MaxResponseBytes allows.").From(ProviderId, modelId ?? "");
                    }
                }
            }

            return buffer;
        }
        catch (Exception e)
        {
            buffer.Dispose();
            throw e switch
            {
                LlmProviderException fault => response.Failures.Report(fault, response),
                OperationCanceledException when deadline.Passed => response.Failures.Report(response.Failures.TimedOut("complete answer", deadline.Limit, "TotalTimeout", modelId, inner: e), response),
                OperationCanceledException cancelled => deadline.Cancelled(cancelled),
                IOException or HttpRequestException => response.Failures.Report(response.Failures.Interrupted(modelId, null, e, response.Key), response),
                _ => e,
            };
        }
    }

    // A provider sends to one or two addresses all its life; joining base and path again would cost each call 400 bytes.
    private Uri TargetOf(string path)
    {
        var target = _lastTarget;
        if (target is null || target.Path != path)
        {
            _lastTarget = target = new(path, EndpointUri.Combine(Endpoint, path));
        }

        return target.Address;
    }

    private static async ValueTask<Outcome<HttpResponseMessage>> ExecuteAsync(ResiliencePipeline<HttpResponseMessage> pipeline, Exchange exchange, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        try
        {
            context.Properties.Set(LlmResilience.StateKey, exchange);
            return await pipeline.ExecuteOutcomeAsync(static (_, state) => state.EnterAsync(), context, exchange).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <summary>Makes the message of a request: address, headers and key.</summary>
    public HttpRequestMessage CreateMessage(WireRequest request, IEnumerable<KeyValuePair<string, string>>? headers, string? key)
    {
        // The message of what a header throws, or of what breaks on the wire, would be about headers and could show the key.
        if (key.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            throw Misconfigured("ApiKey holds a character that no header can carry, such as a line break or a letter with an accent. Check what was copied.");
        }

        var message = new HttpRequestMessage(request.Method, TargetOf(request.Path))
        {
            Version = _http.DefaultRequestVersion,
            VersionPolicy = _http.DefaultVersionPolicy,
            Content = request.HasBody ? new WireContent(request) : null,
        };
        message.Headers.TryAddWithoutValidation("User-Agent", HttpDefaults.UserAgent);
        AddHeaders(message, request.OwnHeaders); // before authentication, whose form may depend on them
        if (key is not null)
        {
            _authenticate(message, key);
        }

        AddHeaders(message, _options.Headers);
        AddHeaders(message, headers);
        return message;
    }

    private void AddHeaders(HttpRequestMessage message, IEnumerable<KeyValuePair<string, string>>? headers)
    {
        if (headers is null or ICollection<KeyValuePair<string, string>> { Count: 0 })
        {
            return;
        }

        foreach (var (name, value) in headers)
        {
            if (!TrySet(message.Headers, name, value))
            {
                throw Misconfigured($"Headers: '{name}' cannot be set as a request header, or not to this value.");
            }
        }
    }

    private static bool TrySet(HttpRequestHeaders headers, string name, string value)
    {
        try
        {
            headers.Remove(name);
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException or ArgumentException)
        {
            return false;
        }

        return !value.AsSpan().ContainsAny('\r', '\n', '\0') && headers.TryAddWithoutValidation(name, value);
    }

    private LlmProviderException Misconfigured(string fault) =>
        new(LlmErrorKind.Configuration, $"{ConfigSchema.PathOf(ProviderId)}:{fault}") { ProviderId = ProviderId };

    private static LlmProviderException MissingEndpoint(ProviderDescriptor descriptor, string providerId) =>
        new(LlmErrorKind.Configuration, $"{ConfigSchema.PathOf(providerId)}:Endpoint is required by {descriptor.DisplayName}; set it there or in code.") { ProviderId = providerId };

    private sealed record Target(string Path, Uri Address);
}
