namespace Llm.Providers.OpenAICompatible;

/// <summary>Where in a chunk its text stands, when the text is all it says.</summary>
/// <param name="Text">The text without its quotes: content of the answer, or arguments of a tool call.</param>
/// <param name="Filler">The random string by which OpenAI hides the length of the text; empty at the end of the chunk when there is none.</param>
/// <param name="IsToolCall">Whether the text belongs to a tool call.</param>
/// <param name="ToolIndex">The position of the tool call, if the chunk says.</param>
internal readonly record struct DeltaShape(Range Text, Range Filler, bool IsToolCall, int? ToolIndex);
