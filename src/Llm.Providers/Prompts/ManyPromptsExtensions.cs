using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Llm.Providers;

/// <summary>Asks many prompts at once.</summary>
/// <remarks>
/// Each prompt is a call of its own at its usual price. The batch interfaces of vendors, which answer within hours for less, are another thing and
/// are not used here.
/// </remarks>
public static class ManyPromptsExtensions
{
    /// <summary>How many calls run at a time when nothing else is said.</summary>
    public const int DefaultConcurrency = 8;

    /// <summary>Asks prompts, each in a conversation of its own.</summary>
    /// <param name="client">The client.</param>
    /// <param name="prompts">The prompts; they are pulled one by one, when there is room for a call.</param>
    /// <param name="options">The options of every call.</param>
    /// <param name="maxConcurrency">The most calls at a time; at least 1. A vendor's rate limits are what bounds it: retries wait as long as the vendor asks.</param>
    /// <param name="progress">Is told of each prompt that is done.</param>
    /// <param name="cancellationToken">Cancels all calls and ends the run; answers that came before are with <paramref name="progress"/> alone.</param>
    /// <returns>One outcome for each prompt, in the order of the prompts. A call that fails is an outcome, not an exception.</returns>
    public static Task<IReadOnlyList<PromptOutcome>> GetResponsesAsync(
        this IChatClient client, IEnumerable<string> prompts, ChatOptions? options = null, int maxConcurrency = DefaultConcurrency, IProgress<PromptProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prompts);
        var total = prompts.TryGetNonEnumeratedCount(out var count) ? count : (int?)null;
        return CollectAsync(Start(client, prompts.ToAsyncEnumerable().Select(ToConversation), options, maxConcurrency), total, progress, cancellationToken);
    }

    /// <summary>Asks conversations that have nothing to do with each other.</summary>
    /// <param name="client">The client.</param>
    /// <param name="conversations">The conversations; they are pulled one by one, when there is room for a call.</param>
    /// <param name="options">The options of every call.</param>
    /// <param name="maxConcurrency">The most calls at a time; at least 1.</param>
    /// <param name="progress">Is told of each conversation that is done.</param>
    /// <param name="cancellationToken">Cancels all calls and ends the run.</param>
    /// <returns>One outcome for each conversation, in their order. A call that fails is an outcome, not an exception.</returns>
    public static Task<IReadOnlyList<PromptOutcome>> GetResponsesAsync(
        this IChatClient client, IEnumerable<IEnumerable<ChatMessage>> conversations, ChatOptions? options = null, int maxConcurrency = DefaultConcurrency, IProgress<PromptProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(conversations);
        var total = conversations.TryGetNonEnumeratedCount(out var count) ? count : (int?)null;
        return CollectAsync(Start(client, conversations.ToAsyncEnumerable(), options, maxConcurrency), total, progress, cancellationToken);
    }

    /// <summary>Asks prompts as they come and gives each outcome as soon as it is there.</summary>
    /// <param name="client">The client.</param>
    /// <param name="prompts">The prompts, however many: they are pulled when there is room for a call, and no more than <paramref name="maxConcurrency"/> are held at a time.</param>
    /// <param name="options">The options of every call.</param>
    /// <param name="maxConcurrency">The most calls at a time, answers that have not been taken included; at least 1.</param>
    /// <param name="cancellationToken">Cancels all calls. Leaving the loop does so too.</param>
    /// <returns>The outcomes in the order in which they are done; <see cref="PromptOutcome.Index"/> says which prompt each belongs to. When the source fails, what was asked before is still given.</returns>
    public static IAsyncEnumerable<PromptOutcome> GetResponsesAsCompletedAsync(
        this IChatClient client, IAsyncEnumerable<string> prompts, ChatOptions? options = null, int maxConcurrency = DefaultConcurrency, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prompts);
        return EnumerateAsync(Start(client, prompts.Select(ToConversation), options, maxConcurrency), cancellationToken);
    }

    /// <summary>Asks conversations as they come and gives each outcome as soon as it is there.</summary>
    /// <param name="client">The client.</param>
    /// <param name="conversations">The conversations; they are pulled when there is room for a call.</param>
    /// <param name="options">The options of every call.</param>
    /// <param name="maxConcurrency">The most calls at a time, answers that have not been taken included; at least 1.</param>
    /// <param name="cancellationToken">Cancels all calls. Leaving the loop does so too.</param>
    /// <returns>The outcomes in the order in which they are done.</returns>
    public static IAsyncEnumerable<PromptOutcome> GetResponsesAsCompletedAsync(
        this IChatClient client, IAsyncEnumerable<IEnumerable<ChatMessage>> conversations, ChatOptions? options = null, int maxConcurrency = DefaultConcurrency, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(conversations);
        return EnumerateAsync(Start(client, conversations, options, maxConcurrency), cancellationToken);
    }

    private static IEnumerable<ChatMessage> ToConversation(string prompt) => [new(ChatRole.User, prompt)];

    // Wrong arguments are told at once, and not when the first outcome is asked for.
    private static Func<CancellationToken, PromptRun> Start(IChatClient client, IAsyncEnumerable<IEnumerable<ChatMessage>> conversations, ChatOptions? options, int maxConcurrency)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxConcurrency, 1);
        return cancellationToken => new(client, conversations, options, maxConcurrency, cancellationToken);
    }

    private static async Task<IReadOnlyList<PromptOutcome>> CollectAsync(Func<CancellationToken, PromptRun> start, int? total, IProgress<PromptProgress>? progress, CancellationToken cancellationToken)
    {
        var outcomes = new List<PromptOutcome>(total ?? 0);
        await foreach (var outcome in EnumerateAsync(start, cancellationToken).ConfigureAwait(false))
        {
            outcomes.Add(outcome);
            progress?.Report(new(outcomes.Count, total, outcome));
        }

        outcomes.Sort(static (a, b) => a.Index.CompareTo(b.Index));
        return outcomes;
    }

    private static async IAsyncEnumerable<PromptOutcome> EnumerateAsync(Func<CancellationToken, PromptRun> start, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var run = start(cancellationToken);
        await using (run.ConfigureAwait(false))
        {
            while (await run.NextAsync().ConfigureAwait(false) is { } outcome)
            {
                yield return outcome;
            }
        }
    }
}
