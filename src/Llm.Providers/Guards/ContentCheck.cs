using Microsoft.Extensions.AI;

namespace Llm.Providers;

/// <summary>What a guard is asked to look at.</summary>
public sealed record ContentCheck
{
    /// <summary>Gets what the contents are to the conversation.</summary>
    public required ContentStage Stage { get; init; }

    /// <summary>Gets the messages to judge. Of a message that was partly judged before, only the new contents are here.</summary>
    public required IReadOnlyList<ChatMessage> Messages { get; init; }

    /// <summary>Gets the whole conversation that was or will be sent, for a judgement that needs the context.</summary>
    public required IReadOnlyList<ChatMessage> Conversation { get; init; }

    /// <summary>Gets the options of the call.</summary>
    public ChatOptions? Options { get; init; }

    /// <summary>Gets the words of <see cref="Messages"/>, one content a line; results of tools are text or JSON, and files of text and JSON are read. Images, sound, PDF and other files have none, nor has what an address or the id of a file stands for: look at <see cref="Messages"/>.</summary>
    /// <returns>The text, which may be empty.</returns>
    public string GetText() => string.Join('\n', Messages.SelectMany(m => m.Contents).Select(InputText.Of).Where(t => !string.IsNullOrEmpty(t)));
}
