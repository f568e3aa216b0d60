using System.Net;
using Llm.Providers.OpenAI;
using Llm.Providers.OpenAICompatible;
using Llm.Providers.Testing;
using Llm.Providers.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Llm.Providers.Tests.OpenAI;

/// <summary>What an application may rely on, seen through a real provider.</summary>
public sealed class ContractTests
{
    private const string Answer = """{"id":"c1","model":"gpt-4.1","choices":[{"index":0,"message":{"role":"assistant","content":"Hi."},"finish_reason":"stop"}]}""";

    [Fact]
    [Trait("Requirement", "S01")]
    [Trait("Requirement", "S02")]
    [Trait("Requirement", "S07")]
    public async Task Every_provider_gives_the_same_two_interfaces()
    {
        await using var services = new ServiceCollection().AddLlmProviders().AddOpenAI().AddMistral().AddLMStudio().Services.BuildServiceProvider();
        var registry = services.GetRequiredService<ILlmProviderRegistry>();

        foreach (var id in registry.ProviderIds)
        {
            using var chat = registry.GetProvider(id).CreateChatClient("any-model");
            using var embeddings = registry.GetProvider(id).CreateEmbeddingGenerator("any-model");

            Assert.Equal("any-model", chat.GetService<ChatClientMetadata>()!.DefaultModelId);
            Assert.Equal("any-model", embeddings.GetService<EmbeddingGeneratorMetadata>()!.DefaultModelId);
        }
    }

    [Fact]
    [Trait("Requirement", "S08")]
    public void What_a_provider_can_do_is_known_without_asking_it()
    {
        var capabilities = OpenAIProvider.Description.Capabilities;

        Assert.True(capabilities.HasFlag(ModelCapabilities.Chat | ModelCapabilities.Completion | ModelCapabilities.Embeddings));
        Assert.Equal(ModelCapabilities.Embeddings, Voyage.Preset.Descriptor.Capabilities & (ModelCapabilities.Embeddings | ModelCapabilities.Chat));
    }

