namespace Llm.Providers.Corpus;

/// <summary>Reads the fields of a conversation's answer from public types alone.</summary>
internal static class ChatFields
{
    public static string Text(Observation observation) => string.Concat(observation.Contents.OfType<TextContent>().Select(c => c.Text));

    public static string Reasoning(Observation observation) => string.Concat(observation.Contents.OfType<TextReasoningContent>().Select(c => c.Text));

    public static IEnumerable<string> Signatures(Observation observation) =>
        observation.Contents.OfType<TextReasoningContent>().Where(c => c.Text.Length > 0).Select(c => c.ProtectedData).OfType<string>();

    public static IEnumerable<string> RedactedThinking(Observation observation) =>
        observation.Contents.OfType<TextReasoningContent>().Where(c => c.Text.Length == 0).Select(c => c.ProtectedData).OfType<string>();

    public static string? Refusal(Observation observation) => observation.Contents.OfType<ErrorContent>().FirstOrDefault(c => c.ErrorCode == "Refusal")?.Message;

    // Microsoft.Extensions.AI lets a word it does not know pass; here all such words are one.
    public static string? FinishReason(Observation observation) => observation.Response.FinishReason?.Value switch
    {
        null => null,
        "stop" or "length" or "tool_calls" or "content_filter" or "error" => observation.Response.FinishReason.Value.Value,
        _ => "other",
    };

    public static string? RawFinishReason(Observation observation) =>
        observation.Response.FindProperty(LlmPropertyNames.RawFinishReason) as string ?? observation.Response.FinishReason?.Value;
}
