using Llm.Providers.Anthropic;
using Llm.Providers.Google;

namespace Llm.Providers.Corpus.Usages;

/// <summary>Reads the usage of a body as the wire of its API does: through the client a user has, with what a body lacks of an answer added.</summary>
internal sealed class UsageWire
{
    private const string Key = "replay-key-3c1f0a";

    private readonly string _answer;
    private readonly BaseLlmProvider _provider;
    private byte[] _body = [];

    private UsageWire(string answer, Func<ProviderServices, BaseLlmProvider> create)
    {
        _answer = answer;
        _provider = create(new(new HttpClient(new UsageHandler(() => _body))) { Environment = _ => null });
    }

    public static UsageWire Chat { get; } = new(
        """{"id":"c","object":"chat.completion","created":0,"choices":[{"index":0,"message":{"role":"assistant","content":"."},"finish_reason":"stop"}]}""",
        services => Vendors.Create("openai", Key, services));

    public static UsageWire Responses { get; } = new(
        """{"id":"r","object":"response","status":"completed","output":[{"type":"message","id":"m","role":"assistant","content":[{"type":"output_text","text":"."}]}]}""",
        services => Vendors.CreateResponses("openai", Key, services));

    public static UsageWire Messages { get; } = new(
        """{"id":"m","type":"message","role":"assistant","content":[{"type":"text","text":"."}],"stop_reason":"end_turn"}""",
        services => new AnthropicProvider(new() { ApiKey = Key, MaxRetries = 0 }, services));

    public static UsageWire GenerateContent { get; } = new(
        """{"candidates":[{"index":0,"content":{"role":"model","parts":[{"text":"."}]},"finishReason":"STOP"}]}""",
        services => new GoogleProvider(new() { ApiKey = Key, MaxRetries = 0 }, services));

    public static UsageWire Embeddings { get; } = new(
        """{"object":"list","data":[{"object":"embedding","index":0,"embedding":[0.5]}]}""",
        services => Vendors.Create("openai", Key, services));

    public bool IsEmbeddings => this == Embeddings;

    /// <summary>Finds the wire of an API.</summary>
    public static UsageWire Of(UsageRow row) => (row.Provider, row.Flavor) switch
    {
        ("anthropic", "default") or (_, "anthropic") => Messages,
        ("google", "default") => GenerateContent,
        (_, "responses") => Responses,
        (_, "embeddings") => Embeddings,
        _ => Chat,
    };

    public async Task<UsageDetails?> ReadAsync(UsageRow row)
    {
        _body = Complete(row.Body);
        if (IsEmbeddings)
        {
            using var generator = _provider.CreateEmbeddingGenerator(row.Model);
            return (await generator.GenerateAsync(["."])).Usage;
        }

        using var client = _provider.CreateChatClient(row.Model);
        return (await client.GetResponseAsync(".")).Usage;
    }

    /// <summary>Adds to a body what makes it an answer; what the body has stays.</summary>
    private byte[] Complete(JsonElement body)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        using (var answer = JsonDocument.Parse(_answer))
        {
            json.WriteStartObject();
            foreach (var member in body.EnumerateObject())
            {
                member.WriteTo(json);
            }

            foreach (var member in answer.RootElement.EnumerateObject().Where(m => !body.TryGetProperty(m.Name, out _)))
            {
                member.WriteTo(json);
            }

            json.WriteEndObject();
        }

        return stream.ToArray();
    }
}
