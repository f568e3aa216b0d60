namespace Llm.Providers.Tests.Matrix;

/// <summary>A wire as the matrices see it: a provider that speaks it, a model, and an answer in its own bytes.</summary>
/// <param name="Name">The protocol's name.</param>
/// <param name="Create">Makes the provider over a handler.</param>
/// <param name="Model">A model that thinks, sees and calls tools.</param>
/// <param name="Answer">An answer that thinks "Two cities, two calls." and calls get_weather for Oslo and Paris, with native data where the wire has some.</param>
/// <param name="Native">Text that stands in the native data, which no other vendor may see.</param>
internal sealed record MatrixWire(string Name, Func<HttpMessageHandler, BaseLlmProvider> Create, string Model, string Answer, params IReadOnlyList<string> Native)
{
    public override string ToString() => Name;
}
