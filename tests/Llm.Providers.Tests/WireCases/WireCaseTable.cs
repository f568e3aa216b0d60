namespace Llm.Providers.Tests.WireCases;

/// <summary>All cases, each with the wires it can happen on. A wire that is left out has a reason.</summary>
internal static class WireCaseTable
{
    public const string Chat = "chat-completions";
    public const string Responses = "responses";
    public const string Messages = "messages";
    public const string Gemini = "generate-content";
    public const string Ollama = "ollama-chat";

    /// <summary>A test over the fake wire: the rule stands in core, before or behind every protocol.</summary>
    public const string Core = "core";

    public static readonly IReadOnlyList<string> Every = [Chat, Responses, Messages, Gemini, Ollama];

    public static IReadOnlyList<WireCase> All { get; } =
    [
        new("T01", "UTF-8 parted anywhere", Every, null),
        new("T02", "keep-alives", Every, null),
        new("T03", "framing, and events glued together", Every, null),
        new("T04", "empty choices, preludes, usage beside choices", [Chat], "only this wire has choices"),
        new("T05", "an error after 200", Every, null),
        new("T06", "an end before the end", Every, null),
        new("T07", "a prefix of arguments that parses, and arguments cut off", Every, null),
        new("T08", "call ids that lack, repeat or are numbers", Every, null),
        new("T09", "indexes that lie", [Chat], "the others name the item or block a fragment belongs to, or send calls whole"),
        new("T10", "names doubled or in pieces", [Chat], "the others give a name once, with the beginning of the call"),
        new("T11", "tools without arguments", Every, null),
        new("T12", "parallel calls mixed up", Every, null),
        new("T13", "finish reasons that lie", Every, null),
        new("T14", "thought signatures", [Chat, Gemini], "only Google's models sign calls, on its own wire and its OpenAI-shaped one"),
        new("T15", "signed and redacted thinking", [Chat, Messages], "only Anthropic's models sign thinking, on its own wire and through OpenRouter"),
        new("T16", "reasoning_content that has to be passed back", [Chat], "only this wire has the member"),
        new("T17", "quota, rate, and the delay in the body", Every, null),
        new("T18", "delays in headers", Every, null),
        new("T19", "retries stacked on retries", Every, null),
        new("T20", "stalls and cancellation", Every, null),
        new("T21", "bodies of errors", Every, null),
        new("T22", "a conversation that is too long", Every, null),
        new("T23", "usage", Every, null),
        new("T24", "cost", [], "costs are made of usage and prices, whatever the wire"),
        new("T25", "dialects of JSON schema", Every, null),
        new("T26", "histories no vendor takes", Every, null),
        new("T27", "parameters no vendor takes", Every, null),
        new("T28", "addresses and keys", Every, null),
        new("T29", "models nobody knows", Every, null),
        new("T30", "limits of embeddings", [Chat, Gemini, Ollama], "messages has no embeddings, and those of responses are of the other wire"),
        new("T31", "refusals and empty answers", Every, null),
        new("T32", "Ollama's own wire", [Ollama], "its name says it"),
        new("T33", "reasoning in members of any name", [Chat], "the others have a place for it"),
        new("T34", "items that belong together", [Responses], "only this wire has items"),
        new("T35", "reasoning_details in fragments", [Chat], "OpenRouter's, on this wire alone"),
        new("T36", "the 100 seconds of HttpClient", Every, null),
        new("T37", "cache breakpoints", [Messages], "only this wire has them"),
        new("T38", "content filters", [Chat], "Azure's, in the answers of chat completions; errors of that kind are core's"),
        new("T39", "exceptions in Bedrock's frames", [], "waits for its wire"),
        new("T40", "identity of updates", Every, null),
        new("T41", "base address and headers", Every, null),
    ];
}
