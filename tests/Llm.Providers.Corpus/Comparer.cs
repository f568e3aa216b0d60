namespace Llm.Providers.Corpus;

/// <summary>Compares what a caller saw with every field that is expected. A field it does not know is a difference itself.</summary>
internal static class Comparer
{
    // Descriptions of the recording: the case's name, the vendor's raw counts that usage was made of, and the vendor's own names for
    // output items and their state, which finishReason, toolCalls and text were made of.
    private static readonly HashSet<string> s_descriptions = ["id", "usageRaw", "itemTypes", "status"];

    public static IReadOnlyList<Difference> Compare(CorpusCase recorded, Observation observation)
    {
        var differences = new Differences();
        foreach (var field in recorded.Expected.EnumerateObject())
        {
            if (!field.Name.StartsWith('_') && !s_descriptions.Contains(field.Name))
            {
                CompareField(field.Name, field.Value, recorded, observation, differences);
            }
        }

        if (observation.Thrown is { } thrown && !recorded.Expected.TryGetProperty("error", out _))
        {
            differences.Add("error", "none", $"{thrown.GetType().Name}: {thrown.Message}");
        }

        StreamLaws.Check(observation, differences);
        return differences.Found;
    }

    private static void CompareField(string name, JsonElement expected, CorpusCase recorded, Observation observation, Differences differences)
    {
        switch (name)
        {
            case "text":
                differences.Text(name, expected, ChatFields.Text(observation));
                break;
            case "reasoning":
                differences.Text(name, expected, ChatFields.Reasoning(observation));
                break;
            case "reasoningSignatures":
                differences.Texts(name, expected, ChatFields.Signatures(observation));
                break;
            case "redactedThinking":
                differences.Texts(name, expected, ChatFields.RedactedThinking(observation));
                break;
            case "refusal":
                differences.Text(name, expected, ChatFields.Refusal(observation));
                break;
            case "toolCalls":
                ToolCallComparer.Compare(expected, observation, differences);
                break;
            case "finishReason":
                differences.Text(name, expected, ChatFields.FinishReason(observation));
                break;
            case "rawFinishReason":
                differences.Text(name, expected, ChatFields.RawFinishReason(observation));
                break;
            case "model":
                differences.Text(name, expected, observation.Embeddings is { Count: > 0 } embeddings ? embeddings[0].ModelId : observation.Response.ModelId);
                break;
            case "responseId":
                differences.Text(name, expected, observation.Response.ResponseId);
                break;
            case "usage":
                UsageComparer.Compare(expected, observation, differences);
                break;
            case "error":
                ErrorComparer.Compare(expected, recorded, observation, differences);
                break;
            case "embeddings":
                EmbeddingsComparer.Compare(expected, observation, differences);
                break;
            case "models":
                ModelsComparer.Compare(expected, observation, differences);
                break;
            default:
                differences.Add(name, "a field that can be compared", "one that is not known");
                break;
        }
    }
}
