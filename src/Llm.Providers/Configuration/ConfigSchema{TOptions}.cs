using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Llm.Providers;

/// <summary>The settings of a provider whose options are <typeparamref name="TOptions"/>.</summary>
/// <typeparam name="TOptions">The options class.</typeparam>
/// <example><code>
/// public static ConfigSchema&lt;AcmeOptions&gt; Schema { get; } =
///     new ConfigSchema&lt;AcmeOptions&gt;().Key("ACME_API_KEY").Endpoint(new("https://api.acme.ai/v1/")).Tuning();
/// </code></example>
public sealed class ConfigSchema<TOptions> : ConfigSchema
    where TOptions : LlmProviderOptions, new()
{
    private readonly List<Setting> _settings = [];
    private readonly List<ConfigField> _fields = [];

    /// <inheritdoc/>
    public override IReadOnlyList<ConfigField> Fields => _fields;

    /// <summary>Adds a setting of any type.</summary>
    /// <param name="field">Its description.</param>
    /// <param name="get">Reads the value from options, for the range check; <see langword="null"/> from it means no value.</param>
    /// <param name="set">Writes the value, given in its written form, to options. A <see cref="FormatException"/> from it becomes a fault.</param>
    /// <returns>This schema.</returns>
    public ConfigSchema<TOptions> Add(ConfigField field, Func<TOptions, object?> get, Action<TOptions, string> set)
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(get);
        ArgumentNullException.ThrowIfNull(set);
        return Add(new(field, get, (options, value, _) => set(options, value)));
    }

    /// <inheritdoc/>
    public override LlmProviderOptions CreateOptions(Func<string, string?>? environment = null)
    {
        var options = new TOptions();
        var faults = Bind(options, null, "the environment", environment ?? Environment.GetEnvironmentVariable);
        return faults.Count == 0 ? options : throw LlmProviderException.Configuration(string.Join(' ', faults));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ConfigFault> Validate(LlmProviderOptions options, string path)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options is not TOptions typed)
        {
            throw new ArgumentException($"These settings belong to {options.GetType().Name}; this schema is for {typeof(TOptions).Name}.", nameof(options));
        }

        var faults = new List<ConfigFault>();
        foreach (var (field, get, _) in _settings)
        {
            var fault = SettingRules.Check(field, get(typed), options, $"{path}:{field.Key}");
            if (fault is not null)
            {
                faults.Add(fault);
            }
        }

        return faults;
    }

    internal override IEnumerable<ConfigFault> FindMissing(LlmProviderOptions options, string path) =>
        from setting in _settings
        where setting.Field is { Required: true, Secret: false } && setting.Get((TOptions)options) is null or ""
        select SettingRules.Missing(setting.Field, $"{path}:{setting.Field.Key}");

    internal override IReadOnlyList<ConfigFault> Bind(LlmProviderOptions options, IConfiguration? section, string path, Func<string, string?> environment)
    {
        var faults = new List<ConfigFault>();
        foreach (var (field, _, set) in _settings)
        {
            // A key from the environment is looked up when it is needed, after the key store: binding it here would jump the queue.
            var (value, source) = Read(field, section, field.Secret ? _ => null : environment);
            if (value is null)
            {
                continue;
            }

            try
            {
                set((TOptions)options, value, source);
            }
            catch (FormatException)
            {
                var variable = source == SettingSource.Environment ? $" (environment variable {string.Join(" or ", field.EnvironmentVariables)})" : "";
                faults.Add(SettingRules.Malformed(field, value, $"{path}:{field.Key}{variable}"));
            }
        }

        options.ModelPatches = ModelSettingsBinder.Bind(section, path, faults);
        return faults;
    }

    internal ConfigSchema<TOptions> Add(Setting setting)
    {
        if (_fields.Exists(f => string.Equals(f.Key, setting.Field.Key, StringComparison.OrdinalIgnoreCase)))
        {
            throw new ArgumentException($"The schema of {typeof(TOptions).Name} has a setting {setting.Field.Key} already.", nameof(setting));
        }

        _settings.Add(setting);
        _fields.Add(setting.Field);
        return this;
    }

    private static (string? Value, SettingSource Source) Read(ConfigField field, IConfiguration? section, Func<string, string?> environment)
    {
        if (section?.GetSection(field.Key) is { } found)
        {
            var value = field.Type is ConfigFieldType.List or ConfigFieldType.Map ? Flatten(field.Type, found) : found.Value;
            if (!string.IsNullOrWhiteSpace(value))
            {
                return (value.Trim(), SettingSource.Configuration);
            }
        }

        var variable = field.EnvironmentVariables.Select(environment).FirstOrDefault(v => !string.IsNullOrWhiteSpace(v));
        return (variable?.Trim(), variable is null ? SettingSource.None : SettingSource.Environment);
    }

    // A list is written one value a line, a map one name=value a line: what an environment variable could hold too.
    private static string? Flatten(ConfigFieldType type, IConfigurationSection section)
    {
        var children = section.GetChildren().Where(c => c.Value is not null).ToList();
        return children.Count == 0
            ? section.Value
            : string.Join('\n', children.Select(c => type == ConfigFieldType.Map ? string.Create(CultureInfo.InvariantCulture, $"{c.Key}={c.Value}") : c.Value));
    }

    internal readonly record struct Setting(ConfigField Field, Func<TOptions, object?> Get, Action<TOptions, string, SettingSource> Set);
}
