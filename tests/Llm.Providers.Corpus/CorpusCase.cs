namespace Llm.Providers.Corpus;

/// <summary>One recorded exchange: what a vendor answered, and what is to be read from it.</summary>
internal sealed class CorpusCase
{
    private readonly string _folder;

    private CorpusCase(string folder, JsonElement meta, JsonElement expected)
    {
        _folder = folder;
        Expected = expected;
        Id = meta.GetProperty("id").GetString()!;
        Provider = meta.GetProperty("provider").GetString()!;
        Protocol = meta.GetProperty("protocol").GetString()!;
        Kind = meta.GetProperty("kind").GetString()!;
        var response = meta.GetProperty("response");
        Status = response.GetProperty("status").GetInt32();
        Headers = [.. response.GetProperty("headers").EnumerateObject().Select(h => KeyValuePair.Create(h.Name, h.Value.ToString()))];
        Model = meta.TryGetProperty("request", out var request) && request.TryGetProperty("model", out var model) && model.GetString() is { Length: > 0 } id ? id : "replayed";
        SplitOffsets = meta.TryGetProperty("utf8SplitOffsets", out var offsets) ? [.. offsets.EnumerateArray().Select(o => o.GetInt32())] : [];
    }

    public string Id { get; }

    public string Provider { get; }

    public string Protocol { get; }

    /// <summary>Gets what was asked for: chat, stream, embeddings, models, or any of them with an error for an answer.</summary>
    public string Kind { get; }

    public int Status { get; }

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; }

    public string Model { get; }

    /// <summary>Gets the offsets of the body that fall inside a character.</summary>
    public IReadOnlyList<int> SplitOffsets { get; }

    public JsonElement Expected { get; }

    /// <summary>Gets the number of texts the recorded request had.</summary>
    public int Inputs => Expected.TryGetProperty("embeddings", out var embeddings) ? embeddings.GetProperty("count").GetInt32() : 1;

    public static CorpusCase Load(string folder) => new(folder, ReadJson(folder, "meta.json"), ReadJson(folder, "expected.json"));

    public byte[] ReadBody() => File.ReadAllBytes(Path.Combine(_folder, "response.body"));

    public string? Header(string name) => Headers.FirstOrDefault(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    public override string ToString() => Id;

    private static JsonElement ReadJson(string folder, string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, file)));
        return document.RootElement.Clone();
    }
}
