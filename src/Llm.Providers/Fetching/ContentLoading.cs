using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers;

/// <summary>Puts bytes in the place of addresses that a wire cannot carry, before a protocol sees the conversation.</summary>
internal static class ContentLoading
{
    /// <summary>Loads what has to be loaded. The caller's messages stay as they are.</summary>
    public static async ValueTask<IEnumerable<ChatMessage>> LoadAsync(IContentFetcher fetcher, ChatProtocol protocol, IEnumerable<ChatMessage> messages, CancellationToken cancellationToken)
    {
        var conversation = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        ChatMessage[]? loaded = null;
        for (var i = 0; i < conversation.Count; i++)
        {
            // What a model made is left out by a wire that cannot carry it, and is not loaded again.
            if (conversation[i] is not { } message || message.Role == ChatRole.Assistant)
            {
                continue;
            }

            for (var k = 0; k < message.Contents.Count; k++)
            {
                if (message.Contents[k] is UriContent { Uri: { IsAbsoluteUri: true, Scheme: "http" or "https" } } content && !protocol.TakesAddress(content))
                {
                    loaded ??= [.. conversation];
                    if (ReferenceEquals(loaded[i], message))
                    {
                        loaded[i] = message.Clone();
                        loaded[i].Contents = [.. message.Contents];
                    }

                    loaded[i].Contents[k] = await fetcher.FetchAsync(content, cancellationToken).ConfigureAwait(false);
                }
            }
        }

        return loaded ?? conversation;
    }
}
