using Microsoft.Extensions.AI;

namespace Llm.Providers;

/// <summary>Loads what an address names, for wires that carry bytes only. Nothing is loaded unless one is registered.</summary>
/// <remarks>
/// Without a fetcher such content is refused with <see cref="LlmErrorKind.UnsupportedContent"/>. <see cref="GuardedContentFetcher"/> is the one to use where
/// addresses may come from users or models; write your own to load from a store of your own.
/// </remarks>
public interface IContentFetcher
{
    /// <summary>Loads the bytes of a content.</summary>
    /// <param name="content">The content, whose address is <c>http</c> or <c>https</c>.</param>
    /// <param name="cancellationToken">Cancels the call the content belongs to.</param>
    /// <returns>The bytes with their media type.</returns>
    /// <exception cref="LlmProviderException"><see cref="LlmErrorKind.InvalidRequest"/> for what may not be loaded, <see cref="LlmErrorKind.UnsupportedContent"/> for what could not.</exception>
    ValueTask<DataContent> FetchAsync(UriContent content, CancellationToken cancellationToken = default);
}
