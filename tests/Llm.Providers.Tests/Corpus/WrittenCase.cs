using Llm.Providers.Corpus;

namespace Llm.Providers.Tests.Corpus;

/// <summary>A case written for one test, in a folder that is gone afterwards.</summary>
internal sealed class WrittenCase : IDisposable
{
    private const string Id = "written/case";

    public WrittenCase(string kind, string body, string expected, string protocol = "openai-chat")
    {
        var folder = Directory.CreateDirectory(Path.Combine(Root, "cases", Id)).FullName;
        File.WriteAllText(Path.Combine(folder, "meta.json"), $$"""{"id":"{{Id}}","provider":"written","protocol":"{{protocol}}","kind":"{{kind}}","response":{"status":{{(kind == "error" ? 400 : 200)}},"headers":{} } }""");
        File.WriteAllText(Path.Combine(folder, "expected.json"), expected);
        File.WriteAllText(Path.Combine(folder, "response.body"), body);
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("corpus").FullName;

    public Task<IReadOnlyList<Difference>> PlayAsync() => Player.PlayAsync(new CorpusFolder(Root).Load(Id));

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
