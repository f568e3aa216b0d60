using System.Globalization;
using Llm.Providers.Testing;

namespace Llm.Providers.Soak;

/// <summary>What is asked and what has to be answered, both known in advance: an update that is lost, doubled or crossed with another conversation shows in the words.</summary>
internal static class Script
{
    private const string Marker = "turn ";

    public static Scenario Scenario { get; } = Scenario.ForEveryPrompt(Reply);

    public static string Ask(int conversation, int turn) => string.Create(CultureInfo.InvariantCulture, $"{Marker}{conversation}-{turn}");

    /// <summary>Every third turn calls a tool.</summary>
    public static bool CallsTool(int turn) => turn % 3 == 2;

    public static string City(int conversation, int turn) => string.Create(CultureInfo.InvariantCulture, $"city-{conversation}-{turn}");

    public static string Answer(int conversation, int turn) =>
        string.Join(' ', Enumerable.Range(0, 3 + ((conversation + turn) % 23)).Select(word => string.Create(CultureInfo.InvariantCulture, $"word-{conversation}-{turn}-{word}-🌍")));

    private static ScenarioReply? Reply(ScenarioPrompt prompt)
    {
        var parts = prompt.UserText[Marker.Length..].Split('-');
        var (conversation, turn) = (int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture));
        return CallsTool(turn) && prompt.ToolResults.Count == 0
            ? new ScenarioReply { ToolCalls = [new("get_weather", $$"""{"city":"{{City(conversation, turn)}}"}""")] }
            : Answer(conversation, turn);
    }
}
