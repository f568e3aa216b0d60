using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Llm.Providers.HealthChecks;

/// <summary>Says how one provider is, and remembers it for a time.</summary>
internal sealed class LlmHealthCheck(ILlmProviderRegistry registry, string providerId, LlmHealthCheckOptions options, TimeProvider time) : IHealthCheck, IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile Finding? _last;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (Fresh() is { } known)
        {
            return known.Result;
        }

        await _one.WaitAsync(cancellationToken).ConfigureAwait(false); // probes that come at the same time share one request
        try
        {
            if (Fresh() is { } found)
            {
                return found.Result;
            }

            var test = await TestAsync(cancellationToken).ConfigureAwait(false);
            _last = new(Describe(test), time.GetTimestamp(), test.Succeeded ? options.Period : options.FailurePeriod);
            return _last.Result;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private Finding? Fresh() => _last is { } last && time.GetElapsedTime(last.At) < last.Keep ? last : null;

    private async Task<ConnectionTest> TestAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.Timeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await registry.GetProvider(providerId).CheckConnectionAsync(both.Token).ConfigureAwait(false);
        }
        catch (LlmProviderException e)
        {
            return new() { ProviderId = providerId, Error = e }; // settings are so wrong that there is no provider
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            var message = string.Create(CultureInfo.InvariantCulture, $"{providerId} did not answer within {options.Timeout.TotalSeconds:0.###} s, the time limit of its health check.");
            return new() { ProviderId = providerId, Tried = true, Error = new(LlmErrorKind.Timeout, message, e) { ProviderId = providerId, IsTransient = true } };
        }
    }

    private HealthCheckResult Describe(ConnectionTest test)
    {
        var data = new Dictionary<string, object> { ["provider"] = test.ProviderId, ["key_source"] = test.KeySource.ToString(), ["tried"] = test.Tried };
        Add(data, "endpoint", test.Endpoint?.GetLeftPart(UriPartial.Path));
        Add(data, "latency_ms", test.Latency?.TotalMilliseconds);
        Add(data, "models", test.ModelCount);
        Add(data, "error", test.Error?.Kind.ToString());
        if (test.Error is { } error)
        {
            var description = test.Advice is null ? error.Message : $"{error.Message} {test.Advice}";
            return new(options.Status(error), description, error, data);
        }

        var words = test.Tried
            ? string.Create(CultureInfo.InvariantCulture, $"{providerId} answered in {test.Latency?.TotalMilliseconds:0} ms.")
            : $"The settings of {providerId} are complete; it has no request that costs nothing, so address and key were not tried.";
        return new(HealthStatus.Healthy, words, data: data);
    }

    private static void Add(Dictionary<string, object> data, string name, object? value)
    {
        if (value is not null)
        {
            data[name] = value;
        }
    }

    private sealed record Finding(HealthCheckResult Result, long At, TimeSpan Keep);
}
