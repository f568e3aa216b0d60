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
            Description = required ? "The key the provider gave you." : "The key, if the server asks for one.",
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
            Description = "The base address of the API: https, or http to this machine.",
        };
        return schema.Add(new(field, o => o.Endpoint, (o, value, source) => o.BindEndpoint(parse(value), source)));
    }

    /// <summary>Adds the settings every provider shares: defaults of calls, retries, time limits, what is sent where, connections.</summary>
    /// <typeparam name="TOptions">The options class.</typeparam>
    /// <param name="schema">The schema.</param>
    /// <param name="local">Whether the provider runs on this machine, which has a longer first wait.</param>
    /// <returns>The schema. All but the default model are <see cref="ConfigField.Advanced"/>.</returns>
    public static ConfigSchema<TOptions> Tuning<TOptions>(this ConfigSchema<TOptions> schema, bool local = false)
        where TOptions : LlmProviderOptions, new()
    {
        ArgumentNullException.ThrowIfNull(schema);
        schema.Text("DefaultModel", "Default model", "The model of calls that name none; empty takes the catalog's default.", o => o.DefaultModel, (o, v) => o.DefaultModel = v);
        var first = schema.Fields.Count;
        return schema.CallDefaults().ModelFacts().Retries().TimeLimits(local).Security().Connections().Limits().CircuitBreaker().Sizes().Revise(first, f => f with { Advanced = true });
    }
}
