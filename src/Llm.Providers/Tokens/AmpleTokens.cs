namespace Llm.Providers;

/// <summary>Counts tokens where too few would do harm: a third more than by the rule of thumb, and never fewer than one for three characters.</summary>
internal static class AmpleTokens
{
    private const int CharactersPerToken = 3;
    private const int Thirds = 4;

    /// <param name="characters">The length of the text.</param>
    /// <param name="weight">Its weight by <see cref="RoughTokens.Weigh"/>.</param>
    public static long Count(long characters, long weight)
    {
        const int Divisor = RoughTokens.Token * 3;
        return Math.Max((characters + CharactersPerToken - 1) / CharactersPerToken, ((weight * Thirds) + Divisor - 1) / Divisor);
    }
}
