using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace Llm.Providers;

/// <summary>The guards' part of one call.</summary>
internal sealed class GuardRun(IReadOnlyList<IContentGuard> guards, JudgedContents judged, ContentGuardOptions settings, ILogger logger, IReadOnlyList<ChatMessage> conversation, ChatOptions? options)
{
    // A guard may ask a model itself, through a client that has guards: that call is not judged, or it would never end.
    private static readonly AsyncLocal<bool> s_judging = new();

    /// <summary>Gets a value indicating whether the code that runs is part of a guard.</summary>
    public static bool IsJudging => s_judging.Value;

    /// <summary>Gets what guards said of contents they let pass.</summary>
    public List<string> Notes { get; } = [];

    public async ValueTask CheckInputAsync(CancellationToken cancellationToken)
    {
        var inputs = Collect(toolResults: false);
        var results = Collect(toolResults: true);
        await CheckAsync(ContentStage.Input, inputs, cancellationToken).ConfigureAwait(false);
        await CheckAsync(ContentStage.ToolResult, results, cancellationToken).ConfigureAwait(false);
        judged.Add(inputs); // not before all have passed: a conversation that was stopped is judged whole when it comes again
        judged.Add(results);
    }

    public ValueTask CheckOutputAsync(IList<ChatMessage> answer, CancellationToken cancellationToken) =>
        settings.Output == OutputChecking.Off ? default : CheckAsync(ContentStage.Output, [.. answer], cancellationToken);

    private List<ChatMessage> Collect(bool toolResults)
    {
        List<ChatMessage> collected = [];
        foreach (var message in conversation)
        {
            // A message that is null is refused with its index before anything is sent.
            if (message is null || (message.Role == ChatRole.Assistant && !settings.WholeConversation))
            {
                continue;
            }

            var contents = message.Contents.Where(c => IsToolResult(message, c) == toolResults && (settings.WholeConversation || !judged.Contains(c))).ToList();
            if (contents.Count > 0)
            {
                collected.Add(new(message.Role, contents) { AuthorName = message.AuthorName, MessageId = message.MessageId });
            }
        }

        return collected;
    }

    private static bool IsToolResult(ChatMessage message, AIContent content) => message.Role == ChatRole.Tool || content is ToolResultContent;

    private async ValueTask CheckAsync(ContentStage stage, List<ChatMessage> messages, CancellationToken cancellationToken)
    {
        if (messages.Count == 0)
        {
            return;
        }

        var check = new ContentCheck { Stage = stage, Messages = messages, Conversation = conversation, Options = options };
        s_judging.Value = true; // until this method returns
        foreach (var guard in guards)
        {
            var verdict = await guard.CheckAsync(check, cancellationToken).ConfigureAwait(false);
            var name = guard.GetType().Name;
            switch (verdict.Action)
            {
                case ContentAction.Block:
                    logger.Blocked(name, stage);
                    throw Blocked(name, stage, verdict.Reason!);
                case ContentAction.Annotate:
                    logger.Annotated(name, stage);
                    Notes.Add(verdict.Reason!);
                    break;
            }
        }
    }

    private static LlmProviderException Blocked(string guard, ContentStage stage, string reason)
    {
        var what = stage switch
        {
            ContentStage.Input => "the input; nothing was sent",
            ContentStage.ToolResult => "the result of a tool; nothing was sent",
            _ => "the answer",
        };
        return new(LlmErrorKind.ContentFiltered, $"{guard} blocked {what}: {reason}") { ErrorCode = GuardedChatClient.BlockedCode };
    }
}
