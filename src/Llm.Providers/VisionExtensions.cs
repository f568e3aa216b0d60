using Microsoft.Extensions.AI;

namespace Llm.Providers;

/// <summary>Short forms for images.</summary>
public static class VisionExtensions
{
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
}
