using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Llm.Providers;

/// <summary>Warns of what stands in configuration and nobody reads: misspelt settings, sections of providers that were not added.</summary>
internal sealed class SettingWarnings(LlmProvidersBuilder builder, IEnumerable<ProviderRegistration> registrations, IServiceProvider services)
{
    private readonly HashSet<string> _reported = new(StringComparer.Ordinal);

    /// <summary>Logs every warning that was not logged yet.</summary>
    public void Report()
    {
        if (builder.Root(services) is not { } root || services.GetService<ILoggerFactory>()?.CreateLogger("Llm.Providers") is not { } logger)
        {
            return;
        }

        foreach (var (path, hint) in Find(root))
        {
            bool isNew;
            lock (_reported)
            {
                isNew = _reported.Add(path);
            }

            if (isNew)
            {
                logger.SettingIgnored(path, hint);
            }
        }
    }

    private IEnumerable<(string Path, string Hint)> Find(IConfigurationSection root)
    {
        var providers = registrations.ToList();
        foreach (var section in root.GetChildren())
        {
            if (string.Equals(section.Key, ModelGroupBinder.Section, StringComparison.OrdinalIgnoreCase))
            {
                continue; // groups answer for themselves
            }

            if (providers.Find(p => string.Equals(p.Name, section.Key, StringComparison.OrdinalIgnoreCase)) is not { } provider)
            {
                var names = providers.Select(p => p.Name);
                yield return (ConfigSchema.PathOf(section.Key), $"no provider of that name was added.{Suggestions.For(section.Key, names)} Providers are {string.Join(", ", names)}.");
                continue;
            }

            var known = provider.Descriptor.Schema.Fields.Select(f => f.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
            foreach (var setting in section.GetChildren().Where(s => !known.Contains(s.Key) && !string.Equals(s.Key, ModelSettingsBinder.Section, StringComparison.OrdinalIgnoreCase)))
            {
                yield return ($"{ConfigSchema.PathOf(provider.Name)}:{setting.Key}", $"{provider.Descriptor.DisplayName} has no such setting.{Suggestions.For(setting.Key, known)}");
            }
        }
    }
}
