namespace Llm.Providers;

/// <summary>Settings of each type, ready to add to a <see cref="ConfigSchema{TOptions}"/>. Defaults are those of the options class: what a setting reads from new options.</summary>
public static class ConfigSchemaFieldExtensions
{
    /// <summary>Adds a line of text.</summary>
    /// <typeparam name="TOptions">The options class.</typeparam>
    /// <param name="schema">The schema.</param>
    /// <param name="key">The name of the setting.</param>
    /// <param name="label">The caption.</param>
    /// <param name="description">What it does.</param>
    /// <param name="get">Reads it.</param>
    /// <param name="set">Writes it.</param>
    /// <param name="environmentVariables">Variables that may hold it.</param>
    /// <returns>The schema.</returns>
    public static ConfigSchema<TOptions> Text<TOptions>(
        this ConfigSchema<TOptions> schema, string key, string label, string? description, Func<TOptions, string?> get, Action<TOptions, string> set, params IReadOnlyList<string> environmentVariables)
        where TOptions : LlmProviderOptions, new()
    {
        ArgumentNullException.ThrowIfNull(schema);
        return schema.Add(Field(key, ConfigFieldType.Text, label, description) with { EnvironmentVariables = environmentVariables }, get, set);
    }

    /// <summary>Adds a whole number.</summary>
    /// <typeparam name="TOptions">The options class.</typeparam>
    /// <param name="schema">The schema.</param>
    /// <param name="key">The name of the setting.</param>
    /// <param name="label">The caption.</param>
    /// <param name="description">What it does, with its unit.</param>
    /// <param name="minimum">The smallest value, inclusive.</param>
    /// <param name="maximum">The largest value, inclusive.</param>
    /// <param name="get">Reads it.</param>
    /// <param name="set">Writes it.</param>
    /// <returns>The schema.</returns>
    public static ConfigSchema<TOptions> Integer<TOptions>(
        this ConfigSchema<TOptions> schema, string key, string label, string? description, int? minimum, int? maximum, Func<TOptions, int?> get, Action<TOptions, int> set)
        where TOptions : LlmProviderOptions, new()
    {
        ArgumentNullException.ThrowIfNull(schema);
        var field = Field(key, ConfigFieldType.Integer, label, description) with { Minimum = minimum, Maximum = maximum };
        return schema.Add(field, o => get(o), (o, v) => set(o, SettingParser.Integer(v)));
    }

    /// <summary>Adds a number.</summary>
    /// <typeparam name="TOptions">The options class.</typeparam>
    /// <param name="schema">The schema.</param>
    /// <param name="key">The name of the setting.</param>
    /// <param name="label">The caption.</param>
    /// <param name="description">What it does, with its unit.</param>
    /// <param name="minimum">The smallest value, inclusive.</param>
    /// <param name="maximum">The largest value, inclusive.</param>
    /// <param name="get">Reads it.</param>
    /// <param name="set">Writes it.</param>
    /// <returns>The schema.</returns>
    public static ConfigSchema<TOptions> Number<TOptions>(
        this ConfigSchema<TOptions> schema, string key, string label, string? description, double? minimum, double? maximum, Func<TOptions, double?> get, Action<TOptions, double> set)
        where TOptions : LlmProviderOptions, new()
    {
        ArgumentNullException.ThrowIfNull(schema);
        return schema.Add(Field(key, ConfigFieldType.Number, label, description) with { Minimum = minimum, Maximum = maximum }, o => get(o), (o, v) => set(o, SettingParser.Number(v)));
    }

    /// <summary>Adds a length of time, written in seconds or as <c>hh:mm:ss</c>.</summary>
    /// <typeparam name="TOptions">The options class.</typeparam>
    /// <param name="schema">The schema.</param>
    /// <param name="key">The name of the setting.</param>
    /// <param name="label">The caption.</param>
    /// <param name="description">What it does.</param>
    /// <param name="minimum">The shortest time in seconds, inclusive.</param>
    /// <param name="maximum">The longest time in seconds, inclusive.</param>
    /// <param name="get">Reads it.</param>
    /// <param name="set">Writes it.</param>
    /// <returns>The schema.</returns>
    public static ConfigSchema<TOptions> Seconds<TOptions>(
        this ConfigSchema<TOptions> schema, string key, string label, string? description, double? minimum, double? maximum, Func<TOptions, TimeSpan?> get, Action<TOptions, TimeSpan> set)
        where TOptions : LlmProviderOptions, new()
    {
        ArgumentNullException.ThrowIfNull(schema);
        var field = Field(key, ConfigFieldType.Seconds, label, description) with { Minimum = minimum, Maximum = maximum };
        return schema.Add(field, o => get(o), (o, v) => set(o, SettingParser.Seconds(v)));
    }

