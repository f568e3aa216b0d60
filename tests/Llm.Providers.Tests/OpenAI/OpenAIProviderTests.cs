using Llm.Providers.OpenAI;
using Llm.Providers.Testing;
using Llm.Providers.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Llm.Providers.Tests.OpenAI;

public sealed class OpenAIProviderTests
{
    private const string Answer = """{"id":"c1","object":"chat.completion","created":1,"model":"gpt-5-mini","choices":[{"index":0,"message":{"role":"assistant","content":"Hi."},"finish_reason":"stop"}]}""";

    [Fact]
    [Trait("Requirement", "S03")]
    [Trait("Requirement", "S31")]
    public void It_can_be_made_without_arguments() => Assert.Equal("openai", new OpenAIProvider().Id);

    [Fact]
    [Trait("Requirement", "S32")]
    public void Its_models_are_its_own()
    {
        var models = new OpenAIProvider().Models;

        Assert.NotEmpty(models);
        Assert.All(models, m => Assert.Equal("openai", m.ProviderId));
    }

    [Fact]
    [Trait("Requirement", "S15")]
    public void It_has_one_default_for_conversations_and_one_for_embeddings()
    {
        var defaults = new OpenAIProvider().Models.Where(m => m.IsDefault).ToList();

        Assert.Single(defaults, m => m.Supports(ModelCapabilities.Chat) == true);
        Assert.Single(defaults, m => m.Supports(ModelCapabilities.Embeddings) == true);
    }

    [Fact]
    [Trait("Requirement", "S10")]
    public void No_model_gives_more_than_fits_and_the_newer_ones_leave_room_for_input()
    {
        var models = new OpenAIProvider().Models.Where(m => m.MaxOutputTokens is not null).ToList();

        Assert.All(models, m => Assert.True(m.MaxOutputTokens <= m.ContextWindow, m.Id));
        Assert.All(models.Where(m => m.Released >= new DateOnly(2024, 5, 1)), m => Assert.True(m.MaxOutputTokens < m.ContextWindow, m.Id));
    }

    [Fact]
    [Trait("Requirement", "S25")]
    public void Metadata_name_provider_address_and_model_and_no_key()
    {
        using var chat = new OpenAIProvider(new() { ApiKey = "sk-secret-value" }).CreateChatClient("gpt-5-mini");

        var metadata = chat.GetService<ChatClientMetadata>()!;

        Assert.Equal(("openai", new Uri("https://api.openai.com/v1/"), "gpt-5-mini"), (metadata.ProviderName, metadata.ProviderUri, metadata.DefaultModelId));
    }

    [Fact]
    public async Task Organization_and_project_travel_with_the_key()
    {
        var http = new CannedHandler(Answer);
        using var chat = new OpenAIProvider(new() { ApiKey = "sk-1", Organization = "org-1", Project = "proj_1" }, new(new HttpClient(http))).CreateChatClient("gpt-4.1");

        await chat.GetResponseAsync("Hi");

        Assert.Equal(("Bearer sk-1", "org-1", "proj_1"), (http.Single.Headers["Authorization"], http.Single.Headers["OpenAI-Organization"], http.Single.Headers["OpenAI-Project"]));
    }

    [Fact]
    [Trait("Requirement", "S48")]
    public async Task Without_a_key_nothing_is_sent_and_the_error_says_where_to_put_one()
    {
        var http = new CannedHandler(Answer);
        using var chat = new OpenAIProvider(new(), new(new HttpClient(http)) { Environment = _ => null }).CreateChatClient("gpt-5-mini");

        var e = await Assert.ThrowsAsync<LlmProviderException>(() => chat.GetResponseAsync("Hi"));

        Assert.Equal((LlmErrorKind.Configuration, 0), (e.Kind, e.Attempts));
        Assert.Contains("LlmProviders:openai:ApiKey", e.Message, StringComparison.Ordinal);
        Assert.Contains("OPENAI_API_KEY", e.Message, StringComparison.Ordinal);
        Assert.Empty(http.Sent);
    }

