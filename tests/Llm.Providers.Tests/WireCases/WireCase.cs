namespace Llm.Providers.Tests.WireCases;

/// <summary>One of the cases that broke other clients, and the wires it can happen on.</summary>
/// <param name="Id">Its number, <c>T01</c> to <c>T41</c>.</param>
/// <param name="Title">What goes wrong.</param>
/// <param name="Wires">The wires that need a test of that name.</param>
/// <param name="Elsewhere">Why the other wires need none; <see langword="null"/> when all have one.</param>
internal sealed record WireCase(string Id, string Title, IReadOnlyList<string> Wires, string? Elsewhere)
{
    public override string ToString() => $"{Id} {Title}";
}