    [Fact]
    [Trait("Requirement", "S09")]
    public async Task Defaults_of_the_host_are_sent_when_it_sets_them_and_yield_to_the_call()
    {
        var http = new CannedHandler(Answer);
        using var chat = Create(http, o => (o.Temperature, o.MaxOutputTokens) = (0.7f, 2048)).CreateChatClient("gpt-4.1");

        await chat.GetResponseAsync("Hi");
        await chat.GetResponseAsync("Hi", new() { Temperature = 0, MaxOutputTokens = 5 });

        Assert.Contains("\"max_completion_tokens\":2048,\"temperature\":0.7", http.Sent[0].Text, StringComparison.Ordinal);
        Assert.Contains("\"max_completion_tokens\":5,\"temperature\":0", http.Sent[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "S09")]
    [Trait("Requirement", "B15")]
    public async Task Nothing_is_sent_that_nobody_asked_for()
    {
        var http = new CannedHandler(Answer);
        using var chat = Create(http).CreateChatClient("gpt-4.1");

        await chat.GetResponseAsync("Hi");

        Assert.Equal("""{"messages":[{"role":"user","content":"Hi"}],"model":"gpt-4.1"}""", http.Single.Text);
    }

    [Fact]
    [Trait("Requirement", "S11")]
    public async Task A_key_set_in_code_stays_in_memory()
    {
        var http = new CannedHandler(Answer);
        var provider = new OpenAIProvider(new(), new(new HttpClient(http)) { Environment = name => name == "OPENAI_API_KEY" ? "sk-from-environment" : null });

        provider.SetApiKey("sk-set-in-code");
        await provider.CreateChatClient("gpt-4.1").GetResponseAsync("Hi");
        var variable = Environment.GetEnvironmentVariable("OPENAI_API_KEY");

        Assert.Equal("Bearer sk-set-in-code", http.Single.Headers["Authorization"]);
        Assert.NotEqual("sk-set-in-code", variable);
    }

    [Fact]
    [Trait("Requirement", "S16")]
    [Trait("Requirement", "S18")]
    public async Task A_model_known_to_take_no_images_is_not_sent_one()
    {
        var http = new CannedHandler(Answer);
        var options = new OpenAIOptions { ApiKey = "k" };
        options.Models.Add(new() { Id = "blind", ProviderId = "openai", Input = Modalities.Text });
        using var chat = new OpenAIProvider(options, new(new HttpClient(http))).CreateChatClient("blind");

        var e = await Assert.ThrowsAsync<LlmProviderException>(() => chat.DescribeImageAsync("What is it?", new DataContent(new byte[] { 0x89, (byte)'P', (byte)'N', (byte)'G' }, "image/png")));

        Assert.Equal((LlmErrorKind.UnsupportedContent, "blind"), (e.Kind, e.ModelId));
        Assert.Contains("image/png", e.Message, StringComparison.Ordinal);
        Assert.Empty(http.Sent);
    }

    [Fact]
    [Trait("Requirement", "S17")]
    public void Each_setting_has_a_stable_path_and_the_key_is_marked_secret()
    {
        var key = OpenAIProvider.Schema.KeyField!;

        Assert.Equal("LlmProviders:openai:ApiKey", $"{ConfigSchema.PathOf("openai")}:{key.Key}");
        Assert.True(key.Secret);
        Assert.Contains("\"writeOnly\": true", OpenAIProvider.Schema.ToJsonSchema(), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "S21")]
    [Trait("Requirement", "S27")]
    public async Task Updates_are_deltas_and_join_to_the_whole()
    {
        using var chat = Emulated(new Emulator(new())).CreateChatClient("gpt-4.1");

        var updates = await chat.GetStreamingResponseAsync("scenario:long").ToListAsync();

        Assert.All(updates.Skip(1), u => Assert.DoesNotContain("one two", u.Text, StringComparison.Ordinal));
        Assert.Equal(string.Concat(updates.Select(u => u.Text)), updates.ToChatResponse().Text);
    }

    [Fact]
    [Trait("Requirement", "S59")]
    [Trait("Requirement", "S60")]
    public void Faults_of_the_settings_are_listed_with_their_paths()
    {
        var provider = new OpenAIProvider(new(), new() { Environment = _ => null });

        var fault = Assert.Single(provider.ValidateConfiguration());

        Assert.StartsWith("LlmProviders:openai:ApiKey is required", fault.Message, StringComparison.Ordinal);
        Assert.Equal("any", provider.CreateChatClient("any").GetService<ModelItem>()!.Id);
    }

    [Fact]
    [Trait("Requirement", "B02")]
    public async Task A_proxy_is_set_on_the_http_client_and_is_used()
    {
        var proxy = new CannedHandler(Answer);
        await using var services = new ServiceCollection().AddLlmProviders().AddOpenAI(configure: o => (o.ApiKey, o.DefaultModel) = ("k", "gpt-4.1"))
            .ConfigureHttpClient(c => c.ConfigurePrimaryHttpMessageHandler(() => proxy)).Services.BuildServiceProvider();

        var response = await services.GetRequiredKeyedService<IChatClient>("openai").GetResponseAsync("Hi");

        Assert.Equal("Hi.", response.Text);
        Assert.Single(proxy.Sent);
    }

    [Fact]
    [Trait("Requirement", "B03")]
    [Trait("Requirement", "B04")]
    public void A_provider_without_embeddings_says_so_instead_of_asking_another()
    {
        var e = Assert.Throws<LlmProviderException>(() => new OpenAICompatibleProvider(DeepSeek.Preset, new() { ApiKey = "sk-chat" }).CreateEmbeddingGenerator("any"));

        Assert.Equal(LlmErrorKind.Configuration, e.Kind);
        Assert.Contains("deepseek", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "B07")]
    public async Task Reasoning_tokens_are_part_of_the_output_and_not_added_to_it()
    {
        var http = new CannedHandler(Answer.Replace("\"choices\"", "\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":50,\"total_tokens\":60,\"completion_tokens_details\":{\"reasoning_tokens\":40}},\"choices\"", StringComparison.Ordinal));

        var usage = (await Create(http).CreateChatClient("gpt-4.1").GetResponseAsync("Hi")).Usage!;

        Assert.Equal((10, 50, 60, 40), (usage.InputTokenCount, usage.OutputTokenCount, usage.TotalTokenCount, usage.ReasoningTokenCount));
    }

    [Fact]
    [Trait("Requirement", "B16")]
    public async Task A_failure_is_thrown_and_never_an_empty_answer()
    {
        var http = new CannedHandler(new CannedResponse((int)HttpStatusCode.BadGateway, "<html>Bad gateway</html>"));

        var e = await Assert.ThrowsAsync<LlmProviderException>(() => Create(http, o => o.MaxRetries = 0).CreateChatClient("gpt-4.1").GetResponseAsync("Hi"));

        Assert.Equal((LlmErrorKind.Unavailable, HttpStatusCode.BadGateway), (e.Kind, e.StatusCode));
    }

    [Fact]
    [Trait("Requirement", "B17")]
    public async Task Conversations_at_the_same_time_on_one_client_do_not_mix()
    {
        using var chat = Emulated(new Emulator(new())).CreateChatClient("gpt-4.1");

        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(async i => (I: i, await chat.GetStreamingResponseAsync($"number {i} please").ToChatResponseAsync())));

        Assert.All(answers, a => Assert.Contains($"number {a.I} please", a.Item2.Text, StringComparison.Ordinal));
        Assert.Equal(64, answers.Select(a => a.Item2.ResponseId).Distinct().Count());
    }

    [Fact]
    [Trait("Requirement", "B19")]
    public async Task Two_instances_keep_their_own_addresses()
    {
        await using var services = new ServiceCollection().AddLlmProviders()
            .AddOpenAI("one", o => (o.Endpoint, o.ApiKey) = (new("https://one.test/v1/"), "k1"))
            .AddOpenAI("two", o => (o.Endpoint, o.ApiKey) = (new("https://two.test/v1/"), "k2"))
            .Services.BuildServiceProvider();

        var endpoints = new[] { "one", "two" }.Select(n => services.GetRequiredKeyedService<IChatClient>(n).GetService<ChatClientMetadata>()!.ProviderUri!.Host);

        Assert.Equal(["one.test", "two.test"], endpoints);
    }

    [Fact]
    [Trait("Requirement", "B22")]
    public async Task A_stream_without_usage_reports_none()
    {
        var http = new CannedHandler("data: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hi\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n");

        var response = await Create(http).CreateChatClient("gpt-4.1").GetStreamingResponseAsync("Hi").ToChatResponseAsync();

        Assert.Equal("Hi", response.Text);
        Assert.Null(response.Usage);
    }

    private static OpenAIProvider Create(HttpMessageHandler http, Action<OpenAIOptions>? configure = null)
    {
        var options = new OpenAIOptions { ApiKey = "k" };
        configure?.Invoke(options);
        return new(options, new(new HttpClient(http)));
    }

    private static OpenAIProvider Emulated(Emulator emulator) => new(new() { ApiKey = "k", Endpoint = EmulatorHandler.Endpoint }, new(new HttpClient(new EmulatorHandler(emulator))));
}
