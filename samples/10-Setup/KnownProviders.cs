using Llm.Providers.OpenAICompatible;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Llm.Providers.Samples.Setup;

/// <summary>The providers this program can set up: those of all packages. Nothing else here knows one by name.</summary>
internal static class KnownProviders
{
    private static readonly ILlmProviderRegistry s_registry = CreateRegistry(new ConfigurationBuilder().Build());

    public static IReadOnlyList<ProviderDescriptor> All { get; } = [.. s_registry.ProviderIds.Select(s_registry.GetDescriptor)];

    /// <summary>Finds a provider by its id.</summary>
    /// <exception cref="SetupException">There is none; the message lists those there are.</exception>
    public static ProviderDescriptor Find(string id) => All.FirstOrDefault(p => string.Equals(p.Id, id, StringComparison.OrdinalIgnoreCase))
        ?? throw new SetupException($"There is no provider '{id}'. Providers are {string.Join(", ", All.Select(p => p.Id))}.");

    /// <summary>Gives the description of one provider's settings, or of all.</summary>
    public static string FormOf(string? id) => id is null ? SettingsForm.ToJson(s_registry) : SettingsForm.ToJson(Find(id));

    /// <summary>Makes a provider of settings.</summary>
    public static BaseLlmProvider Create(ProviderDescriptor descriptor, IConfiguration configuration) => CreateRegistry(configuration).GetProvider(descriptor.Id);

    private static ILlmProviderRegistry CreateRegistry(IConfiguration configuration)
    {
        var builder = new ServiceCollection().AddLlmProviders(configuration).AddOpenAI().AddAzureOpenAI().AddAnthropic().AddGoogle().AddGoogleVertex().AddOllama().AddLMStudio();
        foreach (var preset in OpenAICompatiblePresets.All)
        {
            builder.AddOpenAICompatible(preset);
        }

        return builder.Services.BuildServiceProvider().GetRequiredService<ILlmProviderRegistry>();
    }
}
