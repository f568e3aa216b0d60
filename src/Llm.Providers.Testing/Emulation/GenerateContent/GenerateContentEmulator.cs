namespace Llm.Providers.Testing;

/// <summary>Speaks Google's <c>generate-content</c>: chat whole and streamed, counting tokens, embeddings and the list of models.</summary>
/// <remarks>
/// Every path is answered below <c>/v1beta</c> and <c>/v1</c>, for models named as at AI Studio and as on Vertex AI. See
/// <see href="https://ai.google.dev/api/generate-content">the vendor's reference</see>.
/// </remarks>
public sealed class GenerateContentEmulator : IWireEmulator
{
    private static readonly string[] s_roots = ["/v1beta", "/v1beta1", "/v1"];

    private static readonly string[] s_methods =
        [":generateContent", ":streamGenerateContent", ":countTokens", ":batchEmbedContents", ":embedContent", ":predict"];

    /// <inheritdoc/>
    public string Name => "generate-content";

    /// <inheritdoc/>
    public IReadOnlyList<EmulatorRoute> Routes { get; } =
    [
        .. s_roots.SelectMany(root => new EmulatorRoute[]
        {
            new("POST", root + "/{id}:generateContent", Whole),
            new("POST", root + "/{id}:streamGenerateContent", Stream),
            new("POST", root + "/{id}:countTokens", Count),
            new("POST", root + "/{id}:batchEmbedContents", GeminiEmbeddingsAnswers.Batch),
            new("POST", root + "/{id}:embedContent", GeminiEmbeddingsAnswers.One),
            new("POST", root + "/{id}:predict", GeminiEmbeddingsAnswers.Predict),
            new("GET", root + "/models", GeminiModelsAnswers.List),
            new("GET", root + "/publishers/google/models", GeminiModelsAnswers.List),
            new("GET", root + "/models/{id}", GeminiModelsAnswers.Get),
        }),
    ];

    /// <inheritdoc/>
    /// <remarks>Methods stand behind a colon, which others have not; of the list of models below <c>/v1</c> only the key tells whose it is.</remarks>
    public bool Speaks(EmulatorRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Path.StartsWith("/v1beta", StringComparison.Ordinal)
            || s_methods.Any(method => request.Path.EndsWith(method, StringComparison.Ordinal))
            || (request.Path.StartsWith("/v1/models", StringComparison.Ordinal) && GeminiAnswers.GoogleKey(request) is not null);
    }

    /// <inheritdoc/>
    public string? ReadKey(EmulatorRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return GeminiAnswers.GoogleKey(request) ?? OpenAIAnswers.BearerKey(request);
    }

    /// <inheritdoc/>
    public EmulatorResponse Fail(ScenarioError error, EmulatorCall call) => GeminiAnswers.Error(error, call);

    private static EmulatorResponse Whole(EmulatorCall call)
    {
        var request = GenerateContentRequest.Read(call);
        return new GenerateContentWriter(call, request, call.Reply(request.Prompt)).WriteWhole();
    }

    private static EmulatorResponse Stream(EmulatorCall call)
    {
        var request = GenerateContentRequest.Read(call);
        return new GenerateContentWriter(call, request, call.Reply(request.Prompt)).WriteStream();
    }

    private static EmulatorResponse Count(EmulatorCall call)
    {
        var root = GeminiRejections.ReadObject(call.Request);
        var request = GenerateContentRequest.Read(root.Has("generateContentRequest") ? root.Member("generateContentRequest") : root, call.Id);
        var tokens = Math.Max(1, request.Prompt.InputTokens);
        return GeminiAnswers.Json(call, writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("totalTokens", tokens);
            GenerateContentWriter.WriteModality(writer, "promptTokensDetails", tokens);
            writer.WriteEndObject();
        });
    }
}
