using System.Buffers;
using System.Text;
using System.Text.Json;
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

    /// <summary>Exports the settings as JSON Schema, for editors of <c>appsettings.json</c> and for hosts that draw forms.</summary>
    /// <returns>A JSON Schema (draft 2020-12) of the provider's section.</returns>
    public string ToJsonSchema()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = true }))
        {
            JsonSchemaWriter.Write(json, Fields);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>The configuration path of a provider instance.</summary>
    /// <param name="providerId">The id or name of the instance.</param>
    /// <returns>Such as <c>LlmProviders:openai</c>.</returns>
    public static string PathOf(string providerId) => $"{RootSection}:{providerId}";

    /// <summary>Lists the required settings that have no value, the key apart: other sources may have it.</summary>
    internal abstract IEnumerable<ConfigFault> FindMissing(LlmProviderOptions options, string path);

    internal abstract IReadOnlyList<ConfigFault> Bind(LlmProviderOptions options, IConfiguration? section, string path, Func<string, string?> environment);
}
