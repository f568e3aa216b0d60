using Llm.Providers.DataProtection;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Llm.Providers.AotSmoke;

/// <summary>One call, or one of what it is for, of every package that applications ship.</summary>
internal static class AllPackages
{
    private const string Key = "sk-test-key";

    public static async Task RunAsync(Uri endpoint)
    {
        var root = new Uri(endpoint, "/");
        var keys = Path.Combine(Directory.CreateTempSubdirectory().FullName, "keys.json");
        var collection = new ServiceCollection();
        collection.AddLlmProviders()
            .AddAnthropic(configure: o => o.Endpoint = new(root, "v1/"))
            .AddGoogle(configure: o => (o.Endpoint, o.ApiKey) = (new(root, "v1beta/"), Key))
            .AddOllama(configure: o => o.Endpoint = root)
            .AddLMStudio(configure: o => o.Endpoint = endpoint)
            .AddGroq(configure: o => (o.Endpoint, o.ApiKey) = (endpoint, Key))
            .AddTokenizers()
            .AddProtectedKeyStore(keys);
        collection.AddLlmProvidersHealthChecks();
        await using var services = collection.BuildServiceProvider();
        var registry = services.GetRequiredService<ILlmProviderRegistry>();
        await services.GetRequiredService<ProtectedKeyStore>().SetAsync("anthropic", Key); // what the first call finds

        foreach (var model in (string[])["anthropic/claude-sonnet-4-5", "google/gemini-2.5-flash", "ollama/qwen3:8b", "lmstudio/some-model", "groq/llama-3.3-70b-versatile"])
        {
            using var chat = registry.Resolve(model).CreateChatClient().AsBuilder().UseLlmCache().Build();
            for (var i = 0; i < 2; i++) // the second answer is the cache's
            {
                Expect(model, "Hello from the mock server.", (await chat.GetStreamingResponseAsync("scenario:text").ToChatResponseAsync()).Text);
            }
        }

        Expect("tokens", "True", ((await registry.GetProvider("groq").CountTokensAsync([new(ChatRole.User, "One line on Oslo.")], new() { ModelId = "llama-3.3-70b-versatile" })).Count > 0).ToString());
        Expect("models", "True", (registry.FindModels(q => q.Taking(Modalities.Image)).Count > 10).ToString());
        Expect("form", "True", SettingsForm.ToJson(registry).Contains("\"anthropic\"", StringComparison.Ordinal).ToString());
        Expect("health", "5", (await services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Console.WriteLine("AOT smoke of all packages: 9 passed, 0 failed");
    }

    private static void Expect(string what, string expected, string actual)
    {
        if (expected != actual)
        {
            throw new InvalidOperationException($"{what}: expected '{expected}', got '{actual}'.");
        }
    }
}
