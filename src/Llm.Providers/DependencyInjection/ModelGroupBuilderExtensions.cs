using Llm.Providers;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Gives names to groups of models.</summary>
public static class ModelGroupBuilderExtensions
{
    /// <summary>Adds a group of models, of which the first that can take a call answers it.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name. It resolves like a model reference, and the client is a keyed service under it.</param>
    /// <param name="models">References such as <c>openai/gpt-5-mini</c>, in the order in which they are asked; they take the place of those in <c>LlmProviders:Models:&lt;name&gt;</c>. None leaves these.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">The name is a provider's, is taken, or holds a slash or colon.</exception>
    /// <remarks>Unknown references are found when the host starts, or when the group is first used.</remarks>
    public static LlmProvidersBuilder AddModelGroup(this LlmProvidersBuilder builder, string name, params string[] models)
    {
        ArgumentNullException.ThrowIfNull(models);
        return builder.AddModelGroup(name, models.Length == 0 ? static _ => { } : options => SetTargets(options, models));
    }

    /// <summary>Adds a group of models with settings of its own.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name. It resolves like a model reference, and the client is a keyed service under it.</param>
    /// <param name="configure">Sets options in code, after <c>LlmProviders:Models:&lt;name&gt;</c>, whose targets are in the list already.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">The name is a provider's, is taken, or holds a slash or colon.</exception>
    public static LlmProvidersBuilder AddModelGroup(this LlmProvidersBuilder builder, string name, Action<ModelGroupOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.CheckGroupName(name);
        builder.Services.AddSingleton(new ModelGroupRegistration(name, configure));
        AddClient(builder.Services, name);
        return builder;
    }

    /// <summary>Makes keyed services of the groups that configuration names, where it is known already.</summary>
    internal static void AddConfiguredGroups(this LlmProvidersBuilder builder)
    {
        foreach (var group in LlmProvidersBuilder.SectionOf(builder.Configuration, ModelGroupBinder.Section)?.GetChildren() ?? [])
        {
            AddClient(builder.Services, group.Key);
        }
    }

    private static void AddClient(IServiceCollection services, string name) =>
        services.TryAddKeyedSingleton<IChatClient>(name, static (sp, key) => sp.GetRequiredService<ILlmProviderRegistry>().Resolve((string)key!).CreateChatClient());

    private static void SetTargets(ModelGroupOptions options, string[] models)
    {
        options.Targets.Clear();
        foreach (var model in models)
        {
            options.Targets.Add(new(model));
        }
    }
}
