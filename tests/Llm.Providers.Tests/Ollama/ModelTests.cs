using Llm.Providers.Ollama;
using Llm.Providers.Testing;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Ollama;

public sealed class ModelTests
{
    private const string Told = """
        {"models":[
          {"name":"qwen3:8b","model":"qwen3:8b","modified_at":"2026-01-15T09:30:00Z","size":5225388164,"digest":"500a1f067a9f","details":{"format":"gguf","family":"qwen3","families":["qwen3"],"parameter_size":"8.2B","quantization_level":"Q4_K_M","context_length":40960},"capabilities":["completion","tools","thinking"]},
          {"name":"nomic-embed-text:latest","model":"nomic-embed-text:latest","details":{"family":"nomic-bert","context_length":2048,"embedding_length":768},"capabilities":["embedding"]}]}
        """;

    private const string Old = """{"models":[{"name":"llava:latest","size":1,"details":{"family":"llama"}},{"name":"gone:latest"}]}""";

    private const string Shown = """{"details":{"family":"llama"},"model_info":{"general.architecture":"llama","llama.context_length":4096},"capabilities":["completion","vision"],"thinking":{"values":["low",true],"default":"low"},"parameters":"num_ctx 2048"}""";

    [Fact]
    public async Task The_list_tells_what_each_model_can_do_in_one_request()
    {
        var http = new CannedHandler(Told);

        var models = await Served.Provider(http).ListModelsAsync();

        Assert.Equal((HttpMethod.Get, "http://localhost:11434/api/tags"), (http.Single.Method, http.Single.Uri.AbsoluteUri));
        Assert.Equal(["qwen3:8b", "nomic-embed-text:latest"], models.Select(m => m.Id));
        Assert.Equal((40960, true, true, true, false, false), (models[0].ContextWindow, models[0].Supports(ModelCapabilities.Chat), models[0].Supports(ModelCapabilities.Tools), models[0].Supports(ModelCapabilities.Reasoning), models[0].Supports(ModelCapabilities.Embeddings), models[0].Accepts(Modalities.Image)));
        Assert.Equal((true, 768, Modalities.Embedding), (models[1].Supports(ModelCapabilities.Embeddings), models[1].EmbeddingDimensions, models[1].Output));
        Assert.Equal(("500a1f067a9f", "8.2B", "Q4_K_M", "5225388164"), (models[0].Extra["digest"], models[0].Extra["parameter_size"], models[0].Extra["quantization"], models[0].Extra["size"]));
    }

    [Fact]
    public async Task An_older_server_is_asked_for_each_model()
    {
        var http = new CannedHandler(new CannedResponse(Old), new CannedResponse(Shown), new CannedResponse(404, """{"error":"model 'gone' not found"}"""));

        var models = await Served.Provider(http).ListModelsAsync();

        Assert.Equal((4096, true, "1"), (models[0].ContextWindow, models[0].Accepts(Modalities.Image), models[0].Extra["size"]));
        Assert.Equal(("gone:latest", null), (models[1].Id, models[1].Supports(ModelCapabilities.Chat)));
        Assert.Equal("""{"model":"llava:latest"}""", http.Sent[1].Text);
    }

    [Fact]
    public async Task What_is_configured_wins_over_what_the_server_says()
    {
        var models = await Served.Provider(new CannedHandler(Told), models: new ModelItem { Id = "qwen3:8b", ProviderId = "ollama", Name = "Qwen", ContextWindow = 8192 }).ListModelsAsync();

        Assert.Equal(("Qwen", 8192, true), (models[0].Name, models[0].ContextWindow, models[0].Supports(ModelCapabilities.Tools)));
    }

    [Fact]
    public async Task One_model_tells_how_it_thinks()
    {
        var http = new CannedHandler(Shown);

        var model = await Served.Provider(http).ShowModelAsync("llava");

        Assert.Equal((HttpMethod.Post, "http://localhost:11434/api/show"), (http.Single.Method, http.Single.Uri.AbsoluteUri));
        Assert.Equal(("low,true", "num_ctx 2048", 4096), (model.Extra["thinking"], model.Extra["parameters"], model.ContextWindow));
    }

    [Fact]
    public async Task A_model_that_was_shown_guards_the_calls_that_follow()
    {
        var shown = await Served.Provider(new CannedHandler(Shown)).ShowModelAsync(Served.Model);
        var http = Served.Answering;

        var e = await Assert.ThrowsAsync<LlmProviderException>(() => Served.Provider(http, models: shown).CreateChatClient().GetResponseAsync("hi", new() { Tools = [AIFunctionFactory.Create(() => 1, "f")] }));

        Assert.Equal((LlmErrorKind.UnsupportedOption, 0), (e.Kind, http.Sent.Count));
    }

    [Fact]
    public async Task A_pull_tells_its_steps()
    {
        var http = new CannedHandler(Served.Lines("""{"status":"pulling manifest"}""", """{"status":"pulling 970aa74c0a90","digest":"sha256:970a","total":100}""", """{"status":"pulling 970aa74c0a90","digest":"sha256:970a","total":100,"completed":50}""", """{"status":"success"}"""));

        var steps = await Served.Provider(http).PullModelAsync("qwen3:8b").ToListAsync();

        Assert.Equal("""{"model":"qwen3:8b","stream":true}""", http.Single.Text);
        Assert.Equal(new OllamaPullProgress("pulling 970aa74c0a90", "sha256:970a", 100, 50), steps[2]);
        Assert.Equal([false, false, false, true], steps.Select(s => s.IsComplete));
    }

