namespace Llm.Providers.Tests.OpenAICompatible.Answers;

/// <summary>Answers that say the same, streamed and whole.</summary>
internal static class Pairs
{
    private const string Usage = """{"prompt_tokens":13,"completion_tokens":20,"total_tokens":33,"prompt_tokens_details":{"cached_tokens":4,"audio_tokens":0},"completion_tokens_details":{"reasoning_tokens":7,"audio_tokens":3}}""";

    public static IReadOnlyDictionary<string, (string Stream, string Whole)> All { get; } = new Dictionary<string, (string, string)>
    {
        ["text"] = (
            Stream([Delta("""{"role":"assistant","content":"","refusal":null}"""), Text("Hel"), Text("lo"), Text(" 🌍 ä\n\"x\""), Finish("stop"), UsageChunk]),
            Whole("""{"role":"assistant","content":"Hello 🌍 ä\n\"x\"","refusal":null,"annotations":[]}""", "stop")),
        ["escaped text"] = (
            Stream([Text("a"), Delta("""{"content":"\u00e4\ud83c\udf0d\t"}"""), Text("b"), Finish("stop"), UsageChunk]),
            Whole("""{"content":"aä🌍\tb"}""", "stop")),
        ["reasoning"] = (
            Stream([Delta("""{"reasoning_content":"Let me"}"""), Delta("""{"content":null,"reasoning_content":" see."}"""), Text("4"), Text("2"), Finish("stop"), UsageChunk]),
            Whole("""{"content":"42","reasoning_content":"Let me see."}""", "stop")),
        ["reasoning in both members"] = (
            Stream([Delta("""{"reasoning":"hm","reasoning_content":"hm"}"""), Text("42"), Finish("stop"), UsageChunk]),
            Whole("""{"reasoning_content":"hm","reasoning":"hm","content":"42"}""", "stop")),
        ["signed reasoning"] = (
            Stream(
                [
                    Delta("""{"content":"","reasoning":"a","reasoning_details":[{"index":0,"type":"reasoning.text","text":"a","format":"x"}]}"""),
                    Delta("""{"content":"","reasoning":"b","reasoning_details":[{"index":0,"type":"reasoning.text","text":"b"}]}"""),
                    Delta("""{"content":"","reasoning_details":[{"index":0,"type":"reasoning.text","signature":"S"}]}"""),
                    Text("42"), Finish("stop"), UsageChunk,
                ]),
            Whole("""{"content":"42","reasoning":"ab","reasoning_details":[{"index":0,"type":"reasoning.text","text":"ab","format":"x","signature":"S"}]}""", "stop")),
        ["content in parts"] = (
            Stream(
                [
                    Delta("""{"content":[{"type":"thinking","thinking":[{"type":"text","text":"h"}]}]}"""),
                    Delta("""{"content":[{"type":"thinking","thinking":[{"type":"text","text":"m"}],"closed":true}]}"""),
                    Delta("""{"content":[{"type":"text","text":"4"}]}"""), Text("2"), Finish("stop"), UsageChunk,
                ]),
            Whole("""{"content":[{"type":"thinking","thinking":[{"type":"text","text":"hm"}]},{"type":"text","text":"4"},{"type":"text","text":"2"}]}""", "stop")),
        ["tool calls"] = (
            Stream(
                [
                    Text("Look."),
                    Tool("""{"index":0,"id":"c1","type":"function","function":{"name":"f","arguments":""}}"""), Tool("""{"index":0,"function":{"arguments":"{\"a\":"}}"""), Tool("""{"index":0,"function":{"arguments":"1}"}}"""),
                    Tool("""{"index":1,"id":"c2","type":"function","function":{"name":"f","arguments":"{\"a\":2}"}}"""), Finish("tool_calls"), UsageChunk,
                ]),
            Whole("""{"content":"Look.","tool_calls":[{"id":"c1","type":"function","function":{"name":"f","arguments":"{\"a\":1}"}},{"id":"c2","type":"function","function":{"name":"f","arguments":"{\"a\":2}"}}]}""", "tool_calls")),
        ["a call that was cut off"] = (
            Stream([Tool("""{"index":0,"id":"c1","function":{"name":"write","arguments":"{\"path\":\"/etc/hosts\",\"content\":"}}"""), Tool("""{"index":0,"function":{"arguments":"\"line1"}}"""), Finish("length"), UsageChunk]),
            Whole("""{"content":null,"tool_calls":[{"id":"c1","function":{"name":"write","arguments":"{\"path\":\"/etc/hosts\",\"content\":\"line1"}}]}""", "length")),
        ["a refusal"] = (
            Stream([Delta("""{"role":"assistant","content":null,"refusal":""}"""), Delta("""{"refusal":"I can"}"""), Delta("""{"refusal":"not."}"""), Finish("stop"), UsageChunk]),
            Whole("""{"content":null,"refusal":"I cannot."}""", "stop")),
        ["a filtered answer"] = (Stream([Text("It is"), Finish("content_filter"), UsageChunk]), Whole("""{"content":"It is"}""", "content_filter")),
        ["an unknown finish reason"] = (Stream([Text("It is"), Finish("insufficient_system_resource"), UsageChunk]), Whole("""{"content":"It is"}""", "insufficient_system_resource")),
        ["citations"] = (
            Stream(
                [
                    Text("Oslo."), Delta("""{"annotations":[{"type":"url_citation","url_citation":{"url":"https://no.test/","title":"N","start_index":0,"end_index":5}}]}"""), Finish("stop"), UsageChunk,
                ],
                ""","citations":["https://a.test/"],"search_results":[{"title":"A","url":"https://a.test/","date":"2026-01-01"}]"""),
            Whole(
                """{"content":"Oslo.","annotations":[{"type":"url_citation","url_citation":{"url":"https://no.test/","title":"N","start_index":0,"end_index":5}}]}""", "stop",
                ""","citations":["https://a.test/"],"search_results":[{"title":"A","url":"https://a.test/","date":"2026-01-01"}]""")),
        ["sound"] = (
            Stream(
                [
                    Delta("""{"audio":{"id":"audio_1","transcript":"Hel"}}"""), Delta("""{"audio":{"data":"UklGRg=="}}"""), Delta("""{"audio":{"data":"AQID","transcript":"lo"}}"""),
                    Delta("""{"audio":{"expires_at":1700000600}}"""), Finish("stop"), UsageChunk,
                ]),
            Whole("""{"content":null,"audio":{"id":"audio_1","transcript":"Hello","data":"UklGRgECAw==","expires_at":1700000600}}""", "stop")),
        ["an old function call"] = (
            Stream([Delta("""{"content":null,"function_call":{"name":"f","arguments":""}}"""), Delta("""{"function_call":{"arguments":"{\"a\":"}}"""), Delta("""{"function_call":{"arguments":"1}"}}"""), Finish("function_call"), UsageChunk]),
            Whole("""{"content":null,"function_call":{"name":"f","arguments":"{\"a\":1}"}}""", "function_call")),
        ["members of its own"] = (
            Stream([Text("Hi"), Finish("stop"), UsageChunk], ""","provider":"Acme","system_fingerprint":"fp_1","service_tier":"default","seed":7"""),
            Whole("""{"content":"Hi"}""", "stop", ""","provider":"Acme","system_fingerprint":"fp_1","service_tier":"default","seed":7""")),
    };

    private static string UsageChunk => $$$"""{"choices":[],"usage":{{{Usage}}}""";

    public static TheoryData<string> Names => [.. All.Keys];

    private static string Text(string text) => Delta(Compatible.Text(text));

    private static string Tool(string fragment) => Delta(Compatible.Tool(fragment));

    private static string Delta(string delta) => $$"""{"choices":[{"index":0,"delta":{{delta}},"finish_reason":null}],"usage":null""";

    private static string Finish(string reason) => $$"""{"choices":[{"index":0,"delta":{},"finish_reason":"{{reason}}"}],"usage":null""";

    private static string Stream(string[] chunks, string members = "") =>
        Compatible.Events([.. chunks.Select(c => $$"""{{c}},"id":"c1","object":"chat.completion.chunk","created":1700000000,"model":"acme-1"{{members}}}"""), "[DONE]"]);

    private static string Whole(string message, string finish, string members = "") =>
        $$"""{"id":"c1","object":"chat.completion","created":1700000000,"model":"acme-1","choices":[{"index":0,"message":{{message}},"finish_reason":"{{finish}}","logprobs":null}],"usage":{{Usage}}{{members}}}""";
}
