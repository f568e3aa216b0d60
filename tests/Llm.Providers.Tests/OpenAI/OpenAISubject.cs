using Llm.Providers.OpenAI;
using Llm.Providers.Tests.Scenarios;

namespace Llm.Providers.Tests.OpenAI;

/// <summary>OpenAI, as it is put through the scenarios.</summary>
internal static class OpenAISubject
{
    public static ScenarioSubject Instance { get; } = new("gpt-5", "text-embedding-3-small", (root, configure, services) =>
    {
        var options = new OpenAIOptions { Endpoint = new(root, "v1/") };
        configure(options);
        return new OpenAIProvider(options, services);
    });
}
