using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers;

/// <summary>The one <see cref="IChatClient"/>: every provider's conversations go through here.</summary>
internal sealed class ProtocolChatClient : IChatClient
{
    private readonly BaseLlmProvider _provider;
    private readonly ModelItem _model;
    private readonly ChatClientMetadata _metadata;

    public ProtocolChatClient(BaseLlmProvider provider, ModelItem model)
    {
        _provider = provider;
        _model = model;
        _metadata = new(provider.TelemetryName, provider.Transport.Endpoint, model.Id);
    }

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var conversation = _provider.ContentFetcher is { } fetcher ? await LoadAsync(fetcher, messages, options, cancellationToken).ConfigureAwait(false) : messages;
        var (protocol, call) = Prepare(conversation, options, stream: false);
        var transport = _provider.Transport;
        using var deadline = new Deadline(transport.Time, cancellationToken);
        using var response = await SendAsync(protocol, call, deadline, cancellationToken).ConfigureAwait(false);
        deadline.Resume();
        using var writer = new ChatResponseWriter(streaming: false, call.Origin);
        using var body = await transport.ReadBodyAsync(response, call.Model.Id, deadline).ConfigureAwait(false);
        Parse(protocol, call, response, body.Span, writer);
        response.Charge(writer.Usage);
        AddProperties(call, response, writer);
        call.Account?.Close(call, protocol, writer);
        return writer.ToResponse();
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var conversation = _provider.ContentFetcher is { } fetcher ? await LoadAsync(fetcher, messages, options, cancellationToken).ConfigureAwait(false) : messages;
        var (protocol, call) = Prepare(conversation, options, stream: true);
        using var deadline = new Deadline(_provider.Transport.Time, cancellationToken);
        var stream = await OpenAsync(protocol, call, deadline, cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            while (await stream.AdvanceAsync().ConfigureAwait(false))
            {
                while (stream.TryTake(out var update))
                {
                    yield return update;
                }
            }
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null
            : serviceType == typeof(ChatClientMetadata) ? _metadata
            : serviceType == typeof(ModelItem) ? _model
            : serviceType == typeof(ChatOptions) ? new ChatOptions { ModelId = _model.Id, Temperature = _provider.Options.Temperature, MaxOutputTokens = _provider.Options.MaxOutputTokens } // what a call is given that leaves it open
            : serviceType.IsInstanceOfType(_provider) ? _provider
            : serviceType.IsInstanceOfType(this) ? this
            : null;
    }

    public void Dispose()
    {
        // Connections belong to the provider's HTTP client, which other clients share.
    }

    private async ValueTask<IEnumerable<ChatMessage>> LoadAsync(IContentFetcher fetcher, IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
    {
        var model = string.IsNullOrEmpty(options?.ModelId) ? _model : _provider.GetModel(options.ModelId);
        try
        {
            return await ContentLoading.LoadAsync(fetcher, _provider.ProtocolOf(model), messages, cancellationToken).ConfigureAwait(false);
        }
        catch (LlmProviderException e)
        {
            throw e.From(_provider.Id, model.Id);
        }
    }

    private (ChatProtocol Protocol, ChatCall Call) Prepare(IEnumerable<ChatMessage> messages, ChatOptions? options, bool stream)
    {
        var call = ChatCallFactory.Create(_provider, _model, messages, options, stream, this);
        return (_provider.ProtocolOf(call.Model), call);
    }

    private async ValueTask<TransportResponse> SendAsync(ChatProtocol protocol, ChatCall call, Deadline deadline, CancellationToken cancellationToken)
    {
        using var request = Render(protocol, call);
        return await _provider.Transport.SendAsync(new(request, protocol.ErrorReader, call.Model.Id, streaming: false, CallHeaders.Of(call)) { MaxRetries = MaxRetriesOf(call), MaxOutputTokens = call.Options.MaxOutputTokens }, deadline, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<ChatStream> OpenAsync(ChatProtocol protocol, ChatCall call, Deadline deadline, CancellationToken cancellationToken)
    {
        var transport = _provider.Transport;
        using var request = Render(protocol, call);
        var streamed = new StreamCall(request, protocol, call, transport, deadline, _provider.Options.Timeouts.Idle, CallHeaders.Of(call)) { MaxRetries = MaxRetriesOf(call), MaxOutputTokens = call.Options.MaxOutputTokens };
        await transport.SendAsync(streamed, deadline, cancellationToken).ConfigureAwait(false);
        return streamed.Stream!;
    }

    private WireRequest Render(ChatProtocol protocol, ChatCall call)
    {
        var request = new WireRequest();
        try
        {
            protocol.Render(call, request);
        }
        catch (Exception e)
        {
            request.Dispose();
            if (e is LlmProviderException fault)
            {
                throw fault.From(_provider.Id, call.Model.Id);
            }

            throw;
        }

        foreach (var warning in call.Warnings)
        {
            _provider.Transport.Logger.RequestWarning(_provider.Id, call.Model.Id, warning);
        }

        return request;
    }

    private static int? MaxRetriesOf(ChatCall call) => call.Options.AdditionalProperties?.GetValueOrDefault(LlmPropertyNames.MaxRetries) as int?;

    private static void Parse(ChatProtocol protocol, ChatCall call, TransportResponse response, ReadOnlySpan<byte> body, ChatResponseWriter writer)
    {
        var failures = response.Failures;
        try
        {
            if (body.StartsWith("\uFEFF"u8))
            {
                body = body[3..];
            }

            if (!Utf8.IsValid(body))
            {
                body = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body));
            }

            protocol.Parse(body, call, writer);
            if (call.IncludeRaw)
            {
                writer.SetRaw(JsonElement.Parse(body));
            }
        }
        catch (Exception e) when (FailureReader.IsUnreadable(e))
        {
            throw failures.Report(failures.Malformed(e, body, call.Model.Id, response.Key), response);
        }

        if (writer.Failure is { } error)
        {
            throw failures.Report(failures.InAnswer(error, response, call.Model.Id, writer.PartialText), response);
        }
    }

    private void AddProperties(ChatCall call, TransportResponse response, ChatResponseWriter writer)
    {
        if (call.Warnings.Count > 0)
        {
            writer.SetProperty(LlmPropertyNames.Warnings, call.Warnings);
        }

        CallEnvelope.Write(response, _provider.Transport.Time, writer, static (w, name, value) => w.SetProperty(name, value));
    }
}
