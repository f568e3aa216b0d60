using Llm.Providers.Testing;

namespace Llm.Providers.Tests.Scenarios;

/// <summary>All a suite must know of a wire: how its provider is made over an emulator, and which models to name.</summary>
public abstract class ScenarioWire
{
    /// <summary>Gets an address for provider options; the emulator answers on every host.</summary>
    public static Uri Host { get; } = new("http://127.0.0.1/");

    /// <summary>Gets the model of conversations.</summary>
    public abstract string ChatModel { get; }

    /// <summary>Gets the model of embeddings.</summary>
    public virtual string EmbeddingModel => throw new NotSupportedException($"{GetType().Name} has no embeddings; derive no embedding suite from it.");

    /// <summary>Makes the provider with <c>MaxRetries = 0</c> and the key <see cref="Key"/>.</summary>
    /// <param name="http">The client whose handler is the emulator.</param>
    public abstract BaseLlmProvider CreateProvider(HttpClient http);

    /// <summary>Gets the key; no log and no span may hold it.</summary>
    public static string Key => "key-51d0c7a9";

    /// <summary>Checks that the schema of a tool reached the emulator whole. The default compares what every dialect must keep: names, types, choices, descriptions, defaults and what is required.</summary>
    /// <param name="tool">The tool as it was offered.</param>
    /// <param name="sent">The tool as the emulator read it.</param>
    /// <param name="strict">Whether strict adherence was asked for.</param>
    public virtual void CheckSchema(AIFunctionDeclaration tool, ScenarioTool sent, bool strict)
    {
        ArgumentNullException.ThrowIfNull(tool);
        ArgumentNullException.ThrowIfNull(sent);
        var (offered, received) = (SchemaFacts.Read(tool.JsonSchema), SchemaFacts.Read(sent.Schema));
        Assert.Equal(offered.Types, received.Types);
        Assert.All(offered.Notes, notes => Assert.All(notes.Value, note => Assert.Contains(received.Notes[notes.Key], n => n.Contains(note, StringComparison.Ordinal))));
        if (!strict)
        {
            Assert.Equal(offered.Required, received.Required);
        }
    }
}
