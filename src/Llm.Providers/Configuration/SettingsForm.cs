using System.Globalization;
using System.Text.Json;

namespace Llm.Providers;

/// <summary>Describes settings as JSON from which any program can draw a settings page. No key, no other secret and no value of a variable is in it.</summary>
/// <remarks>
/// <code>
/// { "version": 1, "providers": [ { "id": "openai", "kind": "openai", "name": "OpenAI", "path": "LlmProviders:openai", "local": false, "documentation": "https://…",
///   "faults": [ { "path": "LlmProviders:openai:ApiKey", "message": "…" } ],
///   "fields": [ { "id": "openai.MaxRetries", "key": "MaxRetries", "path": "LlmProviders:openai:MaxRetries", "type": "integer", "label": "Retries", "help": "…",
///     "required": false, "secret": false, "advanced": true, "restart": false, "default": 3, "min": 0, "max": 10, "step": 1, "choices": [ … ],
///     "environment": [ { "name": "…", "set": false } ], "source": "configuration", "value": 5 } ] } ] }
/// </code>
/// <c>type</c> is a member of <see cref="ConfigFieldType"/> in lower case, <c>source</c> one of <see cref="SettingSource"/>. <c>faults</c>, <c>source</c> and <c>value</c> are
/// there when the form is about a provider instance. Members without a value are left out; later versions only add members.
/// A secret within a value, as in the query of an address, is <c>***</c>: a page that saves such a value as it was shown would lose the secret.
/// </remarks>
public static class SettingsForm
{
    private const int Version = 1;

