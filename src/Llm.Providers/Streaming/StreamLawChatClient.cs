using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Llm.Providers;

/// <summary>Checks at run time that a stream keeps the laws every stream of this library keeps. For tests and debug builds.</summary>
/// <remarks>
/// It belongs directly around the client of a provider, since a tool loop makes several answers into one stream; <see cref="LlmProviderOptions.CheckStreamLaws"/> puts it there.
/// The laws: one message id and one response id; the role is the assistant's; text is never empty and contents are never null; a tool call has an id of its own and a name;
/// one usage at most; one finish reason, and nothing after it; an end only after it. A breach is an <see cref="LlmProviderException"/> with <see cref="LlmErrorKind.MalformedResponse"/>
/// that names the law, the provider and the index of the update.
/// </remarks>
/// <param name="innerClient">The client of a provider.</param>
public sealed class StreamLawChatClient(IChatClient innerClient) : DelegatingChatClient(innerClient)
{
    /// <inheritdoc/>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var laws = new StreamLaws(InnerClient.GetService<ChatClientMetadata>(), options?.ModelId);
        await foreach (var update in base.GetStreamingResponseAsync(messages, options, cancellationToken).ConfigureAwait(false))
        {
            laws.Check(update);
            yield return update;
        }

        laws.End();
    }
}
