using Microsoft.Extensions.Configuration;

namespace Llm.Providers;

/// <summary>All settings of a provider: the one list that describes, binds, checks and exports them.</summary>
public abstract class ConfigSchema
{
    /// <summary>The configuration section below which every provider has one of its own.</summary>
    public const string RootSection = "LlmProviders";

    private protected ConfigSchema()
    {
    }

    /// <summary>Gets the settings in the order in which a host shows them.</summary>
    public abstract IReadOnlyList<ConfigField> Fields { get; }

    /// <summary>Gets the setting that holds the API key; <see langword="null"/> when the provider knows no key.</summary>
    public ConfigField? KeyField => Fields.FirstOrDefault(f => f.Secret);

    /// <summary>Makes options from environment variables alone.</summary>
    /// <param name="environment">Reads a variable; <see langword="null"/> reads the process environment.</param>
    /// <returns>Options with every value that the environment gives.</returns>
    public abstract LlmProviderOptions CreateOptions(Func<string, string?>? environment = null);

    /// <summary>Lists what is wrong with options.</summary>
    /// <param name="options">The options to check.</param>
    /// <param name="path">The configuration path of the provider, used in messages.</param>
    /// <returns>One entry per fault; empty when all is well. A missing key is not among them: other sources than the options may have it.</returns>
    public abstract IReadOnlyList<ConfigFault> Validate(LlmProviderOptions options, string path);

    /// <summary>Lists what is wrong with settings as they are written, before anything is made of them: for hosts that let people edit them.</summary>
    /// <param name="section">The section of the provider.</param>
    /// <param name="path">The configuration path of the provider, used in messages.</param>
    /// <param name="environment">Reads a variable; <see langword="null"/> reads the process environment.</param>
    /// <returns>One entry per fault; empty when all is well. A missing key is not among them: other sources may have it.</returns>
    public abstract IReadOnlyList<ConfigFault> Check(IConfiguration section, string path, Func<string, string?>? environment = null);

    /// <summary>Exports the settings as JSON Schema.</summary>
    /// <returns>A JSON Schema (draft 2020-12) of the provider's section.</returns>
    /// <remarks><see cref="ConfigurationSchemaFile"/> makes of it what editors complete <c>appsettings.json</c> with, <see cref="SettingsForm"/> what a settings page is drawn from.</remarks>
    public string ToJsonSchema() => JsonLayout.Indented(json => JsonSchemaWriter.Write(json, Fields));

    /// <summary>The configuration path of a provider instance.</summary>
    /// <param name="providerId">The id or name of the instance.</param>
    /// <returns>Such as <c>LlmProviders:openai</c>.</returns>
    public static string PathOf(string providerId) => $"{RootSection}:{providerId}";

    /// <summary>Lists the required settings that have no value, the key apart: other sources may have it.</summary>
    internal abstract IEnumerable<ConfigFault> FindMissing(LlmProviderOptions options, string path);

    /// <summary>Lists everything that is wrong with bound options, the key apart, each setting once.</summary>
    internal IReadOnlyList<ConfigFault> FindFaults(LlmProviderOptions options, string path)
    {
        List<ConfigFault> faults = [.. options.BindFaults, .. Validate(options, path)];
        return [.. faults, .. FindMissing(options, path).Where(missing => !faults.Exists(f => f.Path == missing.Path))];
    }

    /// <summary>Says what a setting is and where its value comes from. The key apart: <see cref="KeyChain"/> knows its sources.</summary>
    internal abstract (object? Value, SettingSource Source) Look(LlmProviderOptions options, ConfigField field);

    /// <summary>Makes options and fills them; what is wrong is in their faults.</summary>
    internal abstract LlmProviderOptions Read(IConfiguration? section, string path, Func<string, string?> environment);

    internal abstract IReadOnlyList<ConfigFault> Bind(LlmProviderOptions options, IConfiguration? section, string path, Func<string, string?> environment);
}