    [Fact]
    public async Task A_pull_that_fails_throws_in_the_words_of_the_server()
    {
        var http = new CannedHandler(Served.Lines("""{"status":"pulling manifest"}""", """{"error":"pull model manifest: file does not exist"}"""));

        var e = await Assert.ThrowsAsync<LlmProviderException>(async () => await Served.Provider(http).PullModelAsync("nope").ToListAsync());

        Assert.Equal((LlmErrorKind.ModelNotFound, "nope", "pull model manifest: file does not exist"), (e.Kind, e.ModelId, e.VendorMessage));
    }

    [Fact]
    public async Task A_pull_that_ends_early_is_no_success()
    {
        var e = await Assert.ThrowsAsync<LlmProviderException>(async () => await Served.Provider(new CannedHandler("""{"status":"verifying sha256 digest"}""")).PullModelAsync("m").ToListAsync());

        Assert.Equal((LlmErrorKind.StreamInterrupted, true), (e.Kind, e.IsTransient));
    }

    [Fact]
    public async Task A_pull_may_be_silent_for_longer_than_an_answer()
    {
        var time = new StepTime();
        var checking = new TaskCompletionSource();
        var body = new ScriptedStream("{\"status\":\"verifying sha256 digest\"}\n", checking.Task, "{\"status\":\"success\"}\n");
        var provider = new OllamaProvider(new() { MaxRetries = 0 }, new(new HttpClient(new CannedHandler(new CannedResponse(body))), time) { Environment = _ => null });

        await using var steps = provider.PullModelAsync("m").GetAsyncEnumerator();
        Assert.True(await steps.MoveNextAsync());
        var next = steps.MoveNextAsync();
        time.Advance(TimeSpan.FromMinutes(20));
        checking.SetResult();

        Assert.True(await next);
        Assert.True(steps.Current.IsComplete);
    }

    [Fact]
    public async Task Models_in_memory_tell_their_context()
    {
        var http = new CannedHandler("""{"models":[{"name":"qwen3:8b","model":"qwen3:8b","size":6591830464,"digest":"d","expires_at":"2026-11-23T12:00:00Z","size_vram":5333539264,"context_length":4096}]}""");

        var running = Assert.Single(await Served.Provider(http).ListRunningModelsAsync());

        Assert.Equal(("qwen3:8b", 4096, 5333539264, 2026), (running.Id, running.ContextLength, running.VideoMemoryBytes, running.ExpiresAt!.Value.Year));
        Assert.Equal("http://localhost:11434/api/ps", http.Single.Uri.AbsoluteUri);
    }

    [Fact]
    public async Task Models_are_loaded_unloaded_and_deleted()
    {
        var http = new CannedHandler("""{"model":"m","response":"","done":true,"done_reason":"load"}""");
        var provider = Served.Provider(http, o => (o.KeepAlive, o.ContextLength) = (TimeSpan.FromHours(1), 8192));

        await provider.LoadModelAsync("m");
        await provider.UnloadModelAsync("m");
        var deleting = new CannedHandler("");
        await Served.Provider(deleting).DeleteModelAsync("m");

        Assert.Equal("""{"model":"m","stream":false,"keep_alive":3600,"options":{"num_ctx":8192}}""", http.Sent[0].Text);
        Assert.Equal("""{"model":"m","stream":false,"keep_alive":0}""", http.Sent[1].Text);
        Assert.Equal((HttpMethod.Delete, """{"model":"m"}"""), (deleting.Single.Method, deleting.Single.Text));
    }

    [Fact]
    public async Task The_connection_is_tested_with_the_version()
    {
        var http = new CannedHandler("""{"version":"0.12.6"}""");

        await Served.Provider(http).TestConnectionAsync();

        Assert.Equal("http://localhost:11434/api/version", http.Single.Uri.AbsoluteUri);
        Assert.Equal("0.12.6", await Served.Provider(http).GetVersionAsync());
    }

    [Fact]
    public async Task A_server_that_does_not_run_is_named_with_its_address()
    {
        var provider = Served.Provider(new CannedHandler(CannedResponse.Throws(new HttpRequestException("Connection refused (localhost:11434)"))));

        var e = await Assert.ThrowsAsync<LlmProviderException>(() => provider.TestConnectionAsync());

        Assert.Equal(LlmErrorKind.Network, e.Kind);
        Assert.Contains("http://localhost:11434/", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_emulator_tells_of_its_models_too()
    {
        var provider = new OllamaProvider(new() { Endpoint = EmulatorHandler.Endpoint }, new(new HttpClient(new EmulatorHandler())) { Environment = _ => null });

        var models = await provider.ListModelsAsync();
        var thinking = await provider.ShowModelAsync("gpt-oss:20b");
        var running = await provider.ListRunningModelsAsync();
        var steps = await provider.PullModelAsync("llama3.2").ToListAsync();
        await provider.TestConnectionAsync();
        await provider.LoadModelAsync("llama3.2");
        await provider.DeleteModelAsync("llama3.2");

        Assert.Contains(models, m => m.Supports(ModelCapabilities.Embeddings) == true);
        Assert.Equal(("low,medium,high", 131072), (thinking.Extra["thinking"], thinking.ContextWindow));
        Assert.Equal(("llama3.2:latest", true), (running[0].Id, steps[^1].IsComplete));
        await Assert.ThrowsAsync<LlmProviderException>(() => provider.ShowModelAsync("nope"));
    }
}