    /// <summary>Adds a yes or no.</summary>
    /// <typeparam name="TOptions">The options class.</typeparam>
    /// <param name="schema">The schema.</param>
    /// <param name="key">The name of the setting.</param>
    /// <param name="label">The caption.</param>
    /// <param name="description">What it does.</param>
    /// <param name="get">Reads it.</param>
    /// <param name="set">Writes it.</param>
    /// <returns>The schema.</returns>
    public static ConfigSchema<TOptions> Boolean<TOptions>(this ConfigSchema<TOptions> schema, string key, string label, string? description, Func<TOptions, bool> get, Action<TOptions, bool> set)
        where TOptions : LlmProviderOptions, new()
    {
        ArgumentNullException.ThrowIfNull(schema);
        return schema.Add(Field(key, ConfigFieldType.Boolean, label, description), o => get(o), (o, v) => set(o, SettingParser.Boolean(v)));
    }

    /// <summary>Adds a choice among the members of an enumeration.</summary>
    /// <typeparam name="TOptions">The options class.</typeparam>
    /// <typeparam name="TChoice">The enumeration.</typeparam>
    /// <param name="schema">The schema.</param>
    /// <param name="key">The name of the setting.</param>
    /// <param name="label">The caption.</param>
    /// <param name="description">What it does.</param>
    /// <param name="get">Reads it.</param>
    /// <param name="set">Writes it.</param>
    /// <returns>The schema.</returns>
    public static ConfigSchema<TOptions> Choice<TOptions, TChoice>(this ConfigSchema<TOptions> schema, string key, string label, string? description, Func<TOptions, TChoice> get, Action<TOptions, TChoice> set)
        where TOptions : LlmProviderOptions, new()
        where TChoice : struct, Enum
    {
        ArgumentNullException.ThrowIfNull(schema);
        var field = Field(key, ConfigFieldType.Choice, label, description) with { Choices = Enum.GetNames<TChoice>() };
        return schema.Add(field, o => get(o), (o, v) => set(o, SettingParser.Choice<TChoice>(v)));
    }

    /// <summary>Adds a list of texts.</summary>
    /// <typeparam name="TOptions">The options class.</typeparam>
    /// <param name="schema">The schema.</param>
    /// <param name="key">The name of the setting.</param>
    /// <param name="label">The caption.</param>
    /// <param name="description">What it does.</param>
    /// <param name="get">Gives the list that is filled. What it holds in new options is the default, which a configured list replaces.</param>
    /// <param name="environmentVariables">Variables that may hold it, in order.</param>
    /// <returns>The schema.</returns>
    public static ConfigSchema<TOptions> List<TOptions>(
        this ConfigSchema<TOptions> schema, string key, string label, string? description, Func<TOptions, IList<string>> get, params IReadOnlyList<string> environmentVariables)
        where TOptions : LlmProviderOptions, new()
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(get);
        var field = Field(key, ConfigFieldType.List, label, description) with { EnvironmentVariables = environmentVariables };
        return schema.Add(field, o => get(o), (o, v) => SettingParser.Fill(get(o), SettingParser.Lines(v)));
    }

    /// <summary>Adds names with values, such as deployments by model.</summary>
    /// <typeparam name="TOptions">The options class.</typeparam>
    /// <param name="schema">The schema.</param>
    /// <param name="key">The name of the setting.</param>
    /// <param name="label">The caption.</param>
    /// <param name="description">What it does.</param>
    /// <param name="get">Gives the dictionary that is filled.</param>
    /// <param name="environmentVariables">Variables that may hold it, in order.</param>
    /// <returns>The schema.</returns>
    public static ConfigSchema<TOptions> Map<TOptions>(this ConfigSchema<TOptions> schema, string key, string label, string? description, Func<TOptions, IDictionary<string, string>> get, params IReadOnlyList<string> environmentVariables)
        where TOptions : LlmProviderOptions, new()
    {
        ArgumentNullException.ThrowIfNull(schema);
        var field = Field(key, ConfigFieldType.Map, label, description) with { EnvironmentVariables = environmentVariables };
        return schema.Add(field, o => get(o), (o, v) => SettingParser.Pairs(v, get(o)));
    }

    private static ConfigField Field(string key, ConfigFieldType type, string label, string? description) =>
        new() { Key = key, Type = type, Label = label, Description = description };
}
