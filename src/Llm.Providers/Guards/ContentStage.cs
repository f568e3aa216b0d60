namespace Llm.Providers;

/// <summary>What a content is to the conversation when a guard sees it.</summary>
public enum ContentStage
{
    /// <summary>What users, documents and systems say to the model; nothing was sent yet.</summary>
    Input,

    /// <summary>What tools gave back, which is input of the next turn; nothing was sent yet.</summary>
    ToolResult,

    /// <summary>What the model answered; see <see cref="ContentGuardOptions.Output"/>.</summary>
    Output,
}
