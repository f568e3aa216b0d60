namespace Llm.Providers.Testing;

/// <summary>The protocols this package emulates.</summary>
public static class WireEmulators
{
    /// <summary>Gets all of them, from the one with the narrowest idea of what is its own to the one that takes every request.</summary>
    public static IReadOnlyList<IWireEmulator> All { get; } =
    [
        new LMStudioModelsEmulator(), new OllamaEmulator(), new GenerateContentEmulator(), new MessagesEmulator(), new ResponsesEmulator(), new ChatCompletionsEmulator(),
    ];
}
