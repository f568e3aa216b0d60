namespace Llm.Providers.Testing;

/// <summary>An agreed answer: a user text that contains <see cref="Key"/> gets it, on every wire.</summary>
public sealed class Scenario
{
    private readonly Func<ScenarioPrompt, ScenarioReply?> _answer;

    /// <summary>Creates a scenario that always answers the same.</summary>
    /// <param name="key">The text to look for; compared byte by byte.</param>
    /// <param name="reply">The answer.</param>
    public Scenario(string key, ScenarioReply reply)
        : this(key, _ => reply)
    {
    }

    /// <summary>Creates a scenario that looks at the request.</summary>
    /// <param name="key">The text to look for; compared byte by byte.</param>
    /// <param name="answer">Makes the answer; <see langword="null"/> leaves it to the emulator, as if no scenario had matched.</param>
    public Scenario(string key, Func<ScenarioPrompt, ScenarioReply?> answer)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentNullException.ThrowIfNull(answer);
        Key = key;
        _answer = answer;
    }

    private Scenario(Func<ScenarioPrompt, ScenarioReply?> answer) => (Key, _answer) = ("", answer);

    /// <summary>Gets the text the last user message must contain.</summary>
    /// <value>Empty for a scenario that answers every prompt.</value>
    public string Key { get; }

    /// <summary>Creates a scenario that is asked every prompt, whatever its text: a model that is a function.</summary>
    /// <param name="answer">Makes the answer; <see langword="null"/> leaves it to the emulator, as if no scenario had matched.</param>
    /// <returns>The scenario. Those behind it in <see cref="EmulatorOptions.Scenarios"/> are never asked.</returns>
    public static Scenario ForEveryPrompt(Func<ScenarioPrompt, ScenarioReply?> answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return new(answer);
    }

    /// <summary>Makes the answer.</summary>
    /// <param name="prompt">The request.</param>
    /// <returns>The answer, or <see langword="null"/> to leave it to the emulator.</returns>
    public ScenarioReply? Answer(ScenarioPrompt prompt) => _answer(prompt);
}
