namespace Llm.Providers.Corpus;

/// <summary>An expectation that the bytes contradict. The case still counts as failed; the output says why.</summary>
internal sealed record Dispute(string Id, string Field, string Why, string Bytes)
{
    /// <summary>Gets all disputes, by the id of their case.</summary>
    public static ILookup<string, Dispute> All { get; } = Load().ToLookup(d => d.Id);

    /// <summary>Tells whether the dispute is about a difference: about its field or one below it.</summary>
    public bool Covers(Difference difference) =>
        difference.Field == Field || difference.Field.StartsWith(Field + ".", StringComparison.Ordinal) || difference.Field.StartsWith(Field + "[", StringComparison.Ordinal);

    private static List<Dispute> Load()
    {
        using var stream = typeof(Dispute).Assembly.GetManifestResourceStream("disputed.json")!;
        using var document = JsonDocument.Parse(stream);
        return [.. document.RootElement.EnumerateArray().Select(d => new Dispute(Text(d, "id"), Text(d, "field"), Text(d, "why"), Text(d, "bytes")))];
    }

    private static string Text(JsonElement dispute, string name) => dispute.GetProperty(name).GetString()!;
}
