using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Llm.Providers.OpenAICompatible;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.OpenAICompatible;

/// <summary>Makes providers of the chat completions wire and looks at what they send and read, in one line each.</summary>
internal static class Compatible
{
    /// <summary>A vendor that takes everything this wire has a place for.</summary>
    public static ChatCompletionsDialect Everything { get; } = new()
    {
        RejectedParameters = ModelParameters.None,
        Pdf = PdfForm.File,
        AcceptsPdfUrls = true,
        Audio = AudioForm.DataAndFormat,
        AcceptsVideo = true,
        AcceptsFileIds = true,
    };

    public static OpenAICompatibleProvider Provider(
        HttpMessageHandler? http = null, ChatCompletionsDialect? dialect = null, EmbeddingsDialect? embeddings = null,
        Action<OpenAICompatibleOptions>? configure = null, params IReadOnlyList<ModelItem> models)
    {
        var preset = new OpenAICompatiblePreset
        {
            Id = "acme", DisplayName = "Acme", Endpoint = new("https://api.acme.test/v1/"), KeyVariables = ["ACME_API_KEY"],
            Dialect = dialect ?? new(), Embeddings = embeddings, Models = models,
        };
        var options = new OpenAICompatibleOptions { ApiKey = "acme-key-51d0c7", DefaultModel = "acme-1", MaxRetries = 0 };
        configure?.Invoke(options);
        return new(preset, options, new(new HttpClient(http ?? new CannedHandler("{}")) { Timeout = Timeout.InfiniteTimeSpan }));
    }

    public static IChatClient Client(HttpMessageHandler http, ChatCompletionsDialect? dialect = null, Action<OpenAICompatibleOptions>? configure = null, string? model = null, params IReadOnlyList<ModelItem> models) =>
        Provider(http, dialect, configure: configure, models: models).CreateChatClient(model);

    /// <summary>Renders a request and gives its body, indented.</summary>
    public static string Render(IEnumerable<ChatMessage> messages, ChatOptions? options = null, ChatCompletionsDialect? dialect = null, Action<OpenAICompatibleOptions>? configure = null)
    {
        using var request = Provider(dialect: dialect, configure: configure).Preview(messages, options);
        return Indent(request.ToString());
    }

    public static string Render(ChatOptions options, ChatCompletionsDialect? dialect = null) => Render([new(ChatRole.User, "Hi")], options, dialect);

    public static string RenderUser(ChatCompletionsDialect? dialect, params IList<AIContent> contents) => Render([new(ChatRole.User, contents)], dialect: dialect);

    /// <summary>Renders a request and gives one member of its body, as it is written.</summary>
    public static string Option(string name, ChatOptions options, ChatCompletionsDialect? dialect = null)
    {
        using var request = Provider(dialect: dialect).Preview([new(ChatRole.User, "Hi")], options);
        return Member(name, request.ToString());
    }

    public static string Member(string name, string json) => JsonElement.Parse(json).TryGetProperty(name, out var value) ? value.GetRawText() : "absent";

    public static LlmProviderException Refused(params IList<AIContent> contents) => Assert.Throws<LlmProviderException>(() => RenderUser(null, contents));

    /// <summary>Reads a whole answer.</summary>
    public static Task<ChatResponse> AnswerAsync(string body, ChatOptions? options = null, ChatCompletionsDialect? dialect = null, string? model = null, params IReadOnlyList<ModelItem> models) =>
        Client(new CannedHandler(body), dialect, model: model, models: models).GetResponseAsync("hi", options);

    /// <summary>Reads a whole answer with one message.</summary>
    public static Task<ChatResponse> MessageAsync(string message, string finish = "stop", ChatCompletionsDialect? dialect = null) =>
        AnswerAsync($$"""{"id":"c1","model":"acme-1","created":1700000000,"choices":[{"index":0,"message":{{message}},"finish_reason":"{{finish}}"}]}""", dialect: dialect);

    /// <summary>Reads a stream to its end or failure.</summary>
    public static Task<(List<ChatResponseUpdate> Updates, Exception? Failure)> ReadAsync(string body, ChatCompletionsDialect? dialect = null, string? model = null, params IReadOnlyList<ModelItem> models) =>
        Fake.ReadAsync(Client(new CannedHandler(body), dialect, model: model, models: models));

    /// <summary>Reads a stream that comes to a good end and puts it together.</summary>
    public static async Task<ChatResponse> StreamAsync(string body, ChatCompletionsDialect? dialect = null, string? model = null, params IReadOnlyList<ModelItem> models)
    {
        var (updates, failure) = await ReadAsync(body, dialect, model, models);
        Assert.Null(failure);
        return updates.ToChatResponse();
    }

    /// <summary>Reads a stream of deltas that comes to a good end.</summary>
    public static Task<ChatResponse> DeltasAsync(string finish, params IEnumerable<string> deltas) => StreamAsync(Deltas(finish, deltas));

    /// <summary>Writes a stream of deltas, its finish reason and its end mark.</summary>
    public static string Deltas(string finish, params IEnumerable<string> deltas) =>
        Events([.. deltas.Select(d => Chunk(d)), Chunk("{}", finish), "[DONE]"]);

    public static string Chunk(string delta, string? finish = null) =>
        $$"""{"id":"c1","object":"chat.completion.chunk","created":1700000000,"model":"acme-1","choices":[{"index":0,"delta":{{delta}},"finish_reason":{{(finish is null ? "null" : $"\"{finish}\"")}}}]}""";

    public static string Text(string text) => $$"""{"content":{{Quote(text)}}}""";

    public static string Tool(string fragment) => $$"""{"tool_calls":[{{fragment}}]}""";

    public static string Events(params IEnumerable<string> payloads) => Fake.Events(payloads);

    public static string Quote(string text) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";

    public static IEnumerable<FunctionCallContent> Calls(this ChatResponse response) => response.Messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>();

    public static string Reasoning(this ChatResponse response) => string.Concat(response.Messages.SelectMany(m => m.Contents).OfType<TextReasoningContent>().Select(r => r.Text));

    /// <summary>Writes arguments as JSON, for comparison.</summary>
    public static string Arguments(this FunctionCallContent call) =>
        call.Arguments is null ? "none" : $"{{{string.Join(',', call.Arguments.Select(a => $"\"{a.Key}\":{a.Value}"))}}}";

    public static string Indent(string json)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            JsonElement.Parse(json).WriteTo(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
