using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace Llm.Providers.Tests.Scenarios;

/// <summary>Listens to the spans and measurements of one source.</summary>
internal sealed class Telemetry : IDisposable
{
    private readonly ConcurrentQueue<Activity> _spans = new();
    private readonly ConcurrentQueue<(string Instrument, double Value, Dictionary<string, object?> Tags)> _measurements = new();
    private readonly ActivityListener _listener;
    private readonly MeterListener _meters = new();

    public Telemetry()
    {
        _listener = new()
        {
            ShouldListenTo = source => source.Name == Source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _spans.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == Source)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meters.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _meters.Start();
    }

    /// <summary>Gets the name to give to <c>UseOpenTelemetry</c>; no other test has it.</summary>
    public string Source { get; } = $"scenario-{Guid.NewGuid():N}";

    public IReadOnlyList<(string Instrument, double Value, Dictionary<string, object?> Tags)> Measurements => [.. _measurements];

    /// <summary>Gets the spans of calls to a model, not those of middleware.</summary>
    public IReadOnlyList<Activity> Of(string operation) => [.. _spans.Where(s => Equals(s.GetTagItem("gen_ai.operation.name"), operation))];

    /// <summary>Adds up a count of all spans of an operation.</summary>
    public long Sum(string operation, string tag) => Of(operation).Sum(s => Convert.ToInt64(s.GetTagItem(tag), CultureInfo.InvariantCulture));

    public void Dispose()
    {
        _listener.Dispose();
        _meters.Dispose();
    }

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _measurements.Enqueue((instrument.Name, value, new(tags.ToArray())));
}
