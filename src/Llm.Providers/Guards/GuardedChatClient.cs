using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace Llm.Providers;

/// <summary>Asks guards before a call goes on, and when its answer has come.</summary>
internal sealed class GuardedChatClient(IChatClient inner, IEnumerable<IContentGuard> guards, ContentGuardOptions settings, ILogger logger) : DelegatingChatClient(inner)
{
    public const string BlockedCode = "blocked_by_guard";

    private readonly JudgedContents _judged = new();
    private readonly Lazy<IReadOnlyList<IContentGuard>> _guards = new(() => [.. guards]); // a guard may need the provider that is being made

    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        if (GuardRun.IsJudging)
        {
            return await base.GetResponseAsync(messages, options, cancellationToken).ConfigureAwait(false);
        }

        var run = Start(ref messages, options);
        await run.CheckInputAsync(cancellationToken).ConfigureAwait(false);
        var response = await base.GetResponseAsync(messages, options, cancellationToken).ConfigureAwait(false);
        await run.CheckOutputAsync(response.Messages, cancellationToken).ConfigureAwait(false);
        if (run.Notes.Count > 0)
        {
            (response.AdditionalProperties ??= [])[LlmPropertyNames.Warnings] = (IReadOnlyList<string>)[.. response.GetWarnings(), .. run.Notes];
        }

        return response;
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        if (GuardRun.IsJudging)
        {
            await foreach (var update in base.GetStreamingResponseAsync(messages, options, cancellationToken).ConfigureAwait(false))
            {
                yield return update;
            }

            yield break;
        }

        var run = Start(ref messages, options);
        await run.CheckInputAsync(cancellationToken).ConfigureAwait(false);
        var stream = new GuardedStream(run, settings.Output);
        await foreach (var update in base.GetStreamingResponseAsync(messages, options, cancellationToken).ConfigureAwait(false))
        {
            if (stream.Take(update))
            {
                yield return update;
            }
        }

        foreach (var update in await stream.CompleteAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return update;
        }
    }

    private GuardRun Start(ref IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        var conversation = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        messages = conversation;
        return new(_guards.Value, _judged, settings, logger, conversation, options);
    }
}
