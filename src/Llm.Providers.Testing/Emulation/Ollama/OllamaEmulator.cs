namespace Llm.Providers.Testing;

/// <summary>Speaks Ollama's own API: conversations, completions, embeddings, and the models of the server.</summary>
/// <remarks>See <see href="https://docs.ollama.com/api">the vendor's reference</see>. Calls may name any model; what is asked about a model must be about one that is listed.</remarks>
public sealed class OllamaEmulator : IWireEmulator
{
    private const string Root = "/api/";

    /// <summary>Creates the emulator of a server with these models.</summary>
    /// <param name="models">The models; without any, there are some for each kind of work.</param>
    public OllamaEmulator(params IReadOnlyList<OllamaModel> models)
    {
        var answers = new OllamaModelAnswers(models.Count > 0 ? models : DefaultModels);
        Routes =
        [
            new("POST", "/api/chat", Chat),
            new("POST", "/api/generate", Generate),
            new("POST", "/api/embed", OllamaEmbedAnswers.Embed),
            new("POST", "/api/embeddings", OllamaEmbedAnswers.EmbedOne),
            new("GET", "/api/tags", answers.List),
            new("POST", "/api/show", answers.Show),
            new("GET", "/api/ps", answers.ListRunning),
            new("POST", "/api/pull", answers.Pull),
            new("DELETE", "/api/delete", answers.Delete),
            new("GET", "/api/version", OllamaModelAnswers.Version),
        ];
    }

    /// <summary>Gets the models of an emulator that was given none.</summary>
    public static IReadOnlyList<OllamaModel> DefaultModels { get; } =
    [
        new("llama3.2:latest", "llama", 131072, "completion", "tools") { ParameterSize = "3.2B", SizeBytes = 2_019_393_189, EmbeddingLength = 3072, LoadedContextLength = 4096 },
        new("qwen3:8b", "qwen3", 40960, "completion", "tools", "thinking") { ThinkingValues = ["true", "false"] },
        new("gpt-oss:20b", "gptoss", 131072, "completion", "tools", "thinking") { ParameterSize = "20.9B", Quantization = "MXFP4", SizeBytes = 13_793_441_244, ThinkingValues = ["\"low\"", "\"medium\"", "\"high\""] },
        new("gemma3:4b", "gemma3", 131072, "completion", "vision") { ParameterSize = "4.3B", SizeBytes = 3_338_801_804 },
        new("nomic-embed-text:latest", "nomic-bert", 2048, "embedding") { ParameterSize = "137M", Quantization = "F16", SizeBytes = 274_302_450, EmbeddingLength = 768 },
    ];

    /// <inheritdoc/>
    public string Name => "ollama";

    /// <inheritdoc/>
    public IReadOnlyList<EmulatorRoute> Routes { get; }

    /// <inheritdoc/>
    public bool Speaks(EmulatorRequest request) => request.Path.StartsWith(Root, StringComparison.Ordinal);

    /// <inheritdoc/>
    public string? ReadKey(EmulatorRequest request) => OpenAIAnswers.BearerKey(request);

    /// <inheritdoc/>
    public EmulatorResponse Fail(ScenarioError error, EmulatorCall call) => OllamaAnswers.Error(error);

    private static EmulatorResponse Chat(EmulatorCall call)
    {
        var request = OllamaRequest.ReadChat(call.Request);
        return Answer(call, request, isChat: true);
    }

    private static EmulatorResponse Generate(EmulatorCall call) => Answer(call, OllamaRequest.ReadGenerate(call.Request), isChat: false);

    // Nothing to answer means that a model is loaded, or unloaded when it shall be kept for no time.
    private static EmulatorResponse Answer(EmulatorCall call, OllamaRequest request, bool isChat) => request.IsLoad
        ? OllamaWriter.WriteLoad(call, request, isChat)
        : new OllamaWriter(call, request, call.Reply(request.Prompt), isChat).Write();
}
