using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using Llm.Providers.Testing;
using Llm.Providers.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Llm.Providers.Tests.Chaos;

/// <summary>Every kind of error on every wire, with the key echoed wherever a server can put it: nothing that leaves the library holds it.</summary>
public sealed class KeySearchTests
{
    private const string Source = "key-search";

    /// <summary>Any part of the key counts as the key.</summary>
    private static readonly string s_needle = ChaosWires.Key[^10..^2];

    /// <summary>The key as servers write it that escape it.</summary>
    private static readonly string[] s_escaped =
    [
        ChaosWires.Key.Replace("/", "\\/", StringComparison.Ordinal),
        ChaosWires.Key.Replace("+", "\\u002B", StringComparison.Ordinal).Replace("=", "\\u003d", StringComparison.Ordinal),
        Uri.EscapeDataString(ChaosWires.Key),
        Uri.EscapeDataString(ChaosWires.Key).ToLowerInvariant().Replace("7qx41zlw0", "7Qx41zLw0", StringComparison.Ordinal),
        ChaosWires.Key.Replace("/", "&#x2F;", StringComparison.Ordinal).Replace("+", "&#43;", StringComparison.Ordinal),
    ];

    private static readonly string s_echo = $$"""
        {"error":{"message":"Incorrect API key provided: {{ChaosWires.Key}} (Bearer {{ChaosWires.Key}}).","type":"bad {{ChaosWires.Key}}","code":"code {{ChaosWires.Key}}","param":"{{ChaosWires.Key}}",
        "status":"{{ChaosWires.Key}}","details":[{"reason":"{{ChaosWires.Key}}"}]},"detail":"{{ChaosWires.Key}}"}
        """;

    public static IEnumerable<object[]> Cells => from wire in ChaosWires.All from streamed in new[] { true, false } select new object[] { wire.Name, streamed };

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task No_exception_log_trace_or_metric_holds_the_key(string wire, bool streamed)
    {
        var met = ChaosWires.Named(wire);
        using var records = new Records();
        var kinds = new HashSet<LlmErrorKind>();
        foreach (var (name, schedule) in Errors(met))
        {
            var failure = await CallAsync(met, schedule, streamed, records);

            records.Add($"exception of {name}", failure);
            kinds.Add(Assert.IsType<LlmProviderException>(failure).Kind);
        }

        var found = records.Find(s_needle).ToList();
        Assert.True(found.Count == 0, string.Join("\n", found));
        Assert.True(records.Count(Records.Log) > 0 && records.Count(Records.Trace) > 0 && records.Count(Records.Metric) > 0, records.ToString());
        Assert.Superset(
            new HashSet<LlmErrorKind>
            {
                LlmErrorKind.Authentication, LlmErrorKind.PermissionDenied, LlmErrorKind.InvalidRequest, LlmErrorKind.ModelNotFound, LlmErrorKind.ContextLengthExceeded, LlmErrorKind.Configuration,
                LlmErrorKind.RateLimited, LlmErrorKind.QuotaExceeded, LlmErrorKind.Unavailable, LlmErrorKind.Timeout, LlmErrorKind.Network, LlmErrorKind.MalformedResponse, LlmErrorKind.StreamInterrupted,
            },
            kinds);
    }

    [Theory]
    [InlineData("x-request-id")]
    [InlineData("request-id")]
    [InlineData("apim-request-id")]
    [InlineData("x-amzn-requestid")]
    [InlineData("cf-ray")]
    public async Task A_request_id_that_is_the_key_is_kept_without_it(string header)
    {
        foreach (var wire in ChaosWires.All)
        {
            using var records = new Records();
            foreach (var streamed in new[] { true, false })
            {
                var schedule = ByteSchedule.From(answer => answer with { Headers = new Dictionary<string, string> { ["content-type"] = streamed ? wire.ContentType : "application/json", [header] = $"id-{ChaosWires.Key}-1" } });
                var run = await RunAsync(wire, schedule, streamed, records);

                Assert.Equal("id-***-1", run.Response!.GetCallInfo().RequestId);
            }

            Assert.Empty(records.Find(s_needle));
        }
    }

    [Fact]
    public void The_search_finds_a_key_that_is_there()
    {
        using var records = new Records();
        records.Add("exception", new InvalidOperationException("outer", new InvalidOperationException(ChaosWires.Key)));

        Assert.NotEmpty(records.Find(s_needle));
    }

