using Microsoft.Extensions.AI;

namespace Llm.Providers.Wire;

/// <summary>A wire format for conversations: values to bytes and bytes to values, without I/O and without state.</summary>
/// <remarks>One instance serves all calls at once. Where the bytes go, with which key, how often and how long is not its business.</remarks>
public abstract class ChatProtocol
{
    /// <summary>Gets the name, such as <c>chat-completions</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Gets how streamed answers are framed.</summary>
    public virtual StreamFraming Framing => StreamFraming.ServerSentEvents;

    /// <summary>Gets a value indicating whether the vendor can keep a conversation or an answer, named by <c>ChatOptions.ConversationId</c> or <c>ContinuationToken</c>.</summary>
    /// <value>The default is <see langword="false"/>. Where it is so, messages need not be the whole conversation: they may be none, and results may belong to calls the vendor keeps.</value>
    public virtual bool KeepsConversations => false;

    /// <summary>Tells whether the vendor loads what an address names. Where it does not, core loads it first if there is an <see cref="IContentFetcher"/>.</summary>
    /// <param name="content">The content.</param>
    /// <returns>The default is <see langword="true"/>. <see langword="false"/> only for content that <see cref="Render"/> takes as <c>DataContent</c> and refuses as address.</returns>
    public virtual bool TakesAddress(UriContent content) => true;

    /// <summary>Gets <see cref="ParseError"/> as a delegate, made once.</summary>
    internal FailureReader.BodyReader ErrorReader => field ??= ParseError;

    /// <summary>Writes the request of a call.</summary>
    /// <param name="call">What to ask.</param>
    /// <param name="request">Where to write.</param>
    /// <exception cref="LlmProviderException"><see cref="LlmErrorKind.UnsupportedContent"/> for content the wire cannot carry.</exception>
    public abstract void Render(ChatCall call, WireRequest request);

    /// <summary>Reads an answer that was not streamed.</summary>
    /// <param name="body">The body, in UTF-8.</param>
    /// <param name="call">What was asked.</param>
    /// <param name="response">Where to write what was read.</param>
    /// <exception cref="System.Text.Json.JsonException">The body is not JSON.</exception>
    public abstract void Parse(ReadOnlySpan<byte> body, ChatCall call, ChatResponseWriter response);

    /// <summary>Starts to read a streamed answer.</summary>
    /// <param name="call">What was asked.</param>
    /// <returns>A reader for this one stream.</returns>
    public abstract ChatStreamReader CreateReader(ChatCall call);

    /// <summary>Tells which of the vendor's service tiers made an answer, whose prices may be its own. Asked once, at the end of the answer.</summary>
    /// <param name="response">What was read; properties that were set are there.</param>
    /// <returns>The vendor's word, such as <c>priority</c>; <see langword="null"/> when it does not say. The default takes the property <c>service_tier</c>.</returns>
    public virtual string? ServiceTierOf(ChatResponseWriter response)
    {
        ArgumentNullException.ThrowIfNull(response);
        return response.GetProperty("service_tier") as string;
    }

    /// <summary>Tells what a call cost, where the vendor says so in the answer; it takes the place of what the price list gives. Asked once, at the end of the answer.</summary>
    /// <param name="response">What was read; properties that were set are there.</param>
    /// <returns>The cost as <see cref="LlmCost.OfProvider"/> makes it; <see langword="null"/>, which is the default, when the vendor does not say.</returns>
    public virtual LlmCost? ReportedCostOf(ChatResponseWriter response) => null;

    /// <summary>Reads the body of an error answer. The default reads the shapes that are common among vendors.</summary>
    /// <param name="body">The body; it may be empty or no JSON at all.</param>
    /// <returns>What the vendor says.</returns>
    public virtual WireError ParseError(ReadOnlySpan<byte> body) => WireError.Parse(body);
}
