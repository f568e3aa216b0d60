using System.Text.Json;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Core.Configuration;

/// <summary>What editors complete <c>appsettings.json</c> with. <c>UPDATE_DOCS=1</c> writes the files anew.</summary>
[Trait("Requirement", "S36")]
[Trait("Requirement", "S43")]
public sealed class ConfigurationSchemaFileTests
{
    private const string FileName = "ConfigurationSchema.json";

    public static TheoryData<string> Packages => ["Llm.Providers", .. AllProviders.ByPackage.Keys];

    [Theory]
    [MemberData(nameof(Packages))]
    public void The_file_of_a_package_says_what_the_code_says(string package)
    {
        var text = Create(package);
        var file = Path.Combine(Repository.Root, "src", package, FileName);
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            File.WriteAllText(file, text);
        }

        Assert.Equal(File.ReadAllText(file).ReplaceLineEndings("\n"), text);
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void It_is_JSON_that_fits_into_the_schema_of_the_editor(string package)
    {
        using var document = JsonDocument.Parse(Create(package), new() { AllowDuplicateProperties = false });
        var root = document.RootElement;

        Assert.Equal("#/definitions/logLevelThreshold", root.GetProperty("definitions").GetProperty("logLevel").GetProperty("properties").GetProperty("Llm.Providers").GetProperty("$ref").GetString());
        Assert.Equal(["definitions", "type", "properties"], root.EnumerateObject().Select(p => p.Name));
        Assert.NotEmpty(root.GetProperty("properties").GetProperty("LlmProviders").GetProperty("properties").EnumerateObject());
    }

    [Fact]
    public void Every_package_with_a_provider_has_a_file()
    {
        var projects = Directory.GetDirectories(Path.Combine(Repository.Root, "src")).Where(d => File.Exists(Path.Combine(d, FileName))).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal);

        Assert.Equal(AllProviders.ByPackage.Keys.Append("Llm.Providers").Order(StringComparer.Ordinal), projects);
    }

    [Fact]
    public void Every_setting_of_every_provider_is_in_it_and_no_secret_has_a_default()
    {
        using var document = JsonDocument.Parse(Create("Llm.Providers.OpenAICompatible"));
        var sections = document.RootElement.GetProperty("properties").GetProperty("LlmProviders").GetProperty("properties");

        foreach (var provider in AllProviders.ByPackage["Llm.Providers.OpenAICompatible"])
        {
            var properties = sections.GetProperty(provider.Id).GetProperty("properties");
            Assert.Equal(provider.Schema.Fields.Select(f => f.Key).Append("Models"), properties.EnumerateObject().Select(p => p.Name));
            Assert.False(properties.GetProperty("ApiKey").TryGetProperty("default", out _));
            Assert.True(properties.GetProperty("ApiKey").GetProperty("writeOnly").GetBoolean());
        }
    }

    [Fact]
    public void The_settings_of_a_group_are_those_that_are_read()
    {
        foreach (var field in ModelGroupSchema.Fields)
        {
            var options = new ModelGroupOptions();
            var value = field.Type == ConfigFieldType.List ? "NoSuchKind" : "no number";
            ModelGroupBinder.Bind(Container.Configuration(($"g:{field.Key}", value), ("g:Targets:0", "a/b")).GetSection("g"), options);

            Assert.Contains("cannot be read", Assert.Single(options.BindFaults), StringComparison.Ordinal); // known, and wrong
        }

        foreach (var field in ModelGroupSchema.TargetFields)
        {
            var options = new ModelGroupOptions();
            ModelGroupBinder.Bind(Container.Configuration(($"g:Targets:0:{field.Key}", "1")).GetSection("g"), options);

            Assert.Empty(options.BindFaults);
        }
    }

    private static string Create(string package) =>
        package == "Llm.Providers" ? ConfigurationSchemaFile.CreateForGroups() : ConfigurationSchemaFile.Create(AllProviders.ByPackage[package]);
}
