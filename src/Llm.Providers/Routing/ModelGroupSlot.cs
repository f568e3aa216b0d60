using Microsoft.Extensions.Logging;

namespace Llm.Providers;

/// <summary>The place of a group among those of an application. When its settings change, a new group takes it; clients made of the old one follow at their next call.</summary>
internal sealed class ModelGroupSlot(string name, Func<ModelGroup> create, byte[] content)
{
    private readonly Lock _gate = new();
    private volatile ModelGroup? _current;
    private byte[] _content = content;

    /// <summary>Gets the group as it is now. It is made at the first call.</summary>
    /// <exception cref="LlmProviderException"><see cref="LlmErrorKind.Configuration"/> when it cannot be made; the next call tries again.</exception>
    public ModelGroup Current => _current ?? Make();

    /// <summary>Makes the group anew, if its section is another than before. What is wrong is logged, and the group stays as it was.</summary>
    public void Renew(byte[] content)
    {
        lock (_gate)
        {
            if (content.AsSpan().SequenceEqual(_content))
            {
                return;
            }

            _content = content;
            if (_current is not { } old)
            {
                return; // it will be made of what is in force when it is needed
            }

            try
            {
                _current = Create();
                old.Logger.SettingsChanged(name);
            }
            catch (Exception e) // whatever code of the application throws, the other groups are still to be made anew
            {
                old.Logger.SettingsKept(name, e.Message);
            }
        }
    }

    private ModelGroup Make()
    {
        lock (_gate)
        {
            return _current ??= Create();
        }
    }

    private ModelGroup Create()
    {
        var made = create();
        made.Slot = this;
        return made;
    }
}
