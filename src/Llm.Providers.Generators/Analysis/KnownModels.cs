using Microsoft.CodeAnalysis;

namespace Llm.Providers.Generators;

/// <summary>The catalogs that a compilation and the assemblies it refers to were compiled with.</summary>
internal sealed class KnownModels
{
    private const string Core = "Llm.Providers";

    private readonly List<(string ProviderId, IAssemblySymbol Assembly, Dictionary<string, ModelNote> Notes)> _catalogs = [];

    private KnownModels()
    {
    }

    /// <summary>Reads the notes of all catalogs; <see langword="null"/> when there are none.</summary>
    public static KnownModels? Of(Compilation compilation, INamedTypeSymbol attribute)
    {
        var known = new KnownModels();
        known.Add(compilation.Assembly, attribute);
        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols.Where(RefersToCore))
        {
            known.Add(assembly, attribute);
        }

        return known._catalogs.Count == 0 ? null : known;
    }

    /// <summary>Finds a model by a reference, <c>provider/id</c> or an id.</summary>
    /// <param name="reference">What is written in the code.</param>
    /// <param name="owner">The assembly of the provider it is given to. When it has catalogs, only they count.</param>
    /// <returns>What all catalogs that know the id say of it; empty when none does.</returns>
    public IReadOnlyList<ModelNote> Find(string reference, IAssemblySymbol? owner)
    {
        var own = _catalogs.Where(c => SymbolEqualityComparer.Default.Equals(c.Assembly, owner)).ToList();
        var asked = own.Count > 0 ? own : _catalogs;
        var slash = reference.IndexOf('/');
        if (slash > 0 && owner is null)
        {
            var provider = reference.Substring(0, slash);
            var named = asked.Where(c => string.Equals(c.ProviderId, provider, StringComparison.OrdinalIgnoreCase)).ToList();
            if (named.Count > 0)
            {
                return Notes(named, reference.Substring(slash + 1));
            }
        }

        return Notes(asked, reference);
    }

    private static List<ModelNote> Notes(IEnumerable<(string ProviderId, IAssemblySymbol Assembly, Dictionary<string, ModelNote> Notes)> catalogs, string id) =>
        [.. catalogs.Select(c => c.Notes.TryGetValue(id, out var note) ? note : null).OfType<ModelNote>()];

    private static bool RefersToCore(IAssemblySymbol assembly) =>
        assembly.Name == Core || assembly.Modules.Any(m => m.ReferencedAssemblies.Any(r => r.Name == Core));

    private void Add(IAssemblySymbol assembly, INamedTypeSymbol attribute)
    {
        foreach (var data in assembly.GetAttributes().Where(a => SymbolEqualityComparer.Default.Equals(a.AttributeClass, attribute) && a.ConstructorArguments.Length == 2))
        {
            if (data.ConstructorArguments[0].Value is string provider && data.ConstructorArguments[1].Value is string notes)
            {
                var byName = new Dictionary<string, ModelNote>(StringComparer.Ordinal);
                foreach (var note in CatalogNotes.Read(notes))
                {
                    byName[note.Key] = note.Value;
                }

                _catalogs.Add((provider, assembly, byName));
            }
        }
    }
}
