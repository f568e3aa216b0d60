namespace Llm.Providers;

/// <summary>Finds the names somebody may have meant.</summary>
internal static class Suggestions
{
    private const int Most = 3;

    /// <summary>Makes a sentence such as " Did you mean openai or openrouter?"; empty when nothing is near.</summary>
    public static string For(string given, IEnumerable<string> known)
    {
        var near = known
            .Select(name => (Name: name, Distance: Math.Min(Distance(given, name), Distance(given, name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..]))))
            .Where(c => c.Distance <= Math.Max(2, given.Length / 3))
            .OrderBy(c => c.Distance).ThenBy(c => c.Name, StringComparer.Ordinal)
            .Take(Most).Select(c => c.Name).ToList();
        return near.Count == 0 ? "" : $" Did you mean {string.Join(" or ", near)}?";
    }

    /// <summary>Finds the name that differs by one slip: a letter too many, too few, another one, or two in the wrong order. Another number is another version, not a slip.</summary>
    public static string? OneSlipAway(string given, IEnumerable<string> known) => known.FirstOrDefault(name => IsSlip(given, name));

    private static bool IsSlip(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > 1 || !a.Where(char.IsAsciiDigit).SequenceEqual(b.Where(char.IsAsciiDigit)))
        {
            return false;
        }

        var same = a.AsSpan().CommonPrefixLength(b);
        return Distance(a, b) == 1 || (a.Length == b.Length && same < a.Length - 1 && a[same] == b[same + 1] && a[same + 1] == b[same] && a.AsSpan(same + 2).SequenceEqual(b.AsSpan(same + 2)));
    }

    // Levenshtein's distance, case apart.
    private static int Distance(string a, string b)
    {
        var row = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            row[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            var (diagonal, left) = (row[0], i);
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1;
                left = Math.Min(Math.Min(left + 1, row[j] + 1), diagonal + cost);
                diagonal = row[j];
                row[j] = left;
            }
        }

        return row[b.Length];
    }
}
