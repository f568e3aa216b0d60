namespace Llm.Providers.Corpus;

/// <summary>Replays a case through the public surface of the provider that speaks its protocol.</summary>
internal static class Player
{
    /// <summary>Plays a case in every way its bytes can arrive.</summary>
    /// <returns>The differences from what is expected; none when all is as it should be.</returns>
    public static async Task<IReadOnlyList<Difference>> PlayAsync(CorpusCase recorded)
    {
        var body = recorded.ReadBody();
        var differences = new List<Difference>();
        foreach (var mode in Modes(recorded))
        {
            foreach (var play in Calls(recorded))
            {
                using var http = new HttpClient(new ReplayHandler(recorded, body, mode)) { Timeout = Timeout.InfiniteTimeSpan };
                var observation = await play(Wires.Create(recorded, http), recorded);
                differences.AddRange(Comparer.Compare(recorded, observation).Select(d => d with { Mode = Describe(mode, observation, recorded) }));
            }
        }

        return differences;
    }

    private static IEnumerable<ReplayMode> Modes(CorpusCase recorded) =>
        recorded.SplitOffsets.Count > 0 ? [ReplayMode.Whole, ReplayMode.Bytes, ReplayMode.Split] : [ReplayMode.Whole, ReplayMode.Bytes];

    // An error status must be the same exception however the answer was asked for.
    private static IEnumerable<Func<BaseLlmProvider, CorpusCase, Task<Observation>>> Calls(CorpusCase recorded) => recorded.Kind switch
    {
        "chat" => [ChatAsync],
        "stream" => [StreamAsync],
        "embeddings" => [EmbeddingsAsync],
        "models" => [ModelsAsync],
        "error" when recorded.Protocol.Contains("embed", StringComparison.Ordinal) => [EmbeddingsAsync],
        "error" => [ChatAsync, StreamAsync],
        _ => throw new InvalidDataException($"{recorded.Id} is of the unknown kind '{recorded.Kind}'."),
    };

    private static string Describe(ReplayMode mode, Observation observation, CorpusCase recorded)
    {
        var pieces = mode switch { ReplayMode.Whole => "whole", ReplayMode.Bytes => "bytes", _ => "split" };
        return recorded.Kind == "error" && observation.Updates is not null ? $"{pieces}, streamed" : pieces;
    }

    private static async Task<Observation> ChatAsync(BaseLlmProvider provider, CorpusCase recorded)
    {
        using var client = provider.CreateChatClient(recorded.Model);
        try
        {
            return new() { Response = await client.GetResponseAsync("Hello") };
        }
        catch (Exception e)
        {
            return new() { Thrown = e };
        }
    }

    private static async Task<Observation> StreamAsync(BaseLlmProvider provider, CorpusCase recorded)
    {
        using var client = provider.CreateChatClient(recorded.Model);
        var updates = new List<ChatResponseUpdate>();
        Exception? thrown = null;
        try
        {
            await foreach (var update in client.GetStreamingResponseAsync("Hello"))
            {
                updates.Add(update);
            }
        }
        catch (Exception e)
        {
            thrown = e;
        }

        return new() { Response = updates.ToChatResponse(), Updates = updates, Thrown = thrown };
    }

    private static async Task<Observation> EmbeddingsAsync(BaseLlmProvider provider, CorpusCase recorded)
    {
        using var generator = provider.CreateEmbeddingGenerator(recorded.Model);
        try
        {
            return new() { Embeddings = await generator.GenerateAsync(Enumerable.Range(1, recorded.Inputs).Select(i => $"text {i}")) };
        }
        catch (Exception e)
        {
            return new() { Thrown = e };
        }
    }

    private static async Task<Observation> ModelsAsync(BaseLlmProvider provider, CorpusCase recorded)
    {
        try
        {
            return new() { Models = await provider.ListModelsAsync() };
        }
        catch (Exception e)
        {
            return new() { Thrown = e };
        }
    }
}
