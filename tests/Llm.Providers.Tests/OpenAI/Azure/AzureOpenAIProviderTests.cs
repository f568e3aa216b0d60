using Llm.Providers.OpenAI;
using Llm.Providers.Testing;
using Llm.Providers.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Llm.Providers.Tests.OpenAI.Azure;

public sealed class AzureOpenAIProviderTests
{
    [Fact]
    [Trait("Requirement", "S03")]
    public void It_can_be_made_without_arguments_and_says_what_it_lacks()
    {
        var provider = new AzureOpenAIProvider(services: new() { Environment = _ => null });

        Assert.Equal(
            ["LlmProviders:azure:Endpoint is required; set it there, in code, or in the environment variable AZURE_OPENAI_ENDPOINT.", "LlmProviders:azure:ApiKey is required by Azure OpenAI; set it there, in code, or in the environment variable AZURE_OPENAI_API_KEY."],
            provider.ValidateConfiguration().Select(f => f.Message));
        Assert.Contains("LlmProviders:azure:Endpoint", Assert.Throws<LlmProviderException>(() => provider.CreateChatClient("gpt-4o")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Address_key_and_version_come_from_the_environment()
    {
        var http = new CannedHandler(AzureResource.Answer);
        var environment = new Dictionary<string, string> { ["AZURE_OPENAI_ENDPOINT"] = "https://env.openai.azure.com/", ["AZURE_OPENAI_API_KEY"] = "env-key", ["OPENAI_API_VERSION"] = "2024-10-21" };

        await new AzureOpenAIProvider(null, new(new HttpClient(http)) { Environment = environment.GetValueOrDefault }).CreateChatClient("gpt-4o").GetResponseAsync("Hi");

        Assert.Equal("https://env.openai.azure.com/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21", http.Single.Uri.AbsoluteUri);
        Assert.Equal(("env-key", null), (http.Single.Header("api-key"), http.Single.Header("Authorization")));
    }

    [Fact]
    [Trait("Requirement", "S34")]
    public async Task A_token_is_asked_for_at_every_attempt_and_sent_as_bearer()
    {
        var http = new CannedHandler(new CannedResponse(503, ""), new CannedResponse(AzureResource.Answer));
        var asked = 0;
        var options = new AzureOpenAIOptions
        {
            Endpoint = new("https://r.openai.azure.com"), Authentication = AzureOpenAIAuthentication.EntraId,
            ApiKeyCallback = (_, _) => ValueTask.FromResult<string?>($"token-{++asked}"),
        };

        await new AzureOpenAIProvider(options, new(new HttpClient(http), new EagerTime()) { Environment = _ => null }).CreateChatClient("gpt-4o").GetResponseAsync("Hi");

        Assert.Equal(["Bearer token-1", "Bearer token-2"], http.Sent.Select(s => s.Header("Authorization")));
        Assert.All(http.Sent, s => Assert.Null(s.Header("api-key")));
    }

    [Fact]
    public async Task It_is_registered_with_settings_of_its_own()
    {
        var http = new CannedHandler(AzureResource.Answer);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["LlmProviders:azure:Endpoint"] = "https://r.openai.azure.com", ["LlmProviders:azure:ApiKey"] = "k", ["LlmProviders:azure:ApiVersion"] = "2024-10-21",
            ["LlmProviders:azure:Authentication"] = "EntraId", ["LlmProviders:azure:Deployments:gpt-4o"] = "prod-chat",
        }).Build();
        await using var services = new ServiceCollection().AddLlmProviders(configuration).AddAzureOpenAI()
            .ConfigureHttpClient(c => c.ConfigurePrimaryHttpMessageHandler(() => http)).Services.BuildServiceProvider();

        await services.GetRequiredService<ILlmProviderRegistry>().Resolve("azure/gpt-4o").CreateChatClient().GetResponseAsync("Hi");

        Assert.Equal(("/openai/deployments/prod-chat/chat/completions", "Bearer k"), (http.Single.Uri.AbsolutePath, http.Single.Header("Authorization")));
    }

    [Fact]
    [Trait("Requirement", "S25")]
    public void Metadata_carry_the_name_telemetry_knows()
    {
        using var chat = AzureResource.Provider(new CannedHandler("")).CreateChatClient("gpt-4o");

        Assert.Equal(("azure.ai.openai", "gpt-4o"), (chat.GetService<ChatClientMetadata>()!.ProviderName, chat.GetService<ChatClientMetadata>()!.DefaultModelId));
    }

    [Fact]
    public async Task A_deployment_that_is_not_there_is_an_unknown_model()
    {
        var http = new CannedHandler(new CannedResponse(404, """{"error":{"code":"DeploymentNotFound","message":"The API deployment for this resource does not exist."}}"""));

        var e = await Assert.ThrowsAsync<LlmProviderException>(() => AzureResource.Provider(http).CreateChatClient("gpt-4o").GetResponseAsync("Hi"));

        Assert.Equal((LlmErrorKind.ModelNotFound, "DeploymentNotFound"), (e.Kind, e.ErrorCode));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData(null, true)]
    [InlineData("2024-10-21", false)]
    [InlineData("2024-10-21", true)]
    public async Task Conversations_embeddings_and_models_work_on_both_surfaces(string? version, bool stream)
    {
        var emulator = new Emulator(new() { RequiredKey = "azure-key-7f3a91" });
        var provider = AzureResource.Provider(new EmulatorHandler(emulator), o => (o.Endpoint, o.ApiVersion) = (new("http://127.0.0.1/"), version));
        using var chat = provider.CreateChatClient("gpt-4o");

        var response = stream ? await chat.GetStreamingResponseAsync("scenario:text").ToChatResponseAsync() : await chat.GetResponseAsync("scenario:text");
        var vectors = await provider.CreateEmbeddingGenerator("text-embedding-3-small").GenerateAsync(["alpha", "beta"]);
        await provider.TestConnectionAsync();

        Assert.Equal(("Hello from the mock server.", 18L), (response.Text, response.Usage!.TotalTokenCount));
        Assert.Equal(4, response.GetPromptFilterResults().Count);
        Assert.All(response.GetContentFilterResults(), r => Assert.Equal(("safe", false), (r.Severity, r.Filtered)));
        Assert.Equal([1536, 1536], vectors.Select(v => v.Vector.Length));
        Assert.All(emulator.Exchanges, x => Assert.Equal(200, x.Response.Status));
    }
}
