using Llm.Providers.OpenAI;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.OpenAI.Azure;

/// <summary>Where requests go, whichever form of the address was given.</summary>
public sealed class AzureOpenAIAddressTests
{
    private const string V1 = "https://r.openai.azure.com/openai/v1/chat/completions";
    private const string Dated = "https://r.openai.azure.com/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21";

    [Theory]
    [InlineData("https://r.openai.azure.com", null, V1)]
    [InlineData("https://r.openai.azure.com/", null, V1)]
    [InlineData("https://r.openai.azure.com/openai", null, V1)]
    [InlineData("https://r.openai.azure.com/openai/", null, V1)]
    [InlineData("https://r.openai.azure.com/openai/v1", null, V1)]
    [InlineData("https://r.openai.azure.com/openai/v1/", null, V1)]
    [InlineData("https://r.openai.azure.com/openai/v1/chat/completions", null, V1)]
    [InlineData("https://r.openai.azure.com/openai/v1/responses", null, V1)]
    [InlineData("https://r.openai.azure.com", "preview", V1 + "?api-version=preview")]
    [InlineData("https://r.openai.azure.com/openai/v1?api-version=preview", null, V1 + "?api-version=preview")]
    [InlineData("https://r.openai.azure.com/openai/v1?api-version=preview&tenant=7", "preview", V1 + "?api-version=preview&tenant=7")]
    [InlineData("https://r.openai.azure.com", "2024-10-21", Dated)]
    [InlineData("https://r.openai.azure.com/openai/", "2024-10-21", Dated)]
    [InlineData("https://r.openai.azure.com/openai/v1/", "2024-10-21", Dated)]
    [InlineData("https://r.openai.azure.com/openai/deployments/gpt-4o/", "2024-10-21", Dated)]
    [InlineData("https://r.openai.azure.com/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21", null, Dated)]
    [InlineData("https://r.openai.azure.com/openai/deployments/other/embeddings?api-version=2024-10-21", "2024-10-21", Dated)]
    [InlineData("https://gateway.example.com/ai/openai", null, "https://gateway.example.com/ai/openai/v1/chat/completions")]
    [InlineData("https://gateway.example.com/openai/team-a/openai/deployments/x", "2024-10-21", "https://gateway.example.com/openai/team-a/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21")]
    [InlineData("https://gateway.example.com/my-openai-proxy", null, "https://gateway.example.com/my-openai-proxy/openai/v1/chat/completions")]
    public async Task T28_every_form_of_the_address_leads_to_the_same_place(string endpoint, string? version, string expected)
    {
        var http = new CannedHandler(AzureResource.Answer);

        await AzureResource.Provider(http, o => (o.Endpoint, o.ApiVersion) = (new(endpoint), version)).CreateChatClient("gpt-4o").GetResponseAsync("Hi");

        Assert.Equal(expected, http.Single.Uri.AbsoluteUri);
    }

    [Theory]
    [InlineData("a/../../b?key=1#c d", "/openai/deployments/a%2F..%2F..%2Fb%3Fkey%3D1%23c%20d/chat/completions")]
    [InlineData("%2e%2e", "/openai/deployments/%252e%252e/chat/completions")]
    public async Task T28_a_deployment_stays_one_step_of_the_path(string deployment, string expected)
    {
        var http = new CannedHandler(AzureResource.Answer);

        await AzureResource.Provider(http, o => (o.ApiVersion, o.Deployments["gpt-4o"]) = ("2024-10-21", deployment)).CreateChatClient("gpt-4o").GetResponseAsync("Hi");

        Assert.Equal((expected, "?api-version=2024-10-21"), (http.Single.Uri.AbsolutePath, http.Single.Uri.Query));
    }

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    public async Task T28_a_deployment_of_dots_is_refused(string deployment)
    {
        var http = new CannedHandler(AzureResource.Answer);

        var e = await Fake.FailureAsync(() => AzureResource.Provider(http, o => (o.ApiVersion, o.Deployments["gpt-4o"]) = ("2024-10-21", deployment)).CreateChatClient("gpt-4o").GetResponseAsync("Hi"));

        Assert.Equal(LlmErrorKind.InvalidRequest, e.Kind);
        Assert.Empty(http.Sent);
    }

