using System.Globalization;
using System.Text.Json;

namespace Llm.Providers;

/// <summary>The settings of a group of models, for editors and for the words of faults.</summary>
internal static class ModelGroupSchema
{
    private const string ReferencePattern = "^[^/]+/.+$";

    private static readonly ModelGroupOptions s_defaults = new();

    /// <summary>Gets the settings of a group beside its targets.</summary>
    public static IReadOnlyList<ConfigField> Fields { get; } =
    [
        new() { Key = "MaxRetries", Type = ConfigFieldType.Integer, Label = "Retries at a target", Description = "Tries after the first one at a target before the next is asked.", Minimum = 0, Maximum = ModelGroupRules.MostRetries, Default = Text(s_defaults.MaxRetries) },
        new() { Key = "MaxAttempts", Type = ConfigFieldType.Integer, Label = "Requests of a call", Description = "Requests of a call at all targets together; empty gives four, or enough for every target.", Minimum = 1, Maximum = ModelGroupRules.MostAttempts },
        new() { Key = "CoolDown", Type = ConfigFieldType.Seconds, Label = "Cool-down", Description = "How long a failing target is passed over; 0 for never.", Minimum = 0, Maximum = 86_400, Default = Text(s_defaults.CoolDown.TotalSeconds) },
        new() { Key = "FailuresBeforeCoolDown", Type = ConfigFieldType.Integer, Label = "Failures before a cool-down", Description = "Failed calls in a row before a target is passed over.", Minimum = 1, Default = Text(s_defaults.FailuresBeforeCoolDown) },
        new() { Key = "AlsoFailOverOn", Type = ConfigFieldType.List, Label = "Also fail over on", Description = "Kinds of errors after which the next target is asked, too.", Choices = [.. Enum.GetNames<LlmErrorKind>().Where(k => k != nameof(LlmErrorKind.InvalidRequest))] },
        new() { Key = "NeverFailOverOn", Type = ConfigFieldType.List, Label = "Never fail over on", Description = "Kinds of errors that end the call.", Choices = Enum.GetNames<LlmErrorKind>() },
    ];

    /// <summary>Gets the settings of a target.</summary>
    public static IReadOnlyList<ConfigField> TargetFields { get; } =
    [
        new() { Key = "Model", Type = ConfigFieldType.Text, Label = "Model", Description = "A reference such as openai/gpt-5-mini.", Required = true },
        new() { Key = "Weight", Type = ConfigFieldType.Integer, Label = "Weight", Description = "Share of the calls among targets of one rank.", Minimum = 1, Maximum = ModelGroupRules.MostWeight },
        new() { Key = "Rank", Type = ConfigFieldType.Integer, Label = "Rank", Description = "Lower ranks are asked first; for all targets or for none." },
    ];

    /// <summary>Gets the names of the settings of a group, for a sentence.</summary>
    public static string Names { get; } = $"Targets, {string.Join(", ", Fields.SkipLast(1).Select(f => f.Key))} and {Fields[^1].Key}";

    /// <summary>Writes the schema of the section that holds the groups.</summary>
    public static void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", "object");
        json.WriteString("description", "Groups of models, each under its name: a list of references, or an object with targets and settings.");
        json.WriteStartObject("additionalProperties");
        json.WriteStartArray("anyOf");
        json.WriteItemLine(WriteReference);
        WriteTargets(json);
        json.WriteStartObject();
        json.WriteString("type", "object");
        json.WriteStartObject("properties");
        json.WritePropertyName("Targets");
        WriteTargets(json);
        foreach (var field in Fields)
        {
            json.WriteLine(field.Key, line => JsonSchemaWriter.WriteField(line, field));
        }

        json.WriteEndObject();
        json.WriteBoolean("additionalProperties", false);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteTargets(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", "array");
        json.WriteStartObject("items");
        json.WriteStartArray("anyOf");
        json.WriteItemLine(WriteReference);
        json.WriteStartObject();
        json.WriteString("type", "object");
        ConfigurationSchemaFile.WriteProperties(json, TargetFields);
        json.WriteLine("required", line =>
        {
            line.WriteStartArray();
            line.WriteStringValue("Model");
            line.WriteEndArray();
        });
        json.WriteBoolean("additionalProperties", false);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteReference(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", "string");
        json.WriteString("pattern", ReferencePattern);
        json.WriteEndObject();
    }

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
