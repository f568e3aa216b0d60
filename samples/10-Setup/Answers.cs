using Microsoft.Extensions.Configuration;

namespace Llm.Providers.Samples.Setup;

/// <summary>The settings of a provider as they were given, checked against its schema.</summary>
internal sealed class Answers(ProviderDescriptor provider, string? name = null)
{
    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);

    public ProviderDescriptor Provider { get; } = provider;

    /// <summary>Gets the name of the instance, which is its section.</summary>
    public string Name { get; } = name ?? provider.Id;

    public string Path => ConfigSchema.PathOf(Name);

    /// <summary>Gets the given settings with their text, in the order of the schema.</summary>
    public IEnumerable<(ConfigField Field, string Text)> Given => Provider.Schema.Fields.Where(f => _values.ContainsKey(f.Key)).Select(f => (f, _values[f.Key]));

    public string? this[ConfigField field] => _values.GetValueOrDefault(field.Key);

    /// <summary>Finds what would be wrong with a value.</summary>
    public ConfigFault? Try(ConfigField field, string text)
    {
        var values = new Dictionary<string, string?>(_values.Select(v => KeyValuePair.Create(v.Key, (string?)v.Value))) { [field.Key] = text };
        return Check(values).FirstOrDefault(f => f.Path == $"{Path}:{field.Key}");
    }

    /// <summary>Takes a value; an empty one leaves the setting to its default.</summary>
    public void Take(ConfigField field, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            _values.Remove(field.Key);
        }
        else
        {
            _values[field.Key] = text.Trim();
        }
    }

    /// <summary>Takes a value by the name of its setting.</summary>
    public void Take(string assignment)
    {
        var split = assignment.IndexOf('=', StringComparison.Ordinal);
        var key = split < 0 ? assignment : assignment[..split];
        var field = Provider.Schema.Fields.FirstOrDefault(f => string.Equals(f.Key, key, StringComparison.OrdinalIgnoreCase))
            ?? throw new SetupException($"{Provider.DisplayName} has no setting {key}. Settings are {string.Join(", ", Provider.Schema.Fields.Select(f => f.Key))}.");
        if (split < 0)
        {
            throw new SetupException($"Write the setting as {field.Key}=VALUE.");
        }

        Take(field.Secret ? throw new SetupException($"{field.Key} is a secret, and other users see command lines. Pipe it in with --key-stdin.") : field, assignment[(split + 1)..]);
    }

    /// <summary>Lists what is wrong with all that was given, and what is missing, the key apart.</summary>
    public IReadOnlyList<ConfigFault> Check() => Check(_values.Select(v => KeyValuePair.Create(v.Key, (string?)v.Value)));

    /// <summary>Gives the settings as the configuration of an application that has this provider under its own id.</summary>
    public IConfiguration ToConfiguration() =>
        new ConfigurationBuilder().AddInMemoryCollection(_values.Select(v => KeyValuePair.Create($"{ConfigSchema.PathOf(Provider.Id)}:{v.Key}", (string?)v.Value))).Build();

    private IReadOnlyList<ConfigFault> Check(IEnumerable<KeyValuePair<string, string?>> values) =>
        Provider.Schema.Check(new ConfigurationBuilder().AddInMemoryCollection(values).Build(), Path);
}
