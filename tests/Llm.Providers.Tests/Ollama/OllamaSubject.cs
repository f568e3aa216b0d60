using Llm.Providers.Ollama;
using Llm.Providers.Tests.Scenarios;

namespace Llm.Providers.Tests.Ollama;

/// <summary>Ollama, as it is put through the scenarios.</summary>
internal static class OllamaSubject
{
    public static ScenarioSubject Instance { get; } = new("llama3.2", "nomic-embed-text", (root, configure, services) =>
    {
        var options = new OllamaOptions { Endpoint = root };
        configure(options);
        return new OllamaProvider(options, services);
    });
}
