using System.Collections.Concurrent;

namespace Llm.Providers.Testing;

/// <summary>Finds the reply to a prompt and fills in what the scenario left open.</summary>
internal sealed class ScenarioEngine(IReadOnlyList<Scenario> scenarios, bool keepLatency)
{
    private readonly ConcurrentDictionary<(string TestId, string Key), int> _attempts = new();

    public ScenarioReply Reply(ScenarioPrompt prompt, Func<string, string> nextId)
    {
        var reply = Ask(prompt) ?? FreeAnswer.To(prompt);
        if (reply.Error is { } error)
        {
            throw new EmulatorRejectionException(error);
        }

        return reply with
        {
            ToolCalls = [.. reply.ToolCalls.Select(call => call with { Id = call.Id ?? nextId("call_") })],
            Finish = reply.Finish ?? (reply.ToolCalls.Count > 0 ? ScenarioFinish.ToolCalls : ScenarioFinish.Stop),
            Usage = reply.Usage ?? Estimate(prompt, reply),
            FirstDelay = keepLatency ? reply.FirstDelay : default,
            PieceDelay = keepLatency ? reply.PieceDelay : default,
        };
    }

    private ScenarioReply? Ask(ScenarioPrompt prompt)
    {
        var scenario = scenarios.FirstOrDefault(scenario => prompt.UserText.Contains(scenario.Key, StringComparison.Ordinal));
        if (scenario is null)
        {
            return null;
        }

        var attempt = _attempts.AddOrUpdate((prompt.TestId, scenario.Key), 1, (_, count) => count + 1);
        return scenario.Answer(prompt with { Attempt = attempt });
    }

    private static ScenarioUsage Estimate(ScenarioPrompt prompt, ScenarioReply reply)
    {
        var reasoning = TokenEstimate.Of(reply.Reasoning);
        var calls = reply.ToolCalls.Sum(call => TokenEstimate.Of(call.Name) + TokenEstimate.Of(call.Arguments));
        return new(Math.Max(1, prompt.InputTokens), Math.Max(1, TokenEstimate.Of(reply.Text) + reasoning + calls), reasoning);
    }
}