    [Theory]
    [InlineData(null, "https://r.openai.azure.com/openai/v1/embeddings", "https://r.openai.azure.com/openai/v1/models")]
    [InlineData("2024-10-21", "https://r.openai.azure.com/openai/deployments/vectors/embeddings?api-version=2024-10-21", "https://r.openai.azure.com/openai/models?api-version=2024-10-21")]
    public async Task Embeddings_and_the_list_of_models_are_where_the_version_says(string? version, string embeddings, string models)
    {
        var http = new CannedHandler("""{"object":"list","data":[{"object":"embedding","index":0,"embedding":[0.5]}],"model":"text-embedding-3-small"}""");
        var provider = AzureResource.Provider(http, o => o.ApiVersion = version);

        await provider.CreateEmbeddingGenerator("vectors").GenerateAsync(["a"]);
        await provider.ListModelsAsync();

        Assert.Equal([embeddings, models], http.Sent.Select(s => s.Uri.AbsoluteUri));
    }

    [Fact]
    public async Task The_name_of_a_deployment_is_escaped()
    {
        var http = new CannedHandler(AzureResource.Answer);

        await AzureResource.Provider(http, o => o.ApiVersion = "2024-10-21").CreateChatClient("team/gpt 4o?").GetResponseAsync("Hi");

        Assert.Equal("/openai/deployments/team%2Fgpt%204o%3F/chat/completions", http.Single.Uri.AbsolutePath);
    }

    [Fact]
    public async Task The_deployment_an_address_names_is_the_default_model()
    {
        var http = new CannedHandler(AzureResource.Answer);
        var provider = AzureResource.Provider(http, o => o.Endpoint = new("https://r.openai.azure.com/openai/deployments/prod%20chat/chat/completions?api-version=2024-10-21"));

        await provider.CreateChatClient().GetResponseAsync("Hi");

        Assert.Equal("/openai/deployments/prod%20chat/chat/completions", http.Single.Uri.AbsolutePath);
        Assert.Throws<LlmProviderException>(() => provider.CreateEmbeddingGenerator());
    }

    [Fact]
    public void Two_versions_at_once_are_a_mistake()
    {
        var e = Assert.Throws<LlmProviderException>(() => AzureResource.Provider(new CannedHandler(""), o => (o.Endpoint, o.ApiVersion) = (new("https://r.openai.azure.com/?api-version=2024-06-01"), "2024-10-21")));

        Assert.Equal(LlmErrorKind.Configuration, e.Kind);
        Assert.Contains("LlmProviders:azure:ApiVersion is 2024-10-21", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("2024-10-21")]
    public async Task A_model_is_called_by_the_name_of_its_deployment(string? version)
    {
        var http = new CannedHandler(AzureResource.Answer);
        var provider = AzureResource.Provider(http, o =>
        {
            o.ApiVersion = version;
            o.Deployments["gpt-4o"] = "prod-chat";
            o.Models.Add(new() { Id = "gpt-4o", ProviderId = "azure", RejectedParameters = ModelParameters.Temperature });
        });

        var response = await provider.CreateChatClient("gpt-4o").GetResponseAsync("Hi", new() { Temperature = 0.5f, TopK = 3 });

        Assert.Contains("\"model\":\"prod-chat\"", http.Single.Text, StringComparison.Ordinal);
        Assert.Equal(version is null ? "/openai/v1/chat/completions" : "/openai/deployments/prod-chat/chat/completions", http.Single.Uri.AbsolutePath);
        Assert.DoesNotContain("temperature", http.Single.Text, StringComparison.Ordinal);
        Assert.Equal(2, response.GetWarnings().Count);
    }

    [Theory]
    [InlineData("2024-06-01", "max_tokens", false)]
    [InlineData("2024-10-21", "max_completion_tokens", true)]
    [InlineData(null, "max_completion_tokens", true)]
    public async Task T27_versions_from_before_reasoning_models_get_the_parameters_they_know(string? version, string limit, bool asksForUsage)
    {
        var http = new CannedHandler("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hi\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n");

        await AzureResource.Provider(http, o => o.ApiVersion = version).CreateChatClient("gpt-4o").GetStreamingResponseAsync("Hi", new() { MaxOutputTokens = 9 }).ToChatResponseAsync();

        Assert.Contains($"\"{limit}\":9", http.Single.Text, StringComparison.Ordinal);
        Assert.Equal(asksForUsage, http.Single.Text.Contains("stream_options", StringComparison.Ordinal));
    }
}
