namespace Llm.Providers.Corpus;

/// <summary>A field that is not as expected.</summary>
internal sealed record Difference(string Field, string Expected, string Got)
{
    private const int MaxLength = 120;

    public string Mode { get; init; } = "";

    public override string ToString() => $"[{Mode}] {Field}: expected {Shorten(Expected)} got {Shorten(Got)}";

    // Two long texts that differ late would look the same if only their heads were shown.
    private static string Shorten(string text) => text.Length <= MaxLength ? text : $"{text[..80]}…{text[^30..]} ({text.Length})";
}
