using System.Text.Json;

namespace Llm.Providers.Tests.Catalog;

/// <summary>What holds for every catalog of every package.</summary>
public sealed class CatalogTests
{
    public static TheoryData<string> Ids => Catalogs.Ids;

    [Fact]
    [Trait("Requirement", "S10")]
    public void S10_there_are_at_least_600_models_of_20_providers()
    {
        Assert.InRange(Catalogs.All.Count, 20, int.MaxValue);
        Assert.InRange(Catalogs.All.Sum(d => d.Models.Count), 600, int.MaxValue);
    }

    [Fact]
    [Trait("Requirement", "S13")]
    public void S13_every_catalog_file_is_that_of_a_provider_and_every_provider_with_models_has_one() =>
        Assert.Equal(Catalogs.Files.Keys.Order(), Catalogs.All.Select(d => d.Id).Order());

    [Theory]
    [MemberData(nameof(Ids))]
    [Trait("Requirement", "S10")]
    public void S10_every_model_belongs_to_the_provider_of_its_catalog_and_has_an_id_of_its_own(string provider)
    {
        var models = Catalogs.Of(provider);

        Assert.NotEmpty(models);
        Assert.All(models, m => Assert.Equal((provider, ModelOrigin.Catalog), (m.ProviderId, m.Origin)));
        Assert.Distinct(models.SelectMany(m => m.Aliases.Prepend(m.Id)));
    }

    // The guide gives one number for both: an output as long as the context leaves nothing for the question.
    [Theory]
    [MemberData(nameof(Ids))]
    [Trait("Requirement", "S10")]
    public void S10_context_and_output_are_two_numbers_and_the_larger_one_is_the_context(string provider) =>
        Assert.All(Catalogs.Of(provider), m => Assert.True(!(m.MaxOutputTokens > m.ContextWindow) && !(m.MaxInputTokens > m.ContextWindow), m.Id));

    [Theory]
    [MemberData(nameof(Ids))]
    [Trait("Requirement", "S10")]
    public void S10_every_row_says_where_its_facts_are_from_and_of_which_day(string provider) => Assert.All(Catalogs.Of(provider), m =>
    {
        Assert.True(m.Source is { IsAbsoluteUri: true, Scheme: "https" }, m.Id);
        Assert.True(m.Checked >= new DateOnly(2026, 1, 1), m.Id);
        Assert.True(!m.Extra.TryGetValue("price-source", out var page) || new Uri(page).Scheme == Uri.UriSchemeHttps, m.Id);
        Assert.True(!m.Extra.TryGetValue("prices-checked", out var day) || DateOnly.ParseExact(day, "yyyy-MM-dd") >= m.Checked, m.Id);
    });

    [Theory]
    [MemberData(nameof(Ids))]
    [Trait("Requirement", "S13")]
    public void S13_the_table_that_is_compiled_in_says_what_the_file_says(string provider)
    {
        var file = ModelCatalogFile.Load(Catalogs.Files[provider]);

        Assert.Empty(file.Faults);
        Assert.Equal(provider, file.ProviderId);
        Assert.Equal(file.Models.Select(Catalogs.Describe), Catalogs.Of(provider).Select(Catalogs.Describe));
    }

    [Fact]
    [Trait("Requirement", "S14")]
    public void S14_the_eight_fields_of_the_guide_say_what_ours_say()
    {
        var guide = ModelCatalogFile.Parse("""{ "m": { "id": "m", "name": "M", "mode": ["chat", "completion"], "llm": "acme", "ctx": 8192, "tokens": 4096, "default": true, "vision": true } }""");
        var ours = ModelCatalogFile.Parse("""{ "provider": "acme", "models": { "m": { "name": "M", "modes": ["chat", "completion"], "context": 8192, "maxOutput": 4096, "default": true, "input": ["text", "image"] } } }""");

        Assert.Empty(guide.Faults);
        Assert.Equal(Catalogs.Describe(ours.Models.Single()), Catalogs.Describe(guide.Models.Single()));
    }

    // What an Azure resource serves is deployed by its owner, and what a local server serves was pulled or loaded: there the application names the model.
    [Theory]
    [MemberData(nameof(Ids))]
    [Trait("Requirement", "S15")]
    public void S15_a_vendor_has_exactly_one_default_for_each_thing_its_models_are_for(string provider)
    {
        var models = Catalogs.Of(provider);
        foreach (var mode in new[] { ModelCapabilities.Chat, ModelCapabilities.Embeddings })
        {
            var able = models.Where(m => m.Supports(mode) == true).ToList();
            var marked = able.Where(m => m.IsDefault).ToList();

            Assert.Equal(provider is "azure" or "ollama" or "lmstudio" || able.Count == 0 ? 0 : 1, marked.Count);
            Assert.All(marked, m => Assert.True(m.Status is not (ModelStatus.Deprecated or ModelStatus.Retired), m.Id));
        }

        Assert.All(models.Where(m => m.IsDefault), m => Assert.True(m.Supports(ModelCapabilities.Chat) == true || m.Supports(ModelCapabilities.Embeddings) == true, m.Id));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    [Trait("Requirement", "S16")]
    public void S16_a_model_takes_images_when_its_row_says_so_and_none_when_its_row_names_other_input(string provider)
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Catalogs.Files[provider]));

        foreach (var row in file.RootElement.GetProperty("models").EnumerateObject())
        {
            bool? said = row.Value.TryGetProperty("input", out var input) ? input.EnumerateArray().Any(w => w.GetString() == "image") : null;

            Assert.Equal((row.Name, said), (row.Name, Catalogs.Model(provider, row.Name).Accepts(Modalities.Image)));
        }
    }

    [Theory]
    [InlineData("openai", "gpt-4o", true)]
    [InlineData("openai", "gpt-3.5-turbo", false)]
    [InlineData("anthropic", "claude-sonnet-4-5", true)]
    [InlineData("google", "gemini-2.5-pro", true)]
    [InlineData("deepseek", "deepseek-chat", false)]
    [InlineData("groq", "openai/gpt-oss-120b", false)]
    [InlineData("mistral", "mistral-small-latest", true)]
    [Trait("Requirement", "S16")]
    public void S16_well_known_models_see_or_do_not(string provider, string model, bool sees) =>
        Assert.Equal(sees, Catalogs.Model(provider, model).Accepts(Modalities.Image));

    // A list of names that lacks a comma makes one name of two, which no vendor knows.
    [Theory]
    [MemberData(nameof(Ids))]
    [Trait("Requirement", "B05")]
    public void B05_no_name_is_two_names_that_run_into_each_other(string provider)
    {
        var names = Catalogs.Of(provider).SelectMany(m => m.Aliases.Prepend(m.Id)).ToHashSet(StringComparer.Ordinal);

        Assert.DoesNotContain(names, name => Enumerable.Range(1, name.Length - 1).Any(i => names.Contains(name[..i]) && names.Contains(name[i..])));
    }
}
