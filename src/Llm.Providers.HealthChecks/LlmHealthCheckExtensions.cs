using Llm.Providers;
using Llm.Providers.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds health checks of providers.</summary>
public static class LlmHealthCheckExtensions
{
    /// <summary>Adds one health check for each provider of <c>AddLlmProviders</c>, those that are added later too. Its name is <c>llm:</c> and the provider's.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Says how health is found, and which providers are left out.</param>
    /// <returns>The builder of health checks, for others.</returns>
    /// <exception cref="ArgumentOutOfRangeException">When health is first asked for: an option is out of its range.</exception>
    /// <remarks>A check validates the settings and asks for the list of models; it never asks for a completion. See <see cref="BaseLlmProvider.CheckConnectionAsync"/>.</remarks>
    public static IHealthChecksBuilder AddLlmProvidersHealthChecks(this IServiceCollection services, Action<LlmHealthCheckOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var options = services.AddOptions<LlmHealthCheckOptions>();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        if (!services.Any(s => s.ServiceType == typeof(LlmHealthChecks))) // a second call adds options alone
        {
            services.AddSingleton<LlmHealthChecks>();
            services.AddOptions<HealthCheckServiceOptions>().Configure<LlmHealthChecks>((o, checks) => checks.AddTo(o.Registrations));
        }

        return services.AddHealthChecks();
    }
}
