using System.Text.Json;
using Llm.Providers.Testing;

namespace Llm.Providers.Tests.Scenarios;

/// <summary>A provider, the emulator of its wire, and the model behind it.</summary>
internal sealed class ScenarioHost : IDisposable
{
    private readonly Emulator _emulator;
    private readonly HttpClient _http;

    public ScenarioHost(ScenarioWire wire)
    {
        var options = new EmulatorOptions { ScenarioLatency = false };
        options.Scenarios.Add(Model.Scenario);
        _emulator = new(options);
        _http = new(new EmulatorHandler(_emulator)) { Timeout = Timeout.InfiniteTimeSpan };
        Provider = wire.CreateProvider(_http);
        ChatModel = wire.ChatModel;
    }

    public ScriptedModel Model { get; } = new();

    public BaseLlmProvider Provider { get; }

    public string ChatModel { get; }

    /// <summary>Gets the requests so far. Each of them must have been accepted: an emulator is as strict as its vendor.</summary>
    public IReadOnlyList<EmulatorRequest> Requests
    {
        get
        {
            var exchanges = _emulator.Exchanges;
            Assert.All(exchanges, x => Assert.True(x.Response.Status == 200, $"{x.Request.Path} was answered {x.Response.Status}: {string.Concat(x.Response.Body.Select(b => System.Text.Encoding.UTF8.GetString(b.Bytes.Span)))}"));
            return [.. exchanges.Select(x => x.Request)];
        }
    }

    /// <summary>Gives the strings of a request's body in their order. That is what all wires have in common: each sentence stands in one of them.</summary>
    public IReadOnlyList<string> Strings(int request) => [.. Strings(Requests[request].ReadJson())];

    public void Dispose() => _http.Dispose();

    private static IEnumerable<string> Strings(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(m => Strings(m.Value)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Strings),
        JsonValueKind.String => [value.GetString()!],
        _ => [],
    };
}
