using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Llm.Providers;

/// <summary>Reads a group from configuration: a list of references, or an object with targets and settings.</summary>
internal static class ModelGroupBinder
{
    /// <summary>The section, below <see cref="ConfigSchema.RootSection"/>, that holds the groups.</summary>
    public const string Section = "Models";

    public static string PathOf(string group) => $"{ConfigSchema.RootSection}:{Section}:{group}";

    /// <summary>Fills options; what cannot be read becomes a fault of theirs. A setting nobody knows is one too.</summary>
    public static void Bind(IConfigurationSection group, ModelGroupOptions options)
    {
        if (IsList(group))
        {
            BindTargets(group, options);
            return;
        }

        foreach (var setting in group.GetChildren())
        {
            try
            {
                BindSetting(setting, options);
            }
            catch (Exception e) when (e is FormatException or OverflowException)
            {
                options.BindFaults.Add($"{setting.Path}: '{Redaction.Redact(setting.Value, null)}' cannot be read; see the settings of model groups.");
            }
        }
    }

    private static void BindSetting(IConfigurationSection setting, ModelGroupOptions options)
    {
        switch (setting.Key.ToUpperInvariant())
        {
            case "TARGETS":
                BindTargets(setting, options);
                break;
            case "MAXRETRIES":
                options.MaxRetries = SettingParser.Integer(Value(setting));
                break;
            case "MAXATTEMPTS":
                options.MaxAttempts = SettingParser.Integer(Value(setting));
                break;
            case "COOLDOWN":
                options.CoolDown = SettingParser.Seconds(Value(setting));
                break;
            case "FAILURESBEFORECOOLDOWN":
                options.FailuresBeforeCoolDown = SettingParser.Integer(Value(setting));
                break;
            case "ALSOFAILOVERON":
                options.FailOverOn.UnionWith(Kinds(setting));
                break;
            case "NEVERFAILOVERON":
                options.FailOverOn.ExceptWith(Kinds(setting));
                break;
            default:
                options.BindFaults.Add($"{setting.Path} is no setting of a model group. Settings are {ModelGroupSchema.Names}.");
                break;
        }
    }

    private static void BindTargets(IConfigurationSection list, ModelGroupOptions options)
    {
        if (list.Value is { Length: > 0 } single)
        {
            options.Targets.Add(new(single.Trim()) { Path = list.Path });
        }

        foreach (var entry in list.GetChildren())
        {
            options.Targets.Add(entry.Value is { } reference ? new(reference.Trim()) { Path = entry.Path } : ReadTarget(entry, options));
        }
    }

    private static ModelGroupTarget ReadTarget(IConfigurationSection entry, ModelGroupOptions options)
    {
        string model = "";
        int? rank = null, weight = null;
        foreach (var setting in entry.GetChildren())
        {
            try
            {
                switch (setting.Key.ToUpperInvariant())
                {
                    case "MODEL":
                        model = Value(setting);
                        break;
                    case "RANK":
                        rank = SettingParser.Integer(Value(setting));
                        break;
                    case "WEIGHT":
                        weight = SettingParser.Integer(Value(setting));
                        break;
                    default:
                        options.BindFaults.Add($"{setting.Path} is no setting of a target. Settings are Model, Rank and Weight.");
                        break;
                }
            }
            catch (FormatException)
            {
                options.BindFaults.Add($"{setting.Path}: '{Redaction.Redact(setting.Value, null)}' is not a whole number.");
            }
        }

        return new(model) { Rank = rank, Weight = weight, Path = entry.Path };
    }

    private static IEnumerable<LlmErrorKind> Kinds(IConfigurationSection setting) =>
        from text in setting.GetChildren().Select(c => c.Value).Append(setting.Value)
        where !string.IsNullOrWhiteSpace(text)
        from kind in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        select SettingParser.Choice<LlmErrorKind>(kind);

    private static string Value(IConfigurationSection setting) => setting.Value?.Trim() ?? throw new FormatException();

    private static bool IsList(IConfigurationSection group) =>
        group.Value is { Length: > 0 } || group.GetChildren().All(c => int.TryParse(c.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _));
}
