extern alias Generators;

using System.Text.Json;
using Generators::Llm.Providers;

namespace Llm.Providers.Generators.Tests;

/// <summary>The JSON Schema that editors complete catalogs by says what the reader reads.</summary>
public sealed class SchemaTests
{
    private static readonly JsonElement s_schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "build", "catalog.schema.json"))).RootElement;

    [Fact]
    public void The_fields_are_those_the_reader_knows()
    {
        Assert.Equal("https://json-schema.org/draft/2020-12/schema", s_schema.GetProperty("$schema").GetString());
        Assert.Equal(CatalogFields.File.Order(), Names(s_schema));
        Assert.Equal(CatalogFields.Model.Order(), Names(Definition("model")));
        Assert.Equal(CatalogFields.Reasoning.Order(), Names(Definition("reasoning")));
        Assert.Equal(CatalogFields.Price.Order(), Names(Definition("prices")));
        Assert.Equal(CatalogFields.Price.Append("above").Order(), Names(Definition("tier")));
        Assert.Equal(CatalogFields.Price.Concat(CatalogFields.PriceList).Order(), Names(Definition("priceList")));
    }

    [Fact]
    public void The_words_are_those_the_reader_knows()
    {
        Assert.Equal(CatalogWords.Statuses.Keys, Words(Definition("model").GetProperty("properties").GetProperty("status")));
        Assert.Equal(CatalogWords.Modes.Keys, Items("modes"));
        Assert.Equal(CatalogWords.Modes.Keys, Items("mode"));
        Assert.Equal(CatalogWords.Capabilities.Keys, Items("capabilities"));
        Assert.Equal(CatalogWords.Lacks.Keys, Items("lacks"));
        Assert.Equal(CatalogWords.Inputs.Keys, Items("input"));
        Assert.Equal(CatalogWords.Outputs.Keys, Items("output"));
        Assert.Equal(CatalogWords.Parameters.Keys, Items("rejects"));
    }

    [Fact]
    public void Every_field_is_explained_and_no_other_is_allowed()
    {
        foreach (var definition in new[] { "model", "reasoning", "prices", "tier", "priceList" })
        {
            Assert.Empty(Definition(definition).GetProperty("properties").EnumerateObject().Where(p => !p.Value.TryGetProperty("description", out _)).Select(p => p.Name));
            Assert.False(Definition(definition).GetProperty("additionalProperties").GetBoolean());
        }
    }

    [Fact]
    public void Every_catalog_of_the_repository_names_the_schema_at_its_place()
    {
        var catalogs = Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.json", SearchOption.AllDirectories).Where(f => Path.GetFileName(Path.GetDirectoryName(f)) == "Catalog")
            .Append(Path.Combine(Repository.Root, "tests", "Llm.Providers.Generators.Tests", "Catalogs", "harbour.json"));

        Assert.All(catalogs, f => Assert.True(JsonDocument.Parse(File.ReadAllText(f)).RootElement.TryGetProperty("$schema", out var schema) && File.Exists(Path.Combine(Path.GetDirectoryName(f)!, schema.GetString()!)), f));
    }

    private static JsonElement Definition(string name) => s_schema.GetProperty("$defs").GetProperty(name);

    private static IEnumerable<string> Names(JsonElement definition) => definition.GetProperty("properties").EnumerateObject().Select(p => p.Name).Order();

    private static IEnumerable<string?> Items(string field) => Words(Definition("model").GetProperty("properties").GetProperty(field).GetProperty("items"));

    private static IEnumerable<string?> Words(JsonElement words) => words.GetProperty("enum").EnumerateArray().Select(w => w.GetString());
}
