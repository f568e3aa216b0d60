namespace Llm.Providers.Corpus;

/// <summary>Reads the fields of a conversation's answer from public types alone.</summary>
internal static class ChatFields
{
    public static string Text(Observation observation) => string.Concat(observation.Contents.OfType<TextContent>().Select(c => c.Text));

    public static string Reasoning(Observation observation) => string.Concat(observation.Contents.OfType<TextReasoningContent>().Select(c => c.Text));

    // A signature ends a thought, or stands on whatever content it came with.
    public static IEnumerable<string> Signatures(Observation observation) => observation.Contents.Select(SignatureOf).OfType<string>();

    public static IEnumerable<string> RedactedThinking(Observation observation) =>
        observation.Contents.OfType<TextReasoningContent>().Where(IsRedacted).Select(c => c.ProtectedData).OfType<string>();

    public static string? Refusal(Observation observation) => observation.Contents.OfType<ErrorContent>().FirstOrDefault(c => c.ErrorCode == "Refusal")?.Message;

    // Microsoft.Extensions.AI lets a word it does not know pass; here all such words are one.
    public static string? FinishReason(Observation observation) => observation.Response.FinishReason?.Value switch
    {
        null => null,
        "pause_turn" => "stop", // the vendor rests, and goes on when it is asked: its own word stays for whoever does
        "stop" or "length" or "tool_calls" or "content_filter" or "error" => observation.Response.FinishReason.Value.Value,
        _ => "other",
    };

    public static string? RawFinishReason(Observation observation) =>
        observation.Response.FindProperty(LlmPropertyNames.RawFinishReason) as string ?? observation.Response.FinishReason?.Value;

    private static string? SignatureOf(AIContent content) => content switch
    {
        TextReasoningContent reasoning => IsRedacted(reasoning) ? null : reasoning.ProtectedData,
        _ => content.AdditionalProperties?.GetValueOrDefault("thoughtSignature") as string,
    };

    // Reasoning without text may be a signature alone: only the vendor's wire tells, so its provider says so.
    private static bool IsRedacted(TextReasoningContent reasoning) => reasoning.AdditionalProperties?.GetValueOrDefault("anthropic.redacted") is true;
}