    /// <summary>Describes the settings of a kind of provider, before it is configured.</summary>
    /// <param name="descriptor">The kind of provider.</param>
    /// <param name="name">The name the instance will have; <see langword="null"/> for the provider's id.</param>
    /// <param name="environment">Reads a variable; <see langword="null"/> reads the process environment.</param>
    /// <returns>The description, with one provider.</returns>
    public static string ToJson(ProviderDescriptor descriptor, string? name = null, Func<string, string?>? environment = null)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        return ToJson(json => WriteProvider(json, descriptor, name ?? descriptor.Id, null, null, environment ?? Environment.GetEnvironmentVariable));
    }

    /// <summary>Describes the settings of a provider, with what they are now.</summary>
    /// <param name="provider">The provider.</param>
    /// <returns>The description, with one provider. The source of the key is the first that may have it: callbacks and key stores are not asked.</returns>
    public static string ToJson(BaseLlmProvider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return ToJson(json => WriteProvider(json, provider));
    }

    /// <summary>Describes the settings of all providers of an application.</summary>
    /// <param name="registry">The providers.</param>
    /// <returns>The description. A provider that cannot be made because its settings are wrong is in it with its faults.</returns>
    public static string ToJson(ILlmProviderRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(registry);
        return ToJson(json =>
        {
            foreach (var name in registry.ProviderIds)
            {
                try
                {
                    WriteProvider(json, registry.GetProvider(name));
                }
                catch (LlmProviderException e) when (e.Kind == LlmErrorKind.Configuration)
                {
                    WriteProvider(json, registry.GetDescriptor(name), name, null, e.Faults ?? [new(ConfigSchema.PathOf(name), e.Message)], Environment.GetEnvironmentVariable);
                }
            }
        });
    }

    private static string ToJson(Action<Utf8JsonWriter> writeProviders) => JsonLayout.Indented(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("version", Version);
        json.WriteStartArray("providers");
        writeProviders(json);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void WriteProvider(Utf8JsonWriter json, BaseLlmProvider provider) =>
        WriteProvider(json, provider.Descriptor, provider.Id, provider, provider.ValidateConfiguration(), provider.EnvironmentVariables);

    private static void WriteProvider(Utf8JsonWriter json, ProviderDescriptor descriptor, string name, BaseLlmProvider? provider, IReadOnlyList<ConfigFault>? faults, Func<string, string?> environment)
    {
        json.WriteStartObject();
        json.WriteString("id", name);
        json.WriteString("kind", descriptor.Id);
        json.WriteString("name", descriptor.DisplayName);
        json.WriteString("path", ConfigSchema.PathOf(name));
        json.WriteBoolean("local", descriptor.IsLocal);
        WriteOptional(json, "documentation", descriptor.Documentation?.ToString());
        WriteFaults(json, faults);
        json.WriteStartArray("fields");
        foreach (var field in descriptor.Schema.Fields)
        {
            json.WriteItemLine(line => WriteField(line, descriptor.Schema, name, field, provider, environment));
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteFaults(Utf8JsonWriter json, IReadOnlyList<ConfigFault>? faults)
    {
        if (faults is null)
        {
            return;
        }

        json.WriteStartArray("faults");
        foreach (var fault in faults)
        {
            json.WriteStartObject();
            json.WriteString("path", fault.Path);
            json.WriteString("message", fault.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteField(Utf8JsonWriter json, ConfigSchema schema, string name, ConfigField field, BaseLlmProvider? provider, Func<string, string?> environment)
    {
        json.WriteStartObject();
        json.WriteString("id", $"{name}.{field.Key}");
        json.WriteString("key", field.Key);
        json.WriteString("path", $"{ConfigSchema.PathOf(name)}:{field.Key}");
        json.WriteString("type", NameOf(field.Type));
        WriteOptional(json, "label", field.Label);
        WriteOptional(json, "help", field.Description);
        json.WriteBoolean("required", field.Required);
        json.WriteBoolean("secret", field.Secret);
        json.WriteBoolean("advanced", field.Advanced);
        json.WriteBoolean("restart", field.NeedsRestart);
        WriteRules(json, field);
        WriteEnvironment(json, field, environment);
        if (provider is not null)
        {
            WriteState(json, schema, field, provider);
        }

        json.WriteEndObject();
    }

    private static void WriteRules(Utf8JsonWriter json, ConfigField field)
    {
        if (field is { Secret: false, Default: { } value })
        {
            json.WritePropertyName("default");
            JsonSchemaWriter.WriteValue(json, field, value);
        }

        WriteOptional(json, "min", field.Minimum);
        WriteOptional(json, "max", field.Maximum);
        WriteOptional(json, "step", field.Type == ConfigFieldType.Integer ? 1 : null);
        if (field.Choices.Count > 0)
        {
            json.WriteStartArray("choices");
            foreach (var choice in field.Choices)
            {
                json.WriteStringValue(choice);
            }

            json.WriteEndArray();
        }
    }

    private static void WriteEnvironment(Utf8JsonWriter json, ConfigField field, Func<string, string?> environment)
    {
        json.WriteStartArray("environment");
        foreach (var variable in field.EnvironmentVariables)
        {
            json.WriteStartObject();
            json.WriteString("name", variable);
            json.WriteBoolean("set", !string.IsNullOrWhiteSpace(environment(variable)));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteState(Utf8JsonWriter json, ConfigSchema schema, ConfigField field, BaseLlmProvider provider)
    {
        var (value, source) = schema.Look(provider.Options, field);
        json.WriteString("source", NameOf(ReferenceEquals(field, schema.KeyField) ? provider.FirstKeySource : source));

        // A map may hold a header with a key.
        if (field is { Secret: false, Type: not ConfigFieldType.Map } && SettingText.Of(value) is { } text)
        {
            json.WritePropertyName("value");
            JsonSchemaWriter.WriteValue(json, field, Redaction.Redact(field.Type == ConfigFieldType.Uri ? Secrets.MaskQuery(text) : text, null) ?? text);
        }
    }

    private static string NameOf<TEnum>(TEnum value)
        where TEnum : struct, Enum => value.ToString().ToLower(CultureInfo.InvariantCulture);

    private static void WriteOptional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static void WriteOptional(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }
}
