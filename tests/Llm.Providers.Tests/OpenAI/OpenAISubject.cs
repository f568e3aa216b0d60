using Llm.Providers.OpenAI;
using Llm.Providers.Tests.Scenarios;

namespace Llm.Providers.Tests.OpenAI;

/// <summary>OpenAI, as it is put through the scenarios on each of its wires.</summary>
internal static class OpenAISubject
{
    public static ScenarioSubject ChatCompletions { get; } = On(OpenAIWire.ChatCompletions);

    public static ScenarioSubject Responses { get; } = On(OpenAIWire.Responses);

    private static ScenarioSubject On(OpenAIWire wire) => new("gpt-5", "text-embedding-3-small", (root, configure, services) =>
    {
        var options = new OpenAIOptions { Endpoint = new(root, "v1/"), Wire = wire };
        configure(options);
        return new OpenAIProvider(options, services);
    });
}
