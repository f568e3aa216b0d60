using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers;

// What a call would be, before it is made.
public abstract partial class BaseLlmProvider
{
    private IReadOnlyList<IContentGuard>? _countGuards;

    /// <summary>Counts the tokens a conversation takes, without having it answered: the vendor is asked where it can be, otherwise this machine estimates.</summary>
    /// <param name="messages">The conversation.</param>
    /// <param name="options">The options of the call, tools included; <c>ModelId</c> names the model.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Tokens of input. <see cref="TokenCount.IsEstimate"/> tells a vendor's count from an estimate, which is by <see cref="ProviderServices.TokenCounter"/> or a rule of thumb.</returns>
    /// <exception cref="LlmProviderException">Any kind; what fails at the vendor is not estimated instead. <see cref="LlmErrorKind.ContentFiltered"/> when one of <see cref="ProviderServices.ContentGuards"/> blocks what the vendor would be sent.</exception>
    public async Task<TokenCount> CountTokensAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var conversation = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        var call = CreateCall(conversation, options, stream: false, "CountTokensAsync");
        if (SelectTokenCountProtocol(call) is not { } operation)
        {
            return new(TokenEstimate.Of(call.Messages, call.Options, TokenMeter.Of(call.Model, TokenCounter)).Total, IsEstimate: true);
        }

        if (Services.ContentGuards is { } guards && !GuardRun.IsJudging)
        {
            _countGuards ??= [.. guards]; // made when they are first needed, as those of a client are
            await new GuardRun(_countGuards, new(), Services.ContentGuarding, Logger, conversation, options).CheckInputAsync(cancellationToken).ConfigureAwait(false);
        }

        return new(await SendAsync(operation, call.Model.Id, cancellationToken).ConfigureAwait(false), IsEstimate: false);
    }

    /// <summary>Shows the body a conversation would be sent as. Nothing is sent.</summary>
    /// <param name="messages">The conversation.</param>
    /// <param name="options">The options of the call; <c>ModelId</c> names the model.</param>
    /// <returns>The request without address and key. Dispose of it to give its memory back.</returns>
    public WireRequest Preview(IEnumerable<ChatMessage> messages, ChatOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(messages);
        return Render(CreateCall(messages, options, stream: false, "Preview"));
    }

    /// <summary>Shows the whole request a conversation would be sent as: address, headers, body and warnings, without secrets. Nothing is sent and no key is asked for.</summary>
    /// <param name="messages">The conversation.</param>
    /// <param name="options">The options of the call; <c>ModelId</c> names the model.</param>
    /// <param name="stream">Whether the answer is to be streamed. The default is <see langword="false"/>.</param>
    /// <returns>The request; <see cref="RequestPreview.ToCurl"/> gives it as a command.</returns>
    /// <exception cref="LlmProviderException">What would end the call before it is sent.</exception>
    public RequestPreview PreviewRequest(IEnumerable<ChatMessage> messages, ChatOptions? options = null, bool stream = false)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var call = CreateCall(messages, options, stream, "PreviewRequest");
        using var request = Render(call);
        var keyField = Descriptor.Schema.KeyField;
        var needsKey = keyField is { Required: true } || _keys.MayHaveKey();
        using var message = Transport.CreateMessage(request, CallHeaders.Of(call), needsKey ? RequestPreview.KeyPlaceholder : null);
        return new(message, request.HasBody ? BodyRedaction.Redact(request.ToArray()) : null, call, keyField?.EnvironmentVariables is [var variable, ..] ? variable : "LLM_API_KEY");
    }

    private ChatCall CreateCall(IEnumerable<ChatMessage> messages, ChatOptions? options, bool stream, string method)
    {
        var model = options?.ModelId is { } id ? GetModel(id) : DefaultModel(ModelCapabilities.Chat, method);
        return ChatCallFactory.Create(this, model, messages, options, stream, client: null);
    }

    private WireRequest Render(ChatCall call)
    {
        var request = new WireRequest();
        try
        {
            SelectProtocol(call.Model).Render(call, request);
            return request;
        }
        catch (LlmProviderException e)
        {
            request.Dispose();
            throw e.From(Id, call.Model.Id);
        }
    }
}
