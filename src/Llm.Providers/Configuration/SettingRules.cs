using System.Globalization;

namespace Llm.Providers;

/// <summary>What makes the value of a setting valid, and the words for what does not.</summary>
internal static class SettingRules
{
    public static ConfigFault? Check(ConfigField field, object? value, LlmProviderOptions options, string path) => value switch
    {
        null => null,
        Uri uri => CheckUri(uri, options, path),
        TimeSpan time => time == Timeout.InfiniteTimeSpan ? null : CheckRange(field, time.TotalSeconds, " seconds", path),
        int or long or float or double or decimal => CheckRange(field, Convert.ToDouble(value, CultureInfo.InvariantCulture), "", path),
        _ => null,
    };

    /// <summary>Explains a setting that could not be read.</summary>
    /// <param name="field">The setting.</param>
    /// <param name="written">What was found; <see langword="null"/> for a section in the place of a value.</param>
    /// <param name="path">The path of the setting.</param>
    public static ConfigFault Malformed(ConfigField field, WrittenSetting? written, string path)
    {
        var shown = written is null ? "a section" : field.Secret || field.Type == ConfigFieldType.Map ? "its value" : $"'{Redaction.Redact(Shown(field, written.Text), null)}'"; // a map may hold a header with a key
        var from = written?.Variable is { } variable ? $" (environment variable {variable})" : "";
        return new(path, $"{path}{from}: {shown} is not {Expected(field)}.");
    }

    public static ConfigFault Missing(ConfigField field, string path)
    {
        var hint = field.EnvironmentVariables.Count == 0 ? "" : $", or in the environment variable {string.Join(" or ", field.EnvironmentVariables)}";
        return new(path, $"{path} is required; set it there, in code{hint}.");
    }

    // A query may hold a key.
    private static string Shown(ConfigField field, string text) => field.Type == ConfigFieldType.Uri ? text.Split('?')[0] : text;

    private static string Expected(ConfigField field) => field.Type switch
    {
        ConfigFieldType.Integer => "a whole number",
        ConfigFieldType.Number => "a number",
        ConfigFieldType.Boolean => "true or false",
        ConfigFieldType.Choice => "one of " + string.Join(", ", field.Choices),
        ConfigFieldType.Uri => "an absolute address such as https://host/v1/",
        ConfigFieldType.Seconds => "a number of seconds or a time such as 00:00:30",
        ConfigFieldType.List => "a list of texts",
        ConfigFieldType.Map => "name=value pairs",
        _ => "text",
    };

    private static ConfigFault? CheckRange(ConfigField field, double value, string unit, string path)
    {
        if (double.IsFinite(value) && !(value < field.Minimum) && !(value > field.Maximum))
        {
            return null;
        }

        var range = (field.Minimum, field.Maximum) switch
        {
            ({ } low, { } high) => string.Create(CultureInfo.InvariantCulture, $"between {low} and {high}{unit}"),
            ({ } low, null) => string.Create(CultureInfo.InvariantCulture, $"at least {low}{unit}"),
            (null, { } high) => string.Create(CultureInfo.InvariantCulture, $"at most {high}{unit}"),
            _ => "a finite number",
        };
        var shown = field.Type == ConfigFieldType.Number && (float)value == value ? ((float)value).ToString(CultureInfo.InvariantCulture) : value.ToString(CultureInfo.InvariantCulture);
        return new(path, $"{path} is {shown}{unit}; it must be {range}.");
    }

    private static ConfigFault? CheckUri(Uri uri, LlmProviderOptions options, string path)
    {
        if (uri.IsAbsoluteUri && uri.UserInfo.Length > 0)
        {
            return new(path, $"{path} holds a user name or password; set the key as ApiKey instead.");
        }

        if (!uri.IsAbsoluteUri || (uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp))
        {
            return new(path, $"{path}: '{Secrets.Show(uri)}' is not an absolute http or https address.");
        }

        return uri.Scheme == Uri.UriSchemeHttp && !uri.IsLoopback && !options.AllowInsecureHttp
            ? new(path, $"{path}: '{Secrets.Show(uri)}' would send keys and words unencrypted to another machine; use https, or set AllowInsecureHttp to true if you accept that.")
            : null;
    }
}
