using System.Globalization;

namespace Llm.Providers;

/// <summary>The usual settings, ready to add to a <see cref="ConfigSchema{TOptions}"/>.</summary>
public static class ConfigSchemaExtensions
{
    /// <summary>Adds the API key.</summary>
    /// <typeparam name="TOptions">The options class.</typeparam>
    /// <param name="schema">The schema.</param>
    /// <param name="environmentVariables">The variables that may hold the key, in order.</param>
    /// <param name="required">Whether a call without a key fails before it is sent.</param>
    /// <returns>The schema.</returns>
    public static ConfigSchema<TOptions> Key<TOptions>(this ConfigSchema<TOptions> schema, IReadOnlyList<string> environmentVariables, bool required = true)
        where TOptions : LlmProviderOptions, new()
    {
        ArgumentNullException.ThrowIfNull(schema);
        var field = new ConfigField
        {
            Key = nameof(LlmProviderOptions.ApiKey), Type = ConfigFieldType.Secret, Label = "API key", Required = required, EnvironmentVariables = environmentVariables,
            Description = "The key the provider gave you.",
        };
        return schema.Add(new(field, o => o.ApiKey, (o, value, source) => o.BindApiKey(value, source)));
    }

    /// <summary>Adds the API key.</summary>
    /// <typeparam name="TOptions">The options class.</typeparam>
    /// <param name="schema">The schema.</param>
    /// <param name="environmentVariable">The variable that may hold the key.</param>
    /// <param name="required">Whether a call without a key fails before it is sent.</param>
    /// <returns>The schema.</returns>
    public static ConfigSchema<TOptions> Key<TOptions>(this ConfigSchema<TOptions> schema, string environmentVariable, bool required = true)
        where TOptions : LlmProviderOptions, new() => schema.Key([environmentVariable], required);

    /// <summary>Adds the base address of the API.</summary>
    /// <typeparam name="TOptions">The options class.</typeparam>
    /// <param name="schema">The schema.</param>
    /// <param name="defaultEndpoint">The vendor's own address.</param>
    /// <param name="environmentVariables">Variables that may hold another one, in order.</param>
    /// <returns>The schema.</returns>
    public static ConfigSchema<TOptions> Endpoint<TOptions>(this ConfigSchema<TOptions> schema, Uri? defaultEndpoint, params IReadOnlyList<string> environmentVariables)
        where TOptions : LlmProviderOptions, new() => schema.Endpoint(defaultEndpoint, SettingParser.Uri, environmentVariables);

