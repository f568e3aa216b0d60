namespace Llm.Providers.Anthropic;

/// <summary>Neighbouring messages of one role: on this wire they are one.</summary>
internal sealed class MessageTurn(string role)
{
    public const string User = "user";
    public const string Assistant = "assistant";
    public const string System = "system";

    public string Role { get; } = role;

    public List<MessagePiece> Pieces { get; } = [];
}
