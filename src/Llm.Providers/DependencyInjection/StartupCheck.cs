using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Llm.Providers;

/// <summary>Nothing but the occasion for checking all providers when a host starts.</summary>
internal sealed class StartupCheck;

/// <summary>Checks the settings of all providers and groups at once.</summary>
internal sealed class StartupCheckValidator(IEnumerable<ProviderRegistration> registrations, ModelGroupCatalog groups, LlmProvidersBuilder builder, IServiceProvider services) : IValidateOptions<StartupCheck>
{
    public ValidateOptionsResult Validate(string? name, StartupCheck options)
    {
        if (!builder.ValidatesOnStart)
        {
            return ValidateOptionsResult.Skip;
        }

        services.GetService<SettingWarnings>()?.Report();
        var faults = registrations.SelectMany(r => r.Validate(services)).Select(f => f.Message).Concat(groups.FindFaults()).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(string.Join(Environment.NewLine, faults));
    }
}
