using Microsoft.Extensions.AI;

namespace Llm.Providers;

/// <summary>Short forms for streams.</summary>
public static class LlmStreamExtensions
{
    /// <summary>Reads a stream to its end and reports each update on the way, for a user interface that is told rather than asks.</summary>
    /// <param name="updates">The stream, such as that of <c>GetStreamingResponseAsync</c>.</param>
    /// <param name="progress">Is told of each update, in order. <see cref="Progress{T}"/> brings it to the thread it was made on and does not hold the stream up.</param>
    /// <param name="cancellationToken">Cancels the call and closes the connection.</param>
    /// <returns>The whole answer.</returns>
    /// <exception cref="LlmProviderException">Any kind; what was reported before stays reported.</exception>
    public static async Task<ChatResponse> ReportToAsync(this IAsyncEnumerable<ChatResponseUpdate> updates, IProgress<ChatResponseUpdate> progress, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(updates);
        ArgumentNullException.ThrowIfNull(progress);
        List<ChatResponseUpdate> reported = [];
        await foreach (var update in updates.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            reported.Add(update);
            progress.Report(update);
        }

        return reported.ToChatResponse();
    }
}
