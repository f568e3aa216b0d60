using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Llm.Providers;

/// <summary>All groups of an application, from configuration and code. Each is made when it is first asked for, and anew when its settings change.</summary>
internal sealed class ModelGroupCatalog : IDisposable
{
    private readonly IServiceProvider _services;
    private readonly IConfigurationSection? _section;
    private readonly IReadOnlyList<string> _providers;
    private readonly ILookup<string, ModelGroupRegistration> _registrations;
    private readonly SectionWatch _watch;
    private volatile Dictionary<string, ModelGroupSlot> _groups = new(StringComparer.OrdinalIgnoreCase);

    public ModelGroupCatalog(IEnumerable<ModelGroupRegistration> registrations, IEnumerable<ProviderRegistration> providers, LlmProvidersBuilder builder, IServiceProvider services)
    {
        _services = services;
        _section = LlmProvidersBuilder.SectionOf(builder.Configuration ?? services.GetService<IConfiguration>(), ModelGroupBinder.Section);
        _providers = [.. providers.Select(p => p.Name)];
        _registrations = registrations.ToLookup(r => r.Name, StringComparer.OrdinalIgnoreCase);
        _watch = new(_section, Renew); // before the section is read, so that no change falls between
        _groups = List(_groups);
    }

    public IReadOnlyCollection<string> Names => _groups.Keys;

    public bool TryResolve(string name, out ResolvedModel resolved)
    {
        resolved = default;
        if (!_groups.TryGetValue(name, out var made))
        {
            return false;
        }

        var group = made.Current;
        foreach (var route in group.Routes)
        {
            if (route.Provider is { } provider)
            {
                resolved = new(provider, route.Model) { Group = group };
                return true;
            }
        }

        throw LlmProviderException.Configuration($"{ModelGroupBinder.PathOf(name)} holds no provider that has a model now; set the DefaultModel of {string.Join(" or ", group.Targets)}.");
    }

    public void Dispose() => _watch.Dispose();

    /// <summary>Lists what is wrong with any group: one sentence per fault, each with the path of its setting.</summary>
    public IEnumerable<string> FindFaults() => _groups.Keys.SelectMany(name => Read(name, out _));

    private void Renew()
    {
        var groups = List(_groups);
        _groups = groups;
        foreach (var (name, slot) in groups)
        {
            slot.Renew(Content(name));
        }
    }

    // A group that is gone from configuration keeps its place for the clients it has, and is found no longer.
    private Dictionary<string, ModelGroupSlot> List(Dictionary<string, ModelGroupSlot> known)
    {
        Dictionary<string, ModelGroupSlot> groups = new(StringComparer.OrdinalIgnoreCase);
        foreach (var name in (_section?.GetChildren().Select(c => c.Key) ?? []).Concat(_registrations.Select(r => r.Key)))
        {
            groups.TryAdd(name, known.GetValueOrDefault(name) ?? new(name, () => Create(name), Content(name)));
        }

        return groups;
    }

    private byte[] Content(string name) => _section is null ? [] : SectionWatch.Digest(_section.GetSection(name));

    private ModelGroup Create(string name)
    {
        var faults = Read(name, out var options);
        return faults.Count == 0
            ? new(name, options, _services.GetService<TimeProvider>(), _services.GetService<ILoggerFactory>())
            : throw LlmProviderException.Configuration(string.Join(' ', faults));
    }

    private List<string> Read(string name, out ModelGroupOptions options)
    {
        options = new();
        if (_section?.GetSection(name) is { } section && section.Exists())
        {
            ModelGroupBinder.Bind(section, options);
        }

        foreach (var registration in _registrations[name])
        {
            registration.Configure?.Invoke(options);
        }

        List<string> faults = [];
        if (_providers.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            faults.Add($"{ModelGroupBinder.PathOf(name)}: there is a provider '{name}'; give the group another name.");
        }

        for (var i = 0; i < options.Targets.Count; i++)
        {
            var place = options.Targets[i].Path ?? $"{ModelGroupBinder.PathOf(name)}:{i}";
            if (TryFind(options.Targets[i], place, faults, out var found))
            {
                options.Targets[i] = found;
            }
        }

        faults.AddRange(ModelGroupRules.FindFaults(name, options, needClients: false)); // after the references: two of them may mean one model
        if (faults.Count == 0 && !options.Targets.Any(t => t.Client?.GetService(typeof(BaseLlmProvider)) is not null))
        {
            faults.Add($"{ModelGroupBinder.PathOf(name)} holds no model of a provider; make a ModelGroup in code for clients of other libraries alone.");
        }

        return faults;
    }

    private bool TryFind(ModelGroupTarget target, string place, List<string> faults, [NotNullWhen(true)] out ModelGroupTarget? found)
    {
        found = target;
        if (target.Client is not null || string.IsNullOrWhiteSpace(target.Model))
        {
            return true;
        }

        found = null;
        if (_groups.ContainsKey(target.Model))
        {
            faults.Add($"{place}: '{target.Model}' is a model group; name its models.");
            return false;
        }

        try
        {
            var resolved = _services.GetRequiredService<ILlmProviderRegistry>().Resolve(target.Model);
            if (resolved.Model is { } guess && (guess.Origin == ModelOrigin.Assumed || guess.FactsFrom is not null) && !target.Model.StartsWith(resolved.Provider.Id + "/", StringComparison.OrdinalIgnoreCase))
            {
                // A lone provider takes any id: in a group, the part before the slash is a vendor that somebody meant to name.
                faults.Add($"{place}: no provider is known to offer '{target.Model}'. Write provider/model; providers are {string.Join(", ", _providers)}.");
                return false;
            }

            var client = resolved.CreateChatClient();
            var model = resolved.Model?.Id ?? (client.GetService(typeof(ModelItem)) as ModelItem)?.Id;
            found = new($"{resolved.Provider.Id}/{model}") { Client = client, ModelId = target.ModelId, Rank = target.Rank, Weight = target.Weight, ConfigureOptions = target.ConfigureOptions, Path = place, FollowsDefault = resolved.Model is null };
            return true;
        }
        catch (LlmProviderException e)
        {
            faults.Add($"{place}: {e.Message}");
            return false;
        }
    }
}
