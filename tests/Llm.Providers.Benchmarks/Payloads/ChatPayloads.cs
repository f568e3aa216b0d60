using System.Text;
using System.Text.Json;

namespace Llm.Providers.Benchmarks;

/// <summary>Answers in chat completions, as OpenAI writes them.</summary>
internal static class ChatPayloads
{
    private const string Head = """{"id":"chatcmpl-CkQ3Vf0sG1Xr9yUuD7tqHmNb2ZpLw","object":"chat.completion.chunk","created":1767225600,"model":"gpt-4o-mini-2024-07-18","service_tier":"default","system_fingerprint":"fp_560af6e559",""";

    /// <summary>A stream of text, ended by a usage chunk.</summary>
    public static byte[] Text(int deltas, bool obfuscated)
    {
        var words = new Words();
        var stream = new StringBuilder();
        string Tail() => obfuscated ? $",\"usage\":null,\"obfuscation\":\"{words.Filler()}\"" : ",\"usage\":null";
        Chunk(stream, """[{"index":0,"delta":{"role":"assistant","content":"","refusal":null},"logprobs":null,"finish_reason":null}]""", Tail());
        for (var i = 0; i < deltas; i++)
        {
            Chunk(stream, $$"""[{"index":0,"delta":{"content":{{Quote(words.Next())}}},"logprobs":null,"finish_reason":null}]""", Tail());
        }

        End(stream, "stop", Tail());
        return Encoding.UTF8.GetBytes(stream.ToString());
    }

    /// <summary>A stream of one tool call, its arguments in many pieces.</summary>
    public static byte[] ToolCall(int deltas)
    {
        var words = new Words();
        var stream = new StringBuilder();
        Chunk(stream, """[{"index":0,"delta":{"role":"assistant","content":null,"tool_calls":[{"index":0,"id":"call_Ym9nUc3wXy1","type":"function","function":{"name":"write_note","arguments":""}}],"refusal":null},"logprobs":null,"finish_reason":null}]""", ",\"usage\":null");
        for (var i = 0; i < deltas; i++)
        {
            var piece = i == 0 ? "{\"" : i == 1 ? "text" : i == 2 ? "\":\"" : i == deltas - 1 ? "\"}" : words.Next().Replace('\n', ' ');
            Chunk(stream, $$$"""[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":{{{Quote(piece)}}}}}]},"logprobs":null,"finish_reason":null}]""", ",\"usage\":null");
        }

        End(stream, "tool_calls", ",\"usage\":null");
        return Encoding.UTF8.GetBytes(stream.ToString());
    }

    /// <summary>An answer in one piece.</summary>
    public static byte[] Whole(int characters) => Encoding.UTF8.GetBytes(
        Head.Replace(".chunk", "", StringComparison.Ordinal) +
        $$$$"""
        "choices":[{"index":0,"message":{"role":"assistant","content":{{{{Quote(new Words().Text(characters))}}}},"refusal":null,"annotations":[]},"logprobs":null,"finish_reason":"stop"}],
        "usage":{"prompt_tokens":19,"completion_tokens":210,"total_tokens":229,"prompt_tokens_details":{"cached_tokens":0,"audio_tokens":0},"completion_tokens_details":{"reasoning_tokens":0,"audio_tokens":0,"accepted_prediction_tokens":0,"rejected_prediction_tokens":0}}}
        """);

    private static void End(StringBuilder stream, string reason, string tail)
    {
        Chunk(stream, $$"""[{"index":0,"delta":{},"logprobs":null,"finish_reason":"{{reason}}"}]""", tail);
        Chunk(stream, "[]", ",\"usage\":{\"prompt_tokens\":19,\"completion_tokens\":1000,\"total_tokens\":1019,\"prompt_tokens_details\":{\"cached_tokens\":0},\"completion_tokens_details\":{\"reasoning_tokens\":0}}");
        stream.Append("data: [DONE]\n\n");
    }

    private static void Chunk(StringBuilder stream, string choices, string tail) =>
        stream.Append("data: ").Append(Head).Append("\"choices\":").Append(choices).Append(tail).Append("}\n\n");

    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
