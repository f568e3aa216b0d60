namespace Llm.Providers;

/// <summary>Finds out which providers the environment has settings for.</summary>
/// <example><code>
/// foreach (var found in EnvironmentDiscovery.Find([OpenAIProvider.Description, AnthropicProvider.Description]).Where(p => p.IsSetUp))
/// {
///     Console.WriteLine($"{found.ProviderId}: key in {found.KeyVariable}");
/// }
/// </code></example>
public static class EnvironmentDiscovery
{
    /// <summary>Looks for the variables of providers. Nothing is sent, and no provider is made.</summary>
    /// <param name="providers">The kinds of providers to look for, as their packages describe them.</param>
    /// <param name="environment">Reads a variable; <see langword="null"/> reads the process environment.</param>
    /// <returns>One entry for each provider, in the order given.</returns>
    public static IReadOnlyList<DiscoveredProvider> Find(IEnumerable<ProviderDescriptor> providers, Func<string, string?>? environment = null)
    {
        ArgumentNullException.ThrowIfNull(providers);
        return [.. providers.Select(p => Look(p, environment ?? Environment.GetEnvironmentVariable))];
    }

    internal static DiscoveredProvider Look(ProviderDescriptor descriptor, Func<string, string?> environment)
    {
        bool IsSet(string variable) => !string.IsNullOrWhiteSpace(environment(variable));

        var schema = descriptor.Schema;
        var options = schema.Read(null, ConfigSchema.PathOf(descriptor.Id), environment);
        var keys = new KeyChain(descriptor, descriptor.Id, options, new() { Environment = environment });
        return new(
            descriptor,
            [.. schema.Fields.SelectMany(f => f.EnvironmentVariables).Distinct().Where(IsSet)],
            schema.KeyField?.EnvironmentVariables.FirstOrDefault(IsSet),
            ProviderFaults.Find(descriptor, descriptor.Id, options, keys));
    }
}
