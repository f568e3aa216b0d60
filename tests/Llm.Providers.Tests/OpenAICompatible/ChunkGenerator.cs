namespace Llm.Providers.Tests.OpenAICompatible;

/// <summary>Makes streams of chunks that are mostly like the one before, as streams are, and then not.</summary>
internal sealed class ChunkGenerator(int seed)
{
    private static readonly string[] s_texts = ["x", " the", "", "\\n", "\\u0041", "\\ud83d", "\\ud83d\\ude00", "日本", "a\\\"b", "a\\\\", "{\\\"", "\\/"];
    private static readonly string[] s_heads = ["\"id\":\"c1\",\"model\":\"m\",", "\"id\":\"c1\",\"model\":\"other\",", "\"id\":\"c1\",\"model\":\"m\",\"system_fingerprint\":\"fp\",\"tier\":1,", " \"citations\":[\"https://a.example\"],", "\"created\":17,"];
    private static readonly string[] s_tails = ["", ",\"usage\":null", ",\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}", ",\"service_tier\":\"default\"", ",\"error\":null", ",\"x_groq\":{\"id\":\"r\"}"];
    private static readonly string[] s_choices = ["\"finish_reason\":null", "\"logprobs\":null,\"finish_reason\":null", "\"finish_reason\":\"\"", "\"finish_reason\":\"stop\"", "\"logprobs\":{\"content\":[{\"token\":\"x\"}]}", "\"seed\":5"];

    private static readonly string[] s_deltas =
    [
        "{\"content\":\"#\"}", "{\"role\":\"assistant\",\"content\":\"#\"}", "{\"content\":\"#\",\"tool_calls\":null,\"reasoning_content\":null}",
        "{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"#\"}}]}", "{\"tool_calls\":[{\"index\":1,\"function\":{\"arguments\":\"#\"}}]}",
        "{\"tool_calls\":[{\"index\":0,\"id\":null,\"type\":\"function\",\"function\":{\"name\":null,\"arguments\":\"#\"}}]}",
        "{\"tool_calls\":[{\"index\":1,\"id\":\"call\",\"function\":{\"name\":\"f\",\"arguments\":\"#\"}}]}", "{\"tool_calls\":[{\"function\":{\"arguments\":\"#\"}}]}",
        "{\"reasoning_content\":\"#\"}", "{\"reasoning_details\":[{\"type\":\"reasoning.text\",\"text\":\"#\",\"index\":0}]}", "{\"refusal\":\"#\"}", "{\"content\":\"#\",\"content\":\"#\"}", "{}", "null",
    ];

    private static readonly string[] s_faults = ["{", "{\"choices\":[{\"delta\":{\"content\":\"\\q\"}}]}", "[DONE]", "{\"choices\":[]} {}"];

    private readonly Random _random = new(seed);

    public List<string> Next(int count)
    {
        List<string> chunks = [];
        var (head, delta, choice, tail, filler) = (s_heads[0], s_deltas[0], s_choices[0], s_tails[0], false);
        while (chunks.Count < count)
        {
            // Six chunks in seven are as the one before.
            var change = _random.Next(35);
            head = change == 0 ? Pick(s_heads) : head;
            delta = change is 1 or 2 ? Pick(s_deltas) : delta;
            choice = change == 3 ? Pick(s_choices) : change == 4 ? s_choices[0] : choice;
            tail = change == 5 ? Pick(s_tails) : tail;
            filler = change == 6 ? !filler : filler;
            chunks.Add(_random.Next(400) == 0 ? Pick(s_faults) : Chunk(head, delta.Replace("#", Pick(s_texts), StringComparison.Ordinal), choice, filler ? $"{tail},\"obfuscation\":\"{Pick(s_texts)}\"" : tail));
        }

        return chunks;
    }

    private static string Chunk(string head, string delta, string choice, string tail) => $"{{{head}\"choices\":[{{\"index\":0,\"delta\":{delta},{choice}}}]{tail}}}";

    private string Pick(string[] values) => values[_random.Next(values.Length)];
}
