using Microsoft.Extensions.AI;

namespace Llm.Providers;

/// <summary>Short forms for images.</summary>
public static class VisionExtensions
{
    /// <summary>The most bytes read from a stream when nothing else is said: 20 MB.</summary>
    public const int DefaultMaxImageBytes = 20 * 1024 * 1024;

    /// <summary>Asks a model about an image.</summary>
    /// <param name="client">The client.</param>
    /// <param name="prompt">The question.</param>
    /// <param name="image">The image: <see cref="DataContent"/> with its bytes or <see cref="UriContent"/> with its address.</param>
    /// <param name="options">The options of the call.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What the model says.</returns>
    /// <exception cref="LlmProviderException">
    /// <see cref="LlmErrorKind.UnsupportedContent"/> when the model takes no images, <see cref="LlmErrorKind.InvalidRequest"/> when the bytes are no image.
    /// </exception>
    public static Task<ChatResponse> DescribeImageAsync(this IChatClient client, string prompt, AIContent image, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentException.ThrowIfNullOrEmpty(prompt);
        ArgumentNullException.ThrowIfNull(image);
        return client.GetResponseAsync([new ChatMessage(ChatRole.User, [new TextContent(prompt), image])], options, cancellationToken);
    }

    /// <summary>Asks a model about an image that is read from a stream. What kind of image it is, its first bytes say.</summary>
    /// <param name="client">The client.</param>
    /// <param name="prompt">The question.</param>
    /// <param name="image">The stream, read to its end and not disposed of.</param>
    /// <param name="maxBytes">The most bytes that are read; at least 1. The default is 20 MB. A vendor may take fewer and says so.</param>
    /// <param name="options">The options of the call.</param>
    /// <param name="cancellationToken">Cancels reading and the call.</param>
    /// <returns>What the model says.</returns>
    /// <exception cref="LlmProviderException">
    /// <see cref="LlmErrorKind.UnsupportedContent"/> when the model takes no images, <see cref="LlmErrorKind.InvalidRequest"/> when the stream is too long or no image; nothing was sent.
    /// </exception>
    public static async Task<ChatResponse> DescribeImageAsync(
        this IChatClient client, string prompt, Stream image, int maxBytes = DefaultMaxImageBytes, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentException.ThrowIfNullOrEmpty(prompt);
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBytes, 1);
        return await client.DescribeImageAsync(prompt, await ImageReader.ReadAsync(image, maxBytes, cancellationToken).ConfigureAwait(false), options, cancellationToken).ConfigureAwait(false);
    }
}
