namespace Llm.Providers.DataProtection;

/// <summary>The file: which form it has, how its keys are kept, and the keys by provider.</summary>
internal sealed class KeyFileContent
{
    public required int Version { get; init; }

    public required string Protection { get; init; }

    public required SortedDictionary<string, KeyFileEntry> Keys { get; init; }
}
