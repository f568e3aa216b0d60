using Llm.Providers.OpenAI;

namespace Llm.Providers.Tests.OpenAI.Azure;

/// <summary>Makes providers of an Azure resource.</summary>
internal static class AzureResource
{
    public const string Answer = """{"id":"c1","object":"chat.completion","created":1,"model":"gpt-4o-2024-11-20","choices":[{"index":0,"message":{"role":"assistant","content":"Hi."},"finish_reason":"stop"}]}""";

    public static AzureOpenAIProvider Provider(HttpMessageHandler http, Action<AzureOpenAIOptions>? configure = null)
    {
        var options = new AzureOpenAIOptions { Endpoint = new("https://r.openai.azure.com"), ApiKey = "azure-key-7f3a91", MaxRetries = 0 };
        configure?.Invoke(options);
        return new(options, new(new HttpClient(http) { Timeout = Timeout.InfiniteTimeSpan }) { Environment = _ => null });
    }
}
