using System.Text;

namespace Llm.Providers.Tests.Core.Models;

/// <summary>Catalogs that are read while the program runs.</summary>
public sealed class ModelCatalogFileTests
{
    private const string Good =
        """
        {
          "provider": "acme",
          "source": "https://acme.example/models",
          "checked": "2026-07-02",
          "models": {
            "a": { "context": 1000, "prices": [{ "input": 2 }, { "from": "2026-01-01", "input": 0.10 }, { "from": "2027-01-01", "input": 3 }] },
            "b": { "modes": ["embeddings"], "dimensions": 256, "extra": { "note": "x" } }
          }
        }
        """;

    [Fact]
    public void A_file_gives_its_models()
    {
        var file = ModelCatalogFile.Parse(Good);

        Assert.Empty(file.Faults);
        Assert.Equal(("acme", 2), (file.ProviderId, file.Models.Count));
        Assert.Equal((1000, 0.10m, 2), (file.Models[0].ContextWindow, file.Models[0].Prices!.Input, file.Models[0].OtherPrices.Count));
        Assert.Equal((256, "x", ModelOrigin.Catalog), (file.Models[1].EmbeddingDimensions, file.Models[1].Extra["note"], file.Models[1].Origin));
        Assert.All(file.Models, m => Assert.Equal(("acme", new DateOnly(2026, 7, 2), "acme.example"), (m.ProviderId, m.Checked, m.Source!.Host)));
    }

    [Fact]
    [Trait("Requirement", "S14")]
    public void A_model_with_an_error_is_lost_alone_and_named_with_its_line()
    {
        var file = ModelCatalogFile.Parse(Good.Replace("\"context\": 1000", "\"context\": \"1000\"", StringComparison.Ordinal), "acme.json");

        Assert.Equal(["b"], file.Models.Select(m => m.Id));
        Assert.Equal("acme.json(6,23): error LLMP1005: \"context\" is \"1000\"; it must be a whole number.", Assert.Single(file.Faults).ToString());
    }

    // 27 entries of a well-known file of models have a key that is not the id.
    [Fact]
    [Trait("Requirement", "S13")]
    public void S13_an_id_is_its_key_unless_it_is_given_and_then_the_key_is_one_more_name()
    {
        var file = ModelCatalogFile.Parse("""{ "fast": { "llm": "acme", "id": "rocket-2", "name": "Rocket" }, "rocket-1": { "llm": "acme" } }""");

        Assert.Equal(["rocket-2", "rocket-1"], file.Models.Select(m => m.Id));
        Assert.Equal(["fast"], file.Models[0].Aliases);
        Assert.Equal(("LLMP1010", false), (Assert.Single(file.Faults).Id, file.Faults[0].IsError));
    }

    [Fact]
    [Trait("Requirement", "S13")]
    public void S13_a_model_that_is_there_already_is_an_error_and_the_first_one_stays()
    {
        var file = ModelCatalogFile.Parse("""
            { "provider": "acme", "models": {
              "a": { "context": 1 },
              "a": { "context": 2 }
            } }
            """);

        Assert.Equal(1, Assert.Single(file.Models).ContextWindow);
        Assert.Equal(("LLMP1002", true, 3), (Assert.Single(file.Faults).Id, file.Faults[0].IsError, file.Faults[0].Line));
    }

    [Fact]
    public void A_model_that_is_no_json_is_lost_alone()
    {
        var file = ModelCatalogFile.Parse(Good.Replace("\"context\": 1000", "\"context\" 1000", StringComparison.Ordinal));

        Assert.Equal(["b"], file.Models.Select(m => m.Id));
        Assert.Equal(("LLMP1001", true, 6, 22), (file.Faults[0].Id, file.Faults[0].IsError, file.Faults[0].Line, file.Faults[0].Column));
    }

    [Fact]
    public void A_model_with_a_warning_is_kept()
    {
        var file = ModelCatalogFile.Parse(Good.Replace("\"context\"", "\"colour\": 1, \"context\"", StringComparison.Ordinal));

        Assert.Equal(2, file.Models.Count);
        Assert.False(Assert.Single(file.Faults).IsError);
    }

    [Fact]
    public void A_file_cut_off_at_any_place_gives_what_stands_before_the_cut()
    {
        for (var length = 0; length < Good.Length - 1; length++)
        {
            var file = ModelCatalogFile.Parse(Good[..length]);

            Assert.NotEmpty(file.Faults);
            Assert.All(file.Models, m => Assert.Contains(m.Id, (string[])["a", "b"]));
        }

        Assert.Equal(["a"], ModelCatalogFile.Parse(Good[..Good.IndexOf("\"dimensions\"", StringComparison.Ordinal)]).Models.Select(m => m.Id));
    }

    [Fact]
    public void Nesting_without_end_is_a_fault()
    {
        var file = ModelCatalogFile.Parse("""{ "provider": "acme", "models": """ + new string('[', 100_000));

        Assert.Contains(file.Faults, f => f.Message.Contains("nested deeper", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Whatever_a_file_holds_it_never_throws(int seed)
    {
        // Every run changes the same characters: a failure can be looked at.
        var random = new Random(seed);
        const string Pieces = "{}[]\",:0123456789abc\\\n ";
        for (var run = 0; run < 2000; run++)
        {
            var text = new StringBuilder(Good);
            for (var change = random.Next(1, 6); change > 0; change--)
            {
                text[random.Next(text.Length)] = Pieces[random.Next(Pieces.Length)];
            }

            var file = ModelCatalogFile.Parse(text.ToString());
            Assert.All(file.Models, m => Assert.NotEmpty(m.Id));
            Assert.All(file.Faults, f => Assert.True(f.Line > 0 && f.Column > 0));
        }
    }

    [Fact]
    public void A_file_is_read_from_disk_and_from_a_stream()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");
        File.WriteAllText(path, Good, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        try
        {
            Assert.Equal((path, 2), (ModelCatalogFile.Load(path).Name, ModelCatalogFile.Load(path).Models.Count));
            using var stream = File.OpenRead(path);
            Assert.Equal(2, ModelCatalogFile.Load(stream, "embedded").Models.Count);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_file_that_cannot_be_opened_is_an_error_that_names_it()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");

        var error = Assert.Throws<LlmProviderException>(() => ModelCatalogFile.Load(path));

        Assert.Equal(LlmErrorKind.Configuration, error.Kind);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
    }
}
