using Llm.Providers.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Llm.Providers.Tests.Chaos;

/// <summary>A wire as the chaos sees it: a provider that speaks it, and one answer in its own bytes, streamed and whole.</summary>
/// <param name="Name">The protocol's name.</param>
/// <param name="Create">Makes the provider over a handler.</param>
/// <param name="Register">Adds the provider to a container, under the wire's name.</param>
/// <param name="Model">A model.</param>
/// <param name="ContentType">The media type of a stream.</param>
/// <param name="Events">The stream: says <see cref="ChaosWires.Text"/>, then calls get_weather for Oslo.</param>
/// <param name="Body">The same answer, whole.</param>
/// <param name="Error">The event that says the server is overloaded.</param>
internal sealed record ChaosWire(
    string Name, Func<HttpMessageHandler, TimeProvider?, Action<LlmProviderOptions>?, BaseLlmProvider> Create, Action<LlmProvidersBuilder, Action<LlmProviderOptions>> Register,
    string Model, string ContentType, IReadOnlyList<string> Events, string Body, string Error)
{
    public EmulatorResponse Stream => RecordedWire.Stream(ContentType, Events);

    public EmulatorResponse Whole => RecordedWire.Whole(Body);

    public byte[] StreamBytes => System.Text.Encoding.UTF8.GetBytes(string.Concat(Events));

    public IReadOnlyList<Fault> Faults => [.. Testing.Faults.All, Testing.Faults.InvalidUtf8("jumps"), Testing.Faults.ErrorFirst(Error), Testing.Faults.ErrorInBody(Error)];

    public override string ToString() => Name;
}