    /// <summary>Adds the base address of an API whose vendor writes addresses in a form of its own, such as <c>host:port</c>.</summary>
    /// <typeparam name="TOptions">The options class.</typeparam>
    /// <param name="schema">The schema.</param>
    /// <param name="defaultEndpoint">The vendor's own address.</param>
    /// <param name="parse">Reads a written address; what it cannot read it answers with a <see cref="FormatException"/>.</param>
    /// <param name="environmentVariables">Variables that may hold another one, in order.</param>
    /// <returns>The schema.</returns>
    public static ConfigSchema<TOptions> Endpoint<TOptions>(this ConfigSchema<TOptions> schema, Uri? defaultEndpoint, Func<string, Uri> parse, params IReadOnlyList<string> environmentVariables)
        where TOptions : LlmProviderOptions, new()
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(parse);
        var field = new ConfigField
        {
            Key = nameof(LlmProviderOptions.Endpoint), Type = ConfigFieldType.Uri, Label = "Endpoint", Default = defaultEndpoint?.ToString(),
            EnvironmentVariables = environmentVariables, Required = defaultEndpoint is null,
            Description = "The base address of the API.",
        };
        return schema.Add(new(field, o => o.Endpoint, (o, value, source) => o.BindEndpoint(parse(value), source)));
    }

    /// <summary>Adds the settings every provider shares: default model, retries, time limits, defaults of calls, headers.</summary>
    /// <typeparam name="TOptions">The options class.</typeparam>
    /// <param name="schema">The schema.</param>
    /// <param name="local">Whether the provider runs on this machine, which has a longer first wait.</param>
    /// <returns>The schema.</returns>
    public static ConfigSchema<TOptions> Tuning<TOptions>(this ConfigSchema<TOptions> schema, bool local = false)
        where TOptions : LlmProviderOptions, new()
    {
        ArgumentNullException.ThrowIfNull(schema);
        var defaults = new TOptions();
        return schema
            .Text("DefaultModel", "Default model", "The model of calls that name none.", o => o.DefaultModel, (o, v) => o.DefaultModel = v)
            .Integer("MaxRetries", "Retries", "Tries after the first one; 0 means no retry.", 0, 10, defaults.MaxRetries, o => o.MaxRetries, (o, v) => o.MaxRetries = v)
            .Seconds("MaxRetryDelay", "Longest wait before a retry", 0, 86_400, defaults.MaxRetryDelay, o => o.MaxRetryDelay, (o, v) => o.MaxRetryDelay = v)
            .Seconds("Timeout", "Wait for the first content of a stream", 1, 300, LlmTimeouts.DefaultFirstByte(local), o => o.Timeouts.FirstByte ?? LlmTimeouts.DefaultFirstByte(local), (o, v) => o.Timeouts.FirstByte = v)
            .Seconds("IdleTimeout", "Longest silence in a stream", 1, 3_600, defaults.Timeouts.Idle, o => o.Timeouts.Idle, (o, v) => o.Timeouts.Idle = v)
            .Seconds("TotalTimeout", "Limit of an answer that is not streamed", 1, 86_400, defaults.Timeouts.Total, o => o.Timeouts.Total, (o, v) => o.Timeouts.Total = v)
            .Seconds("ConnectTimeout", "Limit for opening a connection", 1, 300, defaults.Timeouts.Connect, o => o.Timeouts.Connect, (o, v) => o.Timeouts.Connect = v)
            .Number("Temperature", "Temperature", "Sent with calls that name none; empty leaves it to the vendor.", 0, 2, o => o.Temperature, (o, v) => o.Temperature = (float)v)
            .Integer("MaxOutputTokens", "Output limit", "Tokens; sent with calls that name none; empty leaves it to the vendor.", 1, null, null, o => o.MaxOutputTokens, (o, v) => o.MaxOutputTokens = v)
            .Integer("MaxInputCharacters", "Input limit", "Characters of all messages and instructions together; a longer call is refused before it is sent. Empty for no limit.", 1, null, null, o => o.MaxInputCharacters, (o, v) => o.MaxInputCharacters = v)
            .Choice("UnsupportedOptions", "Options the model cannot take", o => o.UnsupportedOptions, (o, v) => o.UnsupportedOptions = v)
            .Choice("ParameterPolicy", "Parameters outside the range of the model", o => o.ParameterPolicy, (o, v) => o.ParameterPolicy = v)
            .Text("ModelsFile", "Catalog file", "A file with facts of models, which go before those built in.", o => o.ModelsFile, (o, v) => o.ModelsFile = v)
            .Seconds("ModelListLifetime", "How long the vendor's list of models is kept", 0, 2_592_000, defaults.ModelListLifetime, o => o.ModelListLifetime, (o, v) => o.ModelListLifetime = v)
            .Boolean("AllowInsecureHttp", "Allow http to other machines", o => o.AllowInsecureHttp, (o, v) => o.AllowInsecureHttp = v)
            .Integer("MaxConnectionsPerServer", "Connections per server", "Connections open to one server at a time.", 1, 10_000, defaults.MaxConnectionsPerServer, o => o.MaxConnectionsPerServer, (o, v) => o.MaxConnectionsPerServer = v)
            .Limits(defaults)
            .Boolean("IncludeRawRepresentation", "Keep raw answers", o => o.IncludeRawRepresentation, (o, v) => o.IncludeRawRepresentation = v)
            .Add(Field("EnvironmentKeyHosts", ConfigFieldType.List, "Hosts that may get a key from the environment"), o => o.EnvironmentKeyHosts, (o, v) => SettingParser.Lines(v).ForEach(o.EnvironmentKeyHosts.Add))
            .Map("Headers", "Headers added to every request", null, o => o.Headers);
    }

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
    /// <param name="defaultValue">The value when none is given.</param>
    /// <param name="get">Reads it.</param>
    /// <param name="set">Writes it.</param>
    /// <returns>The schema.</returns>
    public static ConfigSchema<TOptions> Integer<TOptions>(
        this ConfigSchema<TOptions> schema, string key, string label, string? description, int? minimum, int? maximum, int? defaultValue, Func<TOptions, int?> get, Action<TOptions, int> set)
        where TOptions : LlmProviderOptions, new()
    {
        ArgumentNullException.ThrowIfNull(schema);
        var field = Field(key, ConfigFieldType.Integer, label, description) with { Minimum = minimum, Maximum = maximum, Default = defaultValue?.ToString(CultureInfo.InvariantCulture) };
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

    /// <summary>Adds a length of time, written in seconds.</summary>
    /// <typeparam name="TOptions">The options class.</typeparam>
    /// <param name="schema">The schema.</param>
    /// <param name="key">The name of the setting.</param>
    /// <param name="label">The caption.</param>
    /// <param name="minimum">The shortest time in seconds, inclusive.</param>
    /// <param name="maximum">The longest time in seconds, inclusive.</param>
    /// <param name="defaultValue">The time when none is given.</param>
    /// <param name="get">Reads it.</param>
    /// <param name="set">Writes it.</param>
    /// <returns>The schema.</returns>
    public static ConfigSchema<TOptions> Seconds<TOptions>(
        this ConfigSchema<TOptions> schema, string key, string label, double? minimum, double? maximum, TimeSpan defaultValue, Func<TOptions, TimeSpan> get, Action<TOptions, TimeSpan> set)
        where TOptions : LlmProviderOptions, new()
    {
        ArgumentNullException.ThrowIfNull(schema);
        var field = Field(key, ConfigFieldType.Seconds, label, "Seconds.") with { Minimum = minimum, Maximum = maximum, Default = defaultValue.TotalSeconds.ToString(CultureInfo.InvariantCulture) };
        return schema.Add(field, o => get(o), (o, v) => set(o, SettingParser.Seconds(v)));
    }

    /// <summary>Adds a yes or no.</summary>
    /// <typeparam name="TOptions">The options class.</typeparam>
    /// <param name="schema">The schema.</param>
    /// <param name="key">The name of the setting.</param>
    /// <param name="label">The caption.</param>
    /// <param name="get">Reads it.</param>
    /// <param name="set">Writes it.</param>
    /// <returns>The schema.</returns>
    public static ConfigSchema<TOptions> Boolean<TOptions>(this ConfigSchema<TOptions> schema, string key, string label, Func<TOptions, bool> get, Action<TOptions, bool> set)
        where TOptions : LlmProviderOptions, new()
    {
        ArgumentNullException.ThrowIfNull(schema);
        var initial = get(new TOptions()) ? "true" : "false";
        return schema.Add(Field(key, ConfigFieldType.Boolean, label) with { Default = initial }, o => get(o), (o, v) => set(o, SettingParser.Boolean(v)));
    }

    /// <summary>Adds a choice among the members of an enumeration.</summary>
    /// <typeparam name="TOptions">The options class.</typeparam>
    /// <typeparam name="TChoice">The enumeration.</typeparam>
    /// <param name="schema">The schema.</param>
    /// <param name="key">The name of the setting.</param>
    /// <param name="label">The caption.</param>
    /// <param name="get">Reads it.</param>
    /// <param name="set">Writes it.</param>
    /// <returns>The schema.</returns>
    public static ConfigSchema<TOptions> Choice<TOptions, TChoice>(this ConfigSchema<TOptions> schema, string key, string label, Func<TOptions, TChoice> get, Action<TOptions, TChoice> set)
        where TOptions : LlmProviderOptions, new()
        where TChoice : struct, Enum
    {
        ArgumentNullException.ThrowIfNull(schema);
        var field = Field(key, ConfigFieldType.Choice, label) with { Choices = Enum.GetNames<TChoice>(), Default = get(new TOptions()).ToString() };
        return schema.Add(field, o => get(o), (o, v) => set(o, SettingParser.Choice<TChoice>(v)));
    }

    /// <summary>Adds names with values, such as deployments by model.</summary>
    /// <typeparam name="TOptions">The options class.</typeparam>
    /// <param name="schema">The schema.</param>
    /// <param name="key">The name of the setting.</param>
    /// <param name="label">The caption.</param>
    /// <param name="description">What it does.</param>
    /// <param name="get">Gives the dictionary that is filled.</param>
    /// <returns>The schema.</returns>
    public static ConfigSchema<TOptions> Map<TOptions>(this ConfigSchema<TOptions> schema, string key, string label, string? description, Func<TOptions, IDictionary<string, string>> get)
        where TOptions : LlmProviderOptions, new()
    {
        ArgumentNullException.ThrowIfNull(schema);
        return schema.Add(Field(key, ConfigFieldType.Map, label, description), o => get(o), (o, v) => SettingParser.Pairs(v, get(o)));
    }

    private static ConfigField Field(string key, ConfigFieldType type, string label, string? description = null) =>
        new() { Key = key, Type = type, Label = label, Description = description };
}
