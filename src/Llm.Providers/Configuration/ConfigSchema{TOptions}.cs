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
        var options = Read(null, "the environment", environment ?? Environment.GetEnvironmentVariable);
        return options.BindFaults.Count == 0 ? options : throw LlmProviderException.Configuration(string.Join(' ', options.BindFaults));
    }

    /// <summary>Changes the description of the setting that was added last.</summary>
    /// <param name="change">Gives the new description, such as <c>f =&gt; f with { Advanced = true }</c>. The key stays.</param>
    /// <returns>This schema.</returns>
    /// <exception cref="InvalidOperationException">There is no setting yet.</exception>
    public ConfigSchema<TOptions> With(Func<ConfigField, ConfigField> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return _fields.Count > 0 ? Revise(_fields.Count - 1, change) : throw new InvalidOperationException("The schema has no setting yet.");
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ConfigFault> Validate(LlmProviderOptions options, string path)
    {
        ArgumentNullException.ThrowIfNull(options);
        var typed = Typed(options);
        var faults = new List<ConfigFault>();
        foreach (var (field, get, _) in _settings)
        {
            if (SettingRules.Check(field, get(typed), options, $"{path}:{field.Key}") is { } fault)
            {
                faults.Add(options.Bound.GetValueOrDefault(field.Key).Variable is { } variable ? fault with { Message = $"{fault.Message} It comes from the environment variable {variable}." } : fault);
            }
        }

        return faults;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ConfigFault> Check(IConfiguration section, string path, Func<string, string?>? environment = null)
    {
        ArgumentNullException.ThrowIfNull(section);
        return FindFaults(Read(section, path, environment ?? Environment.GetEnvironmentVariable), path);
    }

    internal override LlmProviderOptions Read(IConfiguration? section, string path, Func<string, string?> environment)
    {
        var options = new TOptions();
        options.BindFaults = Bind(options, section, path, environment);
        return options;
    }

    internal override IEnumerable<ConfigFault> FindMissing(LlmProviderOptions options, string path) =>
        from setting in _settings
        where setting.Field is { Required: true, Secret: false } && setting.Get((TOptions)options) is null or ""
        select SettingRules.Missing(setting.Field, $"{path}:{setting.Field.Key}");

    internal override IReadOnlyList<ConfigFault> Bind(LlmProviderOptions options, IConfiguration? section, string path, Func<string, string?> environment)
    {
        var typed = (TOptions)options;
        var faults = new List<ConfigFault>();
        foreach (var setting in _settings)
        {
            // The key from the environment is looked up when it is needed, after the key store: binding it here would jump the queue.
            if (Bind(setting, typed, section, $"{path}:{setting.Field.Key}", ReferenceEquals(setting.Field, KeyField) ? _ => null : environment) is { } fault)
            {
                faults.Add(fault);
            }
        }

        options.ModelPatches = ModelSettingsBinder.Bind(section, path, faults);
        return faults;
    }

    internal override (object? Value, SettingSource Source) Look(LlmProviderOptions options, ConfigField field)
    {
        var (_, get, _) = _settings.Find(s => ReferenceEquals(s.Field, field));
        var value = get(Typed(options));
        var text = SettingText.Of(value);
        var source = options.Bound.TryGetValue(field.Key, out var bound) && bound.Text == text ? bound.Source
            : text == SettingText.Of(get(new TOptions())) ? SettingSource.None
            : SettingSource.Code;
        return (value, source);
    }

    internal ConfigSchema<TOptions> Add(Setting setting)
    {
        if (_fields.Exists(f => string.Equals(f.Key, setting.Field.Key, StringComparison.OrdinalIgnoreCase)))
        {
            throw new ArgumentException($"The schema of {typeof(TOptions).Name} has a setting {setting.Field.Key} already.", nameof(setting));
        }

        // A default is written once, in the options class.
        var field = setting.Field is { Default: null, Secret: false } plain ? plain with { Default = SettingText.Of(setting.Get(new TOptions())) } : setting.Field;
        _settings.Add(setting with { Field = field });
        _fields.Add(field);
        return this;
    }

    /// <summary>Changes the descriptions of all settings from one on.</summary>
    internal ConfigSchema<TOptions> Revise(int first, Func<ConfigField, ConfigField> change)
    {
        for (var i = first; i < _fields.Count; i++)
        {
            _fields[i] = change(_fields[i]) with { Key = _fields[i].Key };
            _settings[i] = _settings[i] with { Field = _fields[i] };
        }

        return this;
    }

    private static ConfigFault? Bind(Setting setting, TOptions options, IConfiguration? section, string path, Func<string, string?> environment)
    {
        WrittenSetting? written = null;
        try
        {
            written = WrittenSetting.Find(setting.Field, section, environment);
            if (written is not null)
            {
                setting.Set(options, written.Text, written.Source);
                options.Bound[setting.Field.Key] = new(SettingText.Of(setting.Get(options)), written.Source, written.Variable);
            }

            return null;
        }
        catch (FormatException)
        {
            return SettingRules.Malformed(setting.Field, written, path);
        }
    }

    private static TOptions Typed(LlmProviderOptions options) => options as TOptions
        ?? throw new ArgumentException($"These settings belong to {options.GetType().Name}; this schema is for {typeof(TOptions).Name}.", nameof(options));

    internal readonly record struct Setting(ConfigField Field, Func<TOptions, object?> Get, Action<TOptions, string, SettingSource> Set);
}
