using Microsoft.Extensions.AI;

namespace Llm.Providers;

/// <summary>A stream on its way through guards.</summary>
internal sealed class GuardedStream(GuardRun run, OutputChecking checking)
{
    private readonly List<ChatResponseUpdate> _kept = [];
    private readonly List<string> _warnings = [];
    private ChatResponseUpdate? _last;

    /// <summary>Takes an update of the stream.</summary>
    /// <returns>Whether it goes on at once.</returns>
    public bool Take(ChatResponseUpdate update)
    {
        _last = update;
        if (update.AdditionalProperties?.GetValueOrDefault(LlmPropertyNames.Warnings) is IEnumerable<string> warnings)
        {
            _warnings.AddRange(warnings);
        }

        if (checking != OutputChecking.Off)
        {
            _kept.Add(update);
        }

        return checking != OutputChecking.BeforeDelivery;
    }

    /// <summary>Judges what has arrived.</summary>
    /// <returns>What is left to pass on: updates held back, and one with the guards' notes.</returns>
    public async ValueTask<IReadOnlyList<ChatResponseUpdate>> CompleteAsync(CancellationToken cancellationToken)
    {
        if (checking != OutputChecking.Off)
        {
            await run.CheckOutputAsync(_kept.ToChatResponse().Messages, cancellationToken).ConfigureAwait(false);
        }

        IReadOnlyList<ChatResponseUpdate> held = checking == OutputChecking.BeforeDelivery ? _kept : [];
        return run.Notes.Count == 0 ? held : [.. held, Notes()];
    }

    // All warnings again: of two updates with the same property the whole response keeps the later one.
    private ChatResponseUpdate Notes() => new()
    {
        Role = _last?.Role, MessageId = _last?.MessageId, ResponseId = _last?.ResponseId, ModelId = _last?.ModelId, ConversationId = _last?.ConversationId,
        AdditionalProperties = new() { [LlmPropertyNames.Warnings] = (IReadOnlyList<string>)[.. _warnings, .. run.Notes] },
    };
}
