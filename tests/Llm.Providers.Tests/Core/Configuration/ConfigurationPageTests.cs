using System.Globalization;
using System.Text.RegularExpressions;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Core.Configuration;

/// <summary>The tables of <c>docs/configuration.md</c> are written from the schemas. <c>UPDATE_DOCS=1</c> writes them anew.</summary>
[Trait("Requirement", "S36")]
public sealed class ConfigurationPageTests
{
    private static readonly string s_file = Path.Combine(Repository.Root, "docs", "configuration.md");
    private static readonly HashSet<string> s_shared = [.. FakeProvider.Schema.Fields.Select(f => f.Key)];

    [Theory]
    [InlineData("shared settings")]
    [InlineData("own settings")]
    [InlineData("variables")]
    public void A_table_says_what_the_schemas_say(string table)
    {
        var expected = string.Concat(Write(table).Select(line => line + "\n"));
        var page = File.ReadAllText(s_file).ReplaceLineEndings("\n");
        var place = new Regex($"(?<=<!-- {table} -->\n).*?(?=<!-- end -->)", RegexOptions.Singleline);
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            page = place.Replace(page, expected.Replace("$", "$$", StringComparison.Ordinal), 1);
            File.WriteAllText(s_file, page);
        }

        Assert.Equal(place.Match(page).Value, expected);
    }

    private static IEnumerable<string> Write(string table) => table switch
    {
        "shared settings" => ["| setting | meaning | range | default |", "|---|---|---|---|", .. FakeProvider.Schema.Fields.Select(f => $"| `{f.Key}` | {f.Description} | {Range(f)} | {Default(f)} |")],
        "own settings" => ["| provider | setting | meaning | default |", "|---|---|---|---|", .. AllProviders.Descriptors.Where(IsApart).SelectMany(d => d.Schema.Fields.Where(f => !s_shared.Contains(f.Key)), (d, f) => $"| {Name(d)} | `{f.Key}` | {Escape(f.Description!)} | {Default(f)} |")],
        _ => ["| provider | name | key | others |", "|---|---|---|---|", .. AllProviders.Descriptors.Select(d => $"| {d.DisplayName} | `{d.Id}` | {Variables(d.Schema.KeyField!)}{(d.Schema.KeyField!.Required ? "" : " (optional)")} | {string.Join(", ", d.Schema.Fields.Where(f => !f.Secret && f.EnvironmentVariables.Count > 0).Select(f => $"{f.Key}: {Variables(f)}"))} |")],
    };

    // The presets have the same settings: one line stands for all.
    private static bool IsApart(ProviderDescriptor descriptor) => descriptor.Id == "deepseek" || !AllProviders.ByPackage["Llm.Providers.OpenAICompatible"].Contains(descriptor);

    private static string Name(ProviderDescriptor descriptor) => descriptor.Id == "deepseek" ? "all of Llm.Providers.OpenAICompatible" : descriptor.DisplayName;

    private static string Variables(ConfigField field) => string.Join(" or ", field.EnvironmentVariables.Select(v => $"`{v}`"));

    private static string Default(ConfigField field) => field.Key switch
    {
        "Endpoint" => "the vendor's",
        "Timeout" => $"{field.Default}; {LlmTimeouts.DefaultFirstByte(local: true).TotalSeconds.ToString(CultureInfo.InvariantCulture)} for servers on this machine",
        _ => field.Default is { } value ? $"`{value.ReplaceLineEndings(", ")}`" : "",
    };

    private static string Range(ConfigField field)
    {
        var range = (field.Minimum, field.Maximum) switch
        {
            ({ } low, { } high) => string.Create(CultureInfo.InvariantCulture, $"{low} to {high}"),
            ({ } low, null) => string.Create(CultureInfo.InvariantCulture, $"at least {low}"),
            _ => "",
        };
        return field.Type switch
        {
            ConfigFieldType.Seconds => $"{range} seconds".TrimStart(),
            ConfigFieldType.Choice => string.Join(", ", field.Choices.Select(c => $"`{c}`")),
            ConfigFieldType.Boolean => "`true`, `false`",
            ConfigFieldType.List => "list",
            ConfigFieldType.Map => "names with values",
            _ => range,
        };
    }

    private static string Escape(string text) => text.Replace("<", "&lt;", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal);
}
