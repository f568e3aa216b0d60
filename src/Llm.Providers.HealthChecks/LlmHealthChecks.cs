using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Llm.Providers.HealthChecks;

/// <summary>The checks of all providers. They live as long as the application: what they found must outlast a probe.</summary>
internal sealed class LlmHealthChecks : IDisposable
{
    private readonly List<(string Name, LlmHealthCheck Check)> _checks;
    private readonly LlmHealthCheckOptions _options;

    public LlmHealthChecks(ILlmProviderRegistry registry, IOptions<LlmHealthCheckOptions> options, IServiceProvider services)
    {
        _options = options.Value;
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.Period, TimeSpan.Zero, nameof(LlmHealthCheckOptions.Period));
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.FailurePeriod, TimeSpan.Zero, nameof(LlmHealthCheckOptions.FailurePeriod));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(_options.Timeout, TimeSpan.Zero, nameof(LlmHealthCheckOptions.Timeout));
        var time = services.GetService<TimeProvider>() ?? TimeProvider.System;
        _checks = [.. registry.ProviderIds.Where(id => !_options.Excluded.Contains(id)).Select(id => ($"llm:{id}", new LlmHealthCheck(registry, id, _options, time)))];
    }

    public void AddTo(ICollection<HealthCheckRegistration> registrations)
    {
        foreach (var (name, check) in _checks)
        {
            registrations.Add(new(name, _ => check, failureStatus: null, _options.Tags)); // its own time limit is kept by the check, on the application's clock
        }
    }

    public void Dispose()
    {
        foreach (var (_, check) in _checks)
        {
            check.Dispose();
        }
    }
}
