using Microsoft.Extensions.Configuration;

namespace Llm.Providers;

/// <summary>A setting as it was found: its text, and where.</summary>
internal sealed class WrittenSetting
{
    private static readonly char[] s_betweenEntries = [',', ';', '\n'];
    private static readonly char[] s_betweenPairs = [';', '\n']; // a header's value may hold commas

    private WrittenSetting(string text, SettingSource source, string? variable = null) => (Text, Source, Variable) = (text, source, variable);

    /// <summary>Gets the text, trimmed and never empty: of a list one entry a line, of a map one <c>name=value</c> a line.</summary>
    public string Text { get; }

    public SettingSource Source { get; }

    /// <summary>Gets the environment variable it comes from.</summary>
    public string? Variable { get; }

    /// <summary>Finds a setting in configuration, then in its environment variables.</summary>
    /// <returns>The setting; <see langword="null"/> when it is not given.</returns>
    /// <exception cref="FormatException">There is a section where a value should be.</exception>
    public static WrittenSetting? Find(ConfigField field, IConfiguration? section, Func<string, string?> environment)
    {
        if (section?.GetSection(field.Key) is { } found && Read(field, found) is { } configured)
        {
            return new(configured, SettingSource.Configuration);
        }

        foreach (var variable in field.EnvironmentVariables)
        {
            if (Inline(field, environment(variable)) is { } text)
            {
                return new(text, SettingSource.Environment, variable);
            }
        }

        return null;
    }

    private static string? Read(ConfigField field, IConfigurationSection section)
    {
        var children = section.GetChildren().ToList();
        if (children.Count == 0)
        {
            return Inline(field, section.Value);
        }

        if (field.Type is not (ConfigFieldType.List or ConfigFieldType.Map) || children.Exists(c => c.GetChildren().Any()))
        {
            throw new FormatException();
        }

        var entries = children.Where(c => !string.IsNullOrWhiteSpace(c.Value)).Select(c => field.Type == ConfigFieldType.Map ? $"{c.Key}={c.Value}" : c.Value!.Trim());
        return string.Join('\n', entries) is { Length: > 0 } text ? text : null;
    }

    private static string? Inline(ConfigField field, string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return null;
        }

        return field.Type switch
        {
            ConfigFieldType.List => Split(value, s_betweenEntries),
            ConfigFieldType.Map => Split(value, s_betweenPairs),
            _ => value.Trim(),
        };
    }

    private static string? Split(string value, char[] between) =>
        string.Join('\n', value.Split(between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)) is { Length: > 0 } text ? text : null;
}
