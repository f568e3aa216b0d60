using Llm.Providers.LMStudio;
using Llm.Providers.Testing;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.LMStudio;

public sealed class LMStudioProviderTests
{
    private const string Version1 = """
        {"models":[
          {"type":"llm","publisher":"qwen","key":"qwen/qwen3.5-9b","display_name":"Qwen3.5 9B","architecture":"qwen35","quantization":{"name":"Q4_K_M","bits_per_weight":4},
           "loaded_instances":[{"id":"qwen/qwen3.5-9b","config":{"context_length":4096}}],"max_context_length":262144,"capabilities":{"vision":true,"trained_for_tool_use":true}},
          {"type":"embedding","publisher":"nomic-ai","key":"nomic","display_name":"Nomic","loaded_instances":[],"max_context_length":2048}]}
        """;

    private const string Version0 = """{"object":"list","data":[{"id":"llama","object":"model","type":"llm","arch":"llama","quantization":"Q4_K_M","state":"loaded","max_context_length":131072,"loaded_context_length":8192}]}""";

    [Fact]
    [Trait("Requirement", "S04")]
    public async Task It_needs_no_key_and_sends_none()
    {
        var http = new CannedHandler("""{"id":"c","choices":[{"index":0,"message":{"role":"assistant","content":"Hi."},"finish_reason":"stop"}]}""");
        var provider = new LMStudioProvider(new(), new(new HttpClient(http)) { Environment = _ => null });

        Assert.Empty(provider.ValidateConfiguration());
        Assert.Equal("Hi.", (await provider.CreateChatClient("qwen").GetResponseAsync("Hello")).Text);
        Assert.DoesNotContain("Authorization", http.Single.Headers.Keys);
    }

    [Fact]
    public async Task The_native_list_tells_state_and_context_length()
    {
        var models = await List(new CannedResponse(Version1));

        Assert.Equal(["qwen/qwen3.5-9b", "nomic"], models.Select(m => m.Id));
        Assert.Equal(("loaded", "4096", "Q4_K_M"), (models[0].Extra["state"], models[0].Extra["loaded_context_length"], models[0].Extra["quantization"]));
        Assert.Equal((262144, true, true), (models[0].ContextWindow, models[0].Accepts(Modalities.Image), models[0].Supports(ModelCapabilities.Tools)));
        Assert.Equal(("not-loaded", true), (models[1].Extra["state"], models[1].Supports(ModelCapabilities.Embeddings)));
    }

    [Theory]
    [InlineData(404)]
    [InlineData(200)]
    public async Task An_older_server_is_asked_for_its_older_list(int unknownPath)
    {
        var models = await List(new CannedResponse(unknownPath, """{"error":"Unexpected endpoint or method. (GET /api/v1/models)"}"""), new CannedResponse(Version0));

        Assert.Equal(("llama", "8192", "loaded"), (models.Single().Id, models.Single().Extra["loaded_context_length"], models.Single().Extra["state"]));
    }

    [Fact]
    public async Task The_emulator_lists_its_models_too()
    {
        var provider = new LMStudioProvider(new() { Endpoint = EmulatorHandler.Endpoint }, new(new HttpClient(new EmulatorHandler(new EmulatorOptions()))));

        Assert.Contains(await provider.ListModelsAsync(), m => m.Extra["state"] == "loaded" && m.Extra.ContainsKey("loaded_context_length"));
    }

    [Fact]
    public async Task A_server_that_does_not_run_is_named_with_its_address()
    {
        var http = new CannedHandler(CannedResponse.Throws(new HttpRequestException("Connection refused (localhost:1234)")));
        var provider = new LMStudioProvider(new() { MaxRetries = 0 }, new(new HttpClient(http)));

        var e = await Assert.ThrowsAsync<LlmProviderException>(() => provider.TestConnectionAsync());

        Assert.Equal(LlmErrorKind.Network, e.Kind);
        Assert.Contains("http://localhost:1234/v1/", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "S40")]
    public void The_first_wait_is_five_minutes() =>
        Assert.Equal("300", LMStudioProvider.Schema.Fields.Single(f => f.Key == "Timeout").Default);

    private static Task<IReadOnlyList<ModelItem>> List(params IReadOnlyList<CannedResponse> responses) =>
        new LMStudioProvider(new() { MaxRetries = 0 }, new(new HttpClient(new CannedHandler(responses)))).ListModelsAsync();
}
