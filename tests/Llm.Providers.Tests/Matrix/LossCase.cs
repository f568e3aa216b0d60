namespace Llm.Providers.Tests.Matrix;

/// <summary>Something a caller gives, and how to see whether it arrives.</summary>
/// <param name="Name">What it is, for the table.</param>
/// <param name="Word">Words, one of which an exception or a warning about it holds; parted by <c>|</c>.</param>
/// <param name="Messages">The conversation that holds it, for a provider's origin.</param>
internal sealed record LossCase(string Name, string Word, Func<string, IReadOnlyList<ChatMessage>> Messages)
{
    public IReadOnlyList<string> Words { get; } = Word.Split('|');

    /// <summary>Gets the options that hold it.</summary>
    public ChatOptions Options { get; init; } = new();

    /// <summary>Gets the options without it; <see langword="null"/> when it is content, which is found by its marks.</summary>
    public ChatOptions? Without { get; init; }

    /// <summary>Gets texts one of which stands in a request that carries it; none for options whose effect is enough.</summary>
    public IReadOnlyList<string> Marks { get; init; } = [];

    /// <summary>Gets a value indicating whether it may be what the vendor does without being asked.</summary>
    public bool MayBeDefault { get; init; }
}
