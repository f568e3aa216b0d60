using System.ClientModel;
using System.ClientModel.Primitives;
using System.Runtime.InteropServices;
using System.Text.Json;
using Llm.Providers.OpenAICompatible;
using Microsoft.Extensions.AI;
using OpenAI;

namespace Llm.Providers.Benchmarks;

/// <summary>The clients that are compared, each over its own canned answer.</summary>
internal static class Clients
{
    private static readonly Uri s_endpoint = new("https://bench.example/v1/");

    public static OpenAICompatibleProvider Ours(HttpClient http, int retries)
    {
        var preset = new OpenAICompatiblePreset
        {
            Id = "bench", DisplayName = "Bench", Endpoint = s_endpoint, Embeddings = new() { Encoding = EmbeddingEncoding.Base64 },
            Dialect = new() { AcceptsNames = true },
        };
        return new(preset, new() { ApiKey = "key", MaxRetries = retries }, new ProviderServices(http));
    }

    public static OpenAIClient OpenAI(HttpClient http) =>
        new(new ApiKeyCredential("key"), new OpenAIClientOptions { Endpoint = s_endpoint, Transport = new HttpClientPipelineTransport(http) });

    public static async Task<long> StreamAsync(IChatClient client)
    {
        var length = 0L;
        await foreach (var update in client.GetStreamingResponseAsync(Conversations.Short).ConfigureAwait(false))
        {
            length += update.Text.Length;
        }

        return length;
    }

    public static async Task<long> StreamToolCallAsync(IChatClient client)
    {
        FunctionCallContent? call = null;
        await foreach (var update in client.GetStreamingResponseAsync(Conversations.Short).ConfigureAwait(false))
        {
            for (var i = 0; i < update.Contents.Count; i++)
            {
                call = update.Contents[i] as FunctionCallContent ?? call;
            }
        }

        // Without making a string, which would count as the contender's.
        var quoted = call?.Arguments?["text"] is JsonElement text ? JsonMarshal.GetRawUtf8Value(text).Length : 0;
        return quoted + """{"text":}""".Length;
    }

    public static async Task<long> GetResponseAsync(IChatClient client, IEnumerable<ChatMessage> messages, ChatOptions? options = null)
    {
        var response = await client.GetResponseAsync(messages, options).ConfigureAwait(false);
        return response.Text.Length;
    }

    public static async Task<long> EmbedAsync(IEmbeddingGenerator<string, Embedding<float>> generator)
    {
        var embeddings = await generator.GenerateAsync(Conversations.Texts).ConfigureAwait(false);
        var length = 0L;
        for (var i = 0; i < embeddings.Count; i++)
        {
            length += embeddings[i].Vector.Length;
        }

        return length;
    }
}
