using System.Collections.Concurrent;
using System.Globalization;

namespace Llm.Providers.Testing;

/// <summary>The emulator itself, without a transport: a request goes in, an answer comes out as data, and both are recorded.</summary>
/// <remarks>
/// <see cref="EmulatorServer"/> puts it on loopback HTTP and <see cref="EmulatorHandler"/> into an <see cref="HttpClient"/>. It is thread-safe.
/// </remarks>
public sealed class Emulator
{
    private readonly ConcurrentQueue<EmulatorExchange> _exchanges = new();
    private readonly IWireEmulator[] _wires;
    private readonly string? _requiredKey;
    private readonly int _keptExchanges;
    private readonly ScenarioEngine _scenarios;
    private volatile ByteSchedule _byteSchedule;
    private int _lastId;

    /// <summary>Creates an emulator.</summary>
    /// <param name="options">Its settings; they are read once. <see langword="null"/> stands for the defaults.</param>
    /// <exception cref="ArgumentException">The options name no wire.</exception>
    public Emulator(EmulatorOptions? options = null)
    {
        options ??= new();
        if (options.Wires.Count == 0)
        {
            throw new ArgumentException("An emulator needs at least one wire.", nameof(options));
        }

        _wires = [.. options.Wires];
        _requiredKey = options.RequiredKey;
        _keptExchanges = options.KeptExchanges;
        _byteSchedule = options.ByteSchedule;
        _scenarios = new([.. options.Scenarios, .. BuiltInScenarios.All], options.ScenarioLatency);
        Models = [.. options.Models];
        TimeProvider = options.TimeProvider;
    }

    /// <summary>Gets or sets how the bytes of the answers to come arrive.</summary>
    public ByteSchedule ByteSchedule
    {
        get => _byteSchedule;
        set => _byteSchedule = value ?? throw new ArgumentNullException(nameof(value));
    }

    /// <summary>Gets a snapshot of what was asked and answered, in the order of arrival.</summary>
    public IReadOnlyList<EmulatorExchange> Exchanges => [.. _exchanges];

    /// <summary>Gets a snapshot of the requests, in the order of arrival.</summary>
    public IReadOnlyList<EmulatorRequest> Requests => [.. _exchanges.Select(exchange => exchange.Request)];

    internal IReadOnlyList<string> Models { get; }

    internal TimeProvider TimeProvider { get; }

    /// <summary>Gets what wires keep between requests, as their vendors do, under ids of their own.</summary>
    internal ConcurrentDictionary<string, object> Kept { get; } = new(StringComparer.Ordinal);

    /// <summary>Answers a request.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The exchange, already recorded; the transport plays it.</returns>
    public EmulatorExchange Handle(EmulatorRequest request)
    {
        var exchange = new EmulatorExchange(request, ByteSchedule.Apply(Answer(request)), TimeProvider);
        _exchanges.Enqueue(exchange);
        while (_exchanges.Count > _keptExchanges && _exchanges.TryDequeue(out _))
        {
            // the oldest go first
        }

        return exchange;
    }

    internal ScenarioReply Reply(ScenarioPrompt prompt) => _scenarios.Reply(prompt, NextId);

    internal string NextId(string prefix) =>
        string.Create(CultureInfo.InvariantCulture, $"{prefix}emu{Interlocked.Increment(ref _lastId):d8}");

    private EmulatorResponse Answer(EmulatorRequest request)
    {
        var (wire, route, id) = Route(request);
        var call = new EmulatorCall(this, request, id);
        try
        {
            CheckKey(wire.ReadKey(request));
            if (route?.Method == request.Method)
            {
                return route.Answer(call);
            }

            throw new EmulatorRejectionException(route is null ? NotFound(request) : WrongMethod(request));
        }
        catch (EmulatorRejectionException rejection)
        {
            return wire.Fail(rejection.Error, call);
        }
    }

    /// <summary>Finds who answers: the route with path and method, else one with the path, else the first wire that speaks the protocol.</summary>
    private (IWireEmulator Wire, EmulatorRoute? Route, string Id) Route(EmulatorRequest request)
    {
        (IWireEmulator, EmulatorRoute?, string)? second = null;
        foreach (var wire in _wires.Where(wire => wire.Speaks(request)))
        {
            foreach (var route in wire.Routes)
            {
                if (!route.Matches(request.Path, out var id))
                {
                    continue;
                }

                if (route.Method == request.Method)
                {
                    return (wire, route, id);
                }

                second ??= (wire, route, id);
            }
        }

        return second ?? (_wires.FirstOrDefault(wire => wire.Speaks(request)) ?? _wires[^1], null, "");
    }

    private void CheckKey(string? presented)
    {
        if (_requiredKey is null || presented == _requiredKey)
        {
            return;
        }

        throw new EmulatorRejectionException(new()
        {
            Status = 401,
            Type = "invalid_request_error",
            Code = presented is null ? null : "invalid_api_key",
            Message = presented is null
                ? "You didn't provide an API key."
                : $"Incorrect API key provided: {presented[..Math.Min(3, presented.Length)]}***.",
        });
    }

    private static ScenarioError NotFound(EmulatorRequest request) => new()
    {
        Status = 404,
        Type = "invalid_request_error",
        Message = $"Invalid URL ({request.Method} {request.Path})",
    };

    private static ScenarioError WrongMethod(EmulatorRequest request) => new()
    {
        Status = 405,
        Type = "invalid_request_error",
        Code = "method_not_supported",
        Message = $"Not allowed to {request.Method} on {request.Path}.",
    };
}
