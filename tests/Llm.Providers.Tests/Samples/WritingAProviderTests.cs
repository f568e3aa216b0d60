using Llm.Providers.OpenAI;
using Llm.Providers.OpenAICompatible;
using Llm.Providers.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Llm.Providers.Tests.Samples;

/// <summary>The code of docs/writing-a-provider.md that no sample holds.</summary>
[Trait("Requirement", "S72")]
public sealed class WritingAProviderTests
{
    [Fact]
    public async Task A_vendor_that_speaks_chat_completions_is_one_value()
    {
        var http = new CannedHandler("""{"choices":[{"message":{"role":"assistant","content":"Hi."},"finish_reason":"stop"}]}""");
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration["LlmProviders:acme:ApiKey"] = "acme-key";

        builder.Services.AddLlmProviders().AddOpenAICompatible(new OpenAICompatiblePreset
        {
            Id = "acme", DisplayName = "Acme", Endpoint = new("https://api.acme.ai/v1/"), KeyVariables = ["ACME_API_KEY"],
            Documentation = new("https://docs.acme.ai"),
            Dialect = new() { MaxTokensField = "max_completion_tokens", AcceptsImageUrls = false },
        });

        builder.Services.AddLlmProviders().UseHandler(http);
        using var host = builder.Build();
        await host.Services.GetRequiredService<ILlmProviderRegistry>().Resolve("acme/any").CreateChatClient().GetResponseAsync("Hi", new() { MaxOutputTokens = 5 });

        Assert.Equal("https://api.acme.ai/v1/chat/completions", http.Single.Uri.ToString());
        Assert.Contains("\"max_completion_tokens\":5", http.Single.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_vendor_that_speaks_responses_takes_the_protocol()
    {
        using var request = new SpeaksResponses().Preview([new(ChatRole.User, "Hi")], new() { ModelId = "any" });

        Assert.Equal("responses", request.Path);
    }

    private sealed class SpeaksResponses() : BaseLlmProvider(FakeProvider.Description, Fake.Options())
    {
        private readonly ResponsesProtocol _responses = new(new() { Store = null, ReplaysPlainReasoning = true, TokenCountPath = null });

        protected override ChatProtocol SelectProtocol(ModelItem model) => _responses;
    }
}
