using Llm.Providers.Build;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Catalog;

/// <summary>The program behind <c>dotnet run build/catalog.cs</c>, over the collections the catalogs were made of.</summary>
public sealed class RefreshTests : IDisposable
{
    private static readonly string s_from = Path.Combine(Repository.Shared ?? "", "catalog");

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"catalogs-{Guid.NewGuid():N}");
    private readonly StringWriter _said = new();

    [SharedFact]
    [Trait("Requirement", "S13")]
    public void S13_the_catalogs_are_what_a_refresh_writes()
    {
        var code = new CatalogFiles(Repository.Root).Check(s_from, _said);

        Assert.Equal((0, "Every file is what a refresh writes.\n"), (code, _said.ToString().ReplaceLineEndings("\n")));
    }

    [SharedFact]
    public void A_refresh_of_one_provider_writes_its_file_and_no_other()
    {
        var files = Facts();

        Assert.Equal(0, files.Refresh(["deepseek"], s_from, _said));

        var written = Assert.Single(Directory.GetFiles(_folder, "*.json", SearchOption.AllDirectories), f => f.Contains($"{Path.DirectorySeparatorChar}src{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
        Assert.Equal(File.ReadAllText(Catalogs.Files["deepseek"]), File.ReadAllText(written));
    }

    [SharedFact]
    public void A_row_that_was_changed_by_hand_is_told()
    {
        var files = Facts();
        files.Refresh(files.Providers, s_from, TextWriter.Null);
        var file = Path.Combine(_folder, "src", "Llm.Providers.OpenAICompatible", "Catalog", "deepseek.json");
        File.WriteAllText(file, File.ReadAllText(file).Replace("0.28", "0.29", StringComparison.Ordinal));

        var code = files.Check(s_from, _said);

        Assert.Equal(1, code);
        Assert.Contains(Path.Combine("Catalog", "deepseek.json"), _said.ToString(), StringComparison.Ordinal);
        Assert.Contains("1 files differ.", _said.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_collection_is_named_in_the_notice()
    {
        var notice = File.ReadAllText(Path.Combine(Repository.Root, "NOTICE"));

        Assert.All(ModelsPage.Sources(), s => Assert.Contains(s.GetProperty("name").GetString()!, notice, StringComparison.Ordinal));
        Assert.Contains("Copyright (c) 2025 models.dev\n", notice, StringComparison.Ordinal);
        Assert.Contains("Copyright (c) Pydantic Services Inc. 2025 to present\n", notice, StringComparison.Ordinal);
        Assert.Contains("The above copyright notice and this permission notice shall be included in all", notice, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _said.Dispose();
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    // A repository that has nothing but what a refresh reads.
    private CatalogFiles Facts()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(Repository.Root, "build", "catalog"), "*.json", SearchOption.AllDirectories).Where(f => !f.Contains("obj", StringComparison.Ordinal)))
        {
            var copy = Path.Combine(_folder, Path.GetRelativePath(Repository.Root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return new(_folder);
    }
}
