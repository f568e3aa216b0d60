using System.Globalization;

namespace Llm.Providers.Corpus;

/// <summary>Compares vectors: how many, how long, the heads of the first ones and the very last number.</summary>
internal static class EmbeddingsComparer
{
    public static void Compare(JsonElement expected, Observation observation, Differences differences)
    {
        if (observation.Embeddings is not { Count: > 0 } vectors)
        {
            differences.Add("embeddings", expected.GetRawText(), "none");
            return;
        }

        foreach (var field in expected.EnumerateObject())
        {
            var path = $"embeddings.{field.Name}";
            switch (field.Name)
            {
                case "count":
                    differences.Number(path, field.Value, vectors.Count);
                    break;
                case "dimension":
                    differences.Number(path, field.Value, vectors[0].Dimensions);
                    break;
                case "first":
                    CompareHeads(path, field.Value, vectors, differences);
                    break;
                case "lastValue":
                    differences.Real(path, field.Value, vectors[^1].Vector.Span[^1]);
                    break;
                default:
                    differences.Add(path, "a field that can be compared", "one that is not known");
                    break;
            }
        }
    }

    private static void CompareHeads(string path, JsonElement expected, GeneratedEmbeddings<Embedding<float>> vectors, Differences differences)
    {
        for (var i = 0; i < expected.GetArrayLength(); i++)
        {
            for (var j = 0; j < expected[i].GetArrayLength(); j++)
            {
                var got = i < vectors.Count && j < vectors[i].Dimensions ? vectors[i].Vector.Span[j] : double.NaN;
                differences.Real(string.Create(CultureInfo.InvariantCulture, $"{path}[{i}][{j}]"), expected[i][j], got);
            }
        }
    }
}