    private static IEnumerable<(string Name, ByteSchedule Schedule)> Errors(ChaosWire wire)
    {
        foreach (var status in new[] { 302, 400, 401, 402, 403, 404, 408, 409, 413, 422, 429, 500, 502, 503, 504, 529 })
        {
            yield return (status.ToString(CultureInfo.InvariantCulture), Answer(status, s_echo, ("location", $"https://elsewhere.test/?key={ChaosWires.Key}"), ("www-authenticate", $"Bearer {ChaosWires.Key}"), ("x-request-id", $"req-{ChaosWires.Key}"), ("x-ratelimit-reset-requests", ChaosWires.Key)));
        }

        yield return ("bad request", Answer(400, $$$"""{"error":{"message":"The field {{{ChaosWires.Key}}} is not allowed."}}"""));
        yield return ("overflow", Answer(400, $$$"""{"error":{"message":"prompt is too long for {{{ChaosWires.Key}}}"}}"""));
        yield return ("plain text", Answer(401, $"The key {ChaosWires.Key} is wrong."));
        foreach (var key in s_escaped)
        {
            yield return ($"escaped {key}", Answer(401, s_echo.Replace(ChaosWires.Key, key, StringComparison.Ordinal)));
            yield return ($"escaped {key} that breaks off", Answer(500, $"{{\"error\":{{\"message\":\"{key[..^2]}"));
        }

        yield return ("HTML", Answer(200, $"<html>{ChaosWires.Key}</html>"));
        yield return ("error in a success", Answer(200, s_echo));
        yield return ("JSON that breaks off", Answer(200, s_echo[..^1]));
        yield return ("JSON that breaks off in the key", Answer(200, s_echo[..^4]));
        yield return ("error event", ByteSchedule.From(answer => answer with { Body = [new(Encoding.UTF8.GetBytes(wire.ContentType == "text/event-stream" ? $"event: error\ndata: {s_echo.ReplaceLineEndings(" ")}\n\n" : s_echo.ReplaceLineEndings(" ") + "\n"))] }));
        foreach (var fault in new[] { Faults.ConnectionRefused, Faults.ResetBeforeHeaders, Faults.ResetInBody, Faults.StallBeforeHeaders, Faults.StallInBody, Faults.GarbageInBody })
        {
            yield return (fault.Name, fault.Schedule);
        }
    }

    private static ByteSchedule Answer(int status, string body, params (string Name, string Value)[] headers) => ByteSchedule.From(answer => answer with
    {
        Status = status, Headers = headers.ToDictionary(h => h.Name, h => h.Value), Body = [new(Encoding.UTF8.GetBytes(body))],
    });

    private static async Task<Exception?> CallAsync(ChaosWire wire, ByteSchedule schedule, bool streamed, Records records) => (await RunAsync(wire, schedule, streamed, records)).Failure;

    private static async Task<FaultRun> RunAsync(ChaosWire wire, ByteSchedule schedule, bool streamed, Records records)
    {
        var time = new EventTime();
        using var handler = new EmulatorHandler(FaultRun.Emulate(streamed ? wire.Stream : wire.Whole, schedule, time));
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(time);
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(records));
        wire.Register(services.AddLlmProviders().UseHandler(handler), o => o.MaxRetries = 1);
        await using var container = services.BuildServiceProvider();
        var client = container.GetRequiredKeyedService<BaseLlmProvider>(wire.Name).CreateChatClient(wire.Model).AsBuilder()
            .UseLogging(container.GetRequiredService<ILoggerFactory>()).UseOpenTelemetry(sourceName: Source).Build();

        return await Task.Run(() => time.RunAsync(FaultRun.CallAsync(client, streamed), TimeSpan.FromHours(1)));
    }

    /// <summary>Everything that was logged, thrown, traced and measured, as text.</summary>
    private sealed class Records : ILoggerProvider, ILogger
    {
        public const string Log = "log";
        public const string Trace = "trace";
        public const string Metric = "metric";

        private readonly ConcurrentQueue<(string Kind, string Text)> _texts = new();
        private readonly ActivityListener _activities;
        private readonly MeterListener _meters = new();

        public Records()
        {
            _activities = new() { ShouldListenTo = _ => true, Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded, ActivityStopped = activity => Add(Trace, Describe(activity)) };
            ActivitySource.AddActivityListener(_activities);
            _meters.InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument);
            _meters.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Add(Metric, Describe(instrument, tags)));
            _meters.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Add(Metric, Describe(instrument, tags)));
            _meters.SetMeasurementEventCallback<int>((instrument, _, tags, _) => Add(Metric, Describe(instrument, tags)));
            _meters.Start();
        }

        public void Add(string kind, Exception? e)
        {
            for (var inner = e; inner is not null; inner = inner.InnerException)
            {
                Add(kind, inner.ToString());
                Add(kind, string.Join(' ', inner.Data.Keys.Cast<object>().Concat(inner.Data.Values.Cast<object>())));
                if (inner is LlmProviderException fault)
                {
                    Add(kind, string.Join(' ', fault.ErrorCode, fault.ErrorType, fault.VendorMessage, fault.Parameter, fault.RequestId, fault.ResponseBody, fault.PartialText));
                }
            }
        }

        public IEnumerable<string> Find(string needle) => _texts.Where(t => t.Text.Contains(needle, StringComparison.OrdinalIgnoreCase)).Select(t => $"{t.Kind}: {t.Text}");

        public int Count(string kind) => _texts.Count(t => t.Kind == kind);

        public ILogger CreateLogger(string categoryName) => this;

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            Add(Log, $"{state}");
            return null;
        }

        void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            Add(Log, formatter(state, exception));
            Add(Log, state is IEnumerable<KeyValuePair<string, object?>> values ? string.Join(' ', values) : "");
            Add(Log, exception);
        }

        public void Dispose()
        {
            _activities.Dispose();
            _meters.Dispose();
        }

        public override string ToString() => string.Join(", ", _texts.CountBy(t => t.Kind));

        private void Add(string kind, string text) => _texts.Enqueue((kind, text));

        private static string Describe(Activity activity) =>
            $"{activity.DisplayName} {activity.StatusDescription} {string.Join(' ', activity.TagObjects)} {string.Join(' ', activity.Baggage)} {string.Join(' ', activity.Events.Select(e => $"{e.Name} {string.Join(' ', e.Tags)}"))}";

        private static string Describe(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags) => $"{instrument.Name} {string.Join(' ', tags.ToArray())}";
    }
}
