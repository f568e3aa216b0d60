using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace Llm.Providers.Generators;

/// <summary>Names of C# for what has an id.</summary>
internal static class MemberNames
{
    /// <summary>What a static class has already, or the generated one gives a meaning of its own.</summary>
    private static readonly string[] s_taken = ["All", "Ids", "ModelRows", "s_table", "Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "ReferenceEquals", "Finalize"];

    /// <summary>Gives each model of a file its name. What the file says counts; otherwise the name is made of the id, so that it stays as long as the id does.</summary>
    /// <param name="rows">The models.</param>
    /// <param name="className">The class they become members of.</param>
    /// <param name="faults">Takes what is wrong.</param>
    /// <returns>A name for each model, <see langword="null"/> where none can be made.</returns>
    public static string?[] Assign(IReadOnlyList<CatalogRow> rows, string className, ICollection<CatalogFault> faults)
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        var names = new string?[rows.Count];

        // A name that the file gives is never moved by one that is made.
        foreach (var isGiven in new[] { true, false })
        {
            for (var i = 0; i < rows.Count; i++)
            {
                var given = Given(rows[i], className, faults, isGiven);
                if ((given is not null) == isGiven && names[i] is null && (given ?? Make(rows[i].Id, className)) is { } name)
                {
                    names[i] = Take(name, rows[i], owners, faults);
                }
            }
        }

        for (var i = 0; i < rows.Count; i++)
        {
            if (names[i] is null)
            {
                faults.Add(new(CatalogRule.NoMemberName, $"No member can be named after \"{rows[i].Id}\"; the model is in the table, but has no member. Give it one in \"member\".", rows[i].IdPosition));
            }
        }

        return names;
    }

    /// <summary>Makes a name of an id: its words begin with capitals and stand without what separated them; <c>_</c> parts numbers that would run into each other.</summary>
    public static string? Pascal(string id)
    {
        var name = new StringBuilder();
        foreach (var word in Words(id))
        {
            var isVersion = word.Length == 1;
            var runsOn = name.Length > 0 && IsDigit(name[name.Length - 1]) && IsDigit(word[0]);
            name.Append(runsOn && !isVersion ? "_" : "").Append(char.ToUpperInvariant(word[0])).Append(word, 1, word.Length - 1);
        }

        if (name.Length > 0 && IsDigit(name[0]))
        {
            name.Insert(0, '_');
        }

        return name.Length > 0 && SyntaxFacts.IsValidIdentifier(name.ToString()) ? name.ToString() : null;
    }

    private static string? Given(CatalogRow row, string className, ICollection<CatalogFault> faults, bool reports)
    {
        if (row.Member is not { } member)
        {
            return null;
        }

        var name = member.Value.Text;
        if (IsLegal(name) && !s_taken.Contains(name) && name != className)
        {
            return name;
        }

        if (reports)
        {
            faults.Add(new(CatalogRule.NoMemberName, $"\"{name}\" cannot be the name of a member of {className}; the name made of the id is taken.", member.Value.Position));
        }

        return null;
    }

    private static string? Make(string id, string className) => Pascal(id) is { } name ? s_taken.Contains(name) || name == className ? $"{name}Model" : name : null;

    private static string Take(string name, CatalogRow row, Dictionary<string, string> owners, ICollection<CatalogFault> faults)
    {
        if (!owners.TryGetValue(name, out var owner))
        {
            owners[name] = row.Id;
            return name;
        }

        var number = 2;
        string free;
        do
        {
            free = $"{name}_{number++.ToString(CultureInfo.InvariantCulture)}";
        }
        while (owners.ContainsKey(free));

        faults.Add(new(CatalogRule.MemberNameTaken, $"The member {name} is that of \"{owner}\" already; \"{row.Id}\" becomes {free}. Give one of them a name of its own in \"member\", so that the names stay when the file changes.", row.IdPosition));
        owners[free] = row.Id;
        return free;
    }

    public static bool IsLegal(string name) => SyntaxFacts.IsValidIdentifier(name) && SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None;

    private static IEnumerable<string> Words(string id)
    {
        var start = 0;
        for (var i = 0; i <= id.Length; i++)
        {
            if (i == id.Length || !(char.IsLetter(id[i]) || IsDigit(id[i])))
            {
                if (i > start)
                {
                    yield return id.Substring(start, i - start);
                }

                start = i + 1;
            }
        }
    }

    private static bool IsDigit(char c) => c is >= '0' and <= '9';
}
