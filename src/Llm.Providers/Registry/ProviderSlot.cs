using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Llm.Providers;

/// <summary>The place of a provider in the registry. When settings change, a new instance takes it; clients made of the old one follow at their next call.</summary>
internal sealed class ProviderSlot(ProviderRegistration registration, IServiceProvider services) : IDisposable
{
    private readonly Lock _gate = new();
    private volatile BaseLlmProvider? _current;
    private IDisposable? _watch;

    /// <summary>Gets the instance with the settings in force. It is made at the first call.</summary>
    /// <exception cref="LlmProviderException"><see cref="LlmErrorKind.Configuration"/> when it cannot be made; the next call tries again.</exception>
    public BaseLlmProvider Current => _current ?? Make();

    public ProviderDescriptor Descriptor => registration.Descriptor;

    public void Dispose() => _watch?.Dispose();

    private BaseLlmProvider Make()
    {
        lock (_gate)
        {
            if (_current is null)
            {
                _watch ??= registration.Watch(services, Renew); // before the settings are read, so that no change falls between
                _current = Create();
            }

            return _current;
        }
    }

    private void Renew()
    {
        lock (_gate)
        {
            if (_current is not { } old)
            {
                return; // it will be made of what is in force when it is needed
            }

            var logger = old.Logger;
            try
            {
                services.GetService<SettingWarnings>()?.Report();
                var next = Create();
                var faults = next.ValidateConfiguration().Except(old.ValidateConfiguration()).ToList(); // what was missing before need not hold up the rest
                if (faults.Count > 0)
                {
                    logger.SettingsKept(registration.Name, string.Join(' ', faults));
                    return;
                }

                next.Succeed(old);
                _current = next;
                logger.SettingsChanged(registration.Name);
            }
            catch (Exception e) // whatever a provider throws, it must not end the thread that watches the configuration, and with it the process
            {
                logger.SettingsKept(registration.Name, e.Message);
            }
        }
    }

    private BaseLlmProvider Create()
    {
        var made = registration.Create(services);
        made.Slot = this;
        return made;
    }
}
