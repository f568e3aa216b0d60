namespace Llm.Providers.Corpus;

/// <summary>A folder of recorded exchanges, <c>cases/provider/case</c>.</summary>
internal sealed class CorpusFolder(string path)
{
    private readonly string _cases = Path.Combine(path, "cases");

    public bool Exists => Directory.Exists(_cases);

    public IEnumerable<CorpusCase> Load() => Folders().Select(CorpusCase.Load);

    /// <summary>Loads one case.</summary>
    /// <param name="id">The id, <c>provider/case</c>, which is also its path.</param>
    public CorpusCase Load(string id) => CorpusCase.Load(Path.Combine(_cases, id));

    private IEnumerable<string> Folders() =>
        Directory.EnumerateFiles(_cases, "meta.json", SearchOption.AllDirectories).Select(f => Path.GetDirectoryName(f)!).Order(StringComparer.Ordinal);
}
