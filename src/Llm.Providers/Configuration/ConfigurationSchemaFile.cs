using System.Text.Json;

namespace Llm.Providers;

/// <summary>Writes <c>ConfigurationSchema.json</c>: what a package gives to editors, so that they complete and check its part of <c>appsettings.json</c>.</summary>
/// <remarks>
/// Visual Studio and Visual Studio Code merge the files that a project's packages name as <c>JsonSchemaSegment</c> items; see
/// <see href="https://learn.microsoft.com/dotnet/aspire/fundamentals/integrations-overview">where the convention comes from</see>.
/// </remarks>
public static class ConfigurationSchemaFile
{
    private const string LogCategory = "Llm.Providers";

    /// <summary>Writes the file of a package.</summary>
    /// <param name="providers">The providers of the package. Each is described under <c>LlmProviders:&lt;id&gt;</c>.</param>
    /// <returns>JSON that ends in a line break. The same providers give the same text.</returns>
    public static string Create(params IEnumerable<ProviderDescriptor> providers)
    {
        ArgumentNullException.ThrowIfNull(providers);
        return Create("Providers of large language models, each under its name.", json =>
        {
            foreach (var provider in providers)
            {
                json.WritePropertyName(provider.Id);
                WriteProvider(json, provider);
            }
        });
    }

    /// <summary>Writes the file of this package: the groups of models.</summary>
    internal static string CreateForGroups() => Create("Providers of large language models, each under its name, and groups of their models.", json =>
    {
        json.WritePropertyName(ModelGroupBinder.Section);
        ModelGroupSchema.Write(json);
    });

    private static string Create(string description, Action<Utf8JsonWriter> writeSections) => JsonLayout.Indented(json =>
    {
        json.WriteStartObject();
        json.WriteStartObject("definitions");
        json.WriteStartObject("logLevel");
        json.WriteStartObject("properties");
        json.WriteLine(LogCategory, WriteLogLevel);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteString("type", "object");
        json.WriteStartObject("properties");
        json.WriteStartObject(ConfigSchema.RootSection);
        json.WriteString("type", "object");
        json.WriteString("description", description);
        json.WriteStartObject("properties");
        writeSections(json);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }) + "\n";

    private static void WriteLogLevel(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("$ref", "#/definitions/logLevelThreshold");
        json.WriteEndObject();
    }

    private static void WriteProvider(Utf8JsonWriter json, ProviderDescriptor provider)
    {
        json.WriteStartObject();
        json.WriteString("type", "object");
        json.WriteString("description", $"Settings of {provider.DisplayName}.{(provider.Documentation is { } page ? $" See {page}" : "")}");
        json.WriteStartObject("properties");
        WriteLines(json, provider.Schema.Fields);
        json.WriteLine(ModelSettingsBinder.Section, ModelSettings.WriteSchema);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Writes settings as <c>properties</c>, one a line.</summary>
    internal static void WriteProperties(Utf8JsonWriter json, IEnumerable<ConfigField> fields)
    {
        json.WriteStartObject("properties");
        WriteLines(json, fields);
        json.WriteEndObject();
    }

    private static void WriteLines(Utf8JsonWriter json, IEnumerable<ConfigField> fields)
    {
        foreach (var field in fields)
        {
            json.WriteLine(field.Key, line => JsonSchemaWriter.WriteField(line, field));
        }
    }
}
