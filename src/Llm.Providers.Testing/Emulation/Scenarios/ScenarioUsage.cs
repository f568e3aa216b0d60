namespace Llm.Providers.Testing;

/// <summary>Token counts of a reply.</summary>
/// <param name="Input">Tokens of the request, cached ones included.</param>
/// <param name="Output">Tokens of the reply, reasoning included.</param>
/// <param name="Reasoning">Tokens of <paramref name="Output"/> spent on reasoning; 0 by default.</param>
/// <param name="CachedInput">Tokens of <paramref name="Input"/> read from a cache; 0 by default.</param>
public sealed record ScenarioUsage(int Input, int Output, int Reasoning = 0, int CachedInput = 0)
{
    /// <summary>Gets input and output together.</summary>
    public int Total => Input + Output;
}
