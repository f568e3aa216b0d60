using System.Collections.Concurrent;

namespace Llm.Providers.Testing;

/// <summary>What a wire emulator works with while it answers one request.</summary>
public sealed class EmulatorCall
{
    private readonly Emulator _emulator;

    internal EmulatorCall(Emulator emulator, EmulatorRequest request, string id)
    {
        _emulator = emulator;
        Request = request;
        Id = id;
    }

    /// <summary>Gets the request.</summary>
    public EmulatorRequest Request { get; }

    /// <summary>Gets the text in place of <c>{id}</c> in the path; empty where the route has none.</summary>
    public string Id { get; }

    /// <summary>Gets the ids of the models the emulator lists.</summary>
    public IReadOnlyList<string> Models => _emulator.Models;

    /// <summary>Gets the time, by the emulator's clock.</summary>
    public DateTimeOffset Now => _emulator.TimeProvider.GetUtcNow();

    /// <summary>Gets what the wire keeps between requests.</summary>
    internal ConcurrentDictionary<string, object> Kept => _emulator.Kept;

    /// <summary>Makes an id that no other answer of this emulator carries.</summary>
    /// <param name="prefix">What the id begins with, for example <c>chatcmpl-</c>.</param>
    /// <returns>The prefix and a running number.</returns>
    public string NextId(string prefix) => _emulator.NextId(prefix);

    /// <summary>Finds what to answer: a scenario's reply, or one made up from the prompt.</summary>
    /// <param name="prompt">The request in neutral terms.</param>
    /// <returns>The reply, with finish reason and usage filled in.</returns>
    /// <exception cref="EmulatorRejectionException">The scenario answers with an error.</exception>
    public ScenarioReply Reply(ScenarioPrompt prompt) => _emulator.Reply(prompt with { TestId = Request.Header("X-Test-Id") ?? "" });
}