    [Fact]
    [Trait("Requirement", "B14")]
    [Trait("Requirement", "S53")]
    public async Task A_temperature_a_reasoning_model_would_refuse_is_left_out_with_a_warning()
    {
        var http = new CannedHandler(Answer);
        using var chat = new OpenAIProvider(new() { ApiKey = "k", Wire = OpenAIWire.ChatCompletions }, new(new HttpClient(http))).CreateChatClient("gpt-5-mini");

        var response = await chat.GetResponseAsync("Hi", new() { Temperature = 0.2f, MaxOutputTokens = 50 });

        Assert.DoesNotContain("temperature", http.Single.Text, StringComparison.Ordinal);
        Assert.Contains("\"max_completion_tokens\":50", http.Single.Text, StringComparison.Ordinal);
        Assert.Contains("Temperature", Assert.Single(response.GetWarnings()), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "B01")]
    public async Task Options_a_model_takes_are_sent()
    {
        var http = new CannedHandler(Answer);
        using var chat = new OpenAIProvider(new() { ApiKey = "k" }, new(new HttpClient(http))).CreateChatClient("gpt-4.1");

        var response = await chat.GetResponseAsync("Hi", new() { Temperature = 0.2f, TopP = 0.9f, MaxOutputTokens = 50, Seed = 7, StopSequences = ["END"] });

        Assert.Empty(response.GetWarnings());
        Assert.Contains("\"temperature\":0.2,\"top_p\":0.9,\"seed\":7,\"stop\":[\"END\"]", http.Single.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "S29")]
    public async Task A_model_of_the_completions_protocol_continues_a_text()
    {
        var emulator = new Emulator(new());
        var options = new OpenAIOptions { ApiKey = "k", Endpoint = EmulatorHandler.Endpoint };
        options.Models.Add(new() { Id = "gpt-3.5-turbo-instruct", ProviderId = "openai", Protocol = "completions" });
        using var chat = new OpenAIProvider(options, new(new HttpClient(new EmulatorHandler(emulator)))).CreateChatClient("gpt-3.5-turbo-instruct");

        var whole = await chat.GetResponseAsync("Once upon a time");
        var streamed = await chat.GetStreamingResponseAsync("Once upon a time").ToChatResponseAsync();

        Assert.NotEmpty(whole.Text);
        Assert.Equal(whole.Text, streamed.Text);
        Assert.All(emulator.Requests, r => Assert.EndsWith("/completions", r.Path, StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Requirement", "S12")]
    [Trait("Requirement", "S35")]
    public async Task From_registration_to_an_answer_over_a_socket()
    {
        await using var server = await EmulatorServer.StartAsync();
        await using var services = new ServiceCollection().AddLlmProviders().AddOpenAI(configure: o => (o.Endpoint, o.ApiKey) = (server.Endpoint, "k")).Services.BuildServiceProvider();
        var registry = services.GetRequiredService<ILlmProviderRegistry>();

        var provider = registry.GetProvider("openai");
        using var chat = registry.Resolve($"openai/{provider.Models[0].Id}").CreateChatClient();
        var response = await chat.GetResponseAsync("Hello, world!");

        Assert.NotEmpty(response.Text);
        Assert.Single(server.Emulator.Requests);
    }

    [Fact]
    [Trait("Requirement", "S61")]
    public async Task A_connection_test_lists_models_and_asks_no_question()
    {
        var emulator = new Emulator(new());
        var provider = new OpenAIProvider(new() { ApiKey = "k", Endpoint = EmulatorHandler.Endpoint }, new(new HttpClient(new EmulatorHandler(emulator))));

        await provider.TestConnectionAsync();

        Assert.Equal((HttpMethod.Get.Method, "/v1/models"), (emulator.Requests.Single().Method, emulator.Requests.Single().Path));
    }
}
