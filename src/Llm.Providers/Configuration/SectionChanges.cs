using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Llm.Providers;

/// <summary>Tells the options monitor that a provider's section has changed.</summary>
/// <typeparam name="TOptions">The options class.</typeparam>
internal sealed class SectionChanges<TOptions> : IOptionsChangeTokenSource<TOptions>, IDisposable
{
    private readonly SectionWatch _watch;
    private CancellationTokenSource _change = new();

    public SectionChanges(string name, IConfigurationSection? section)
    {
        Name = name;
        _watch = new(section, () => Interlocked.Exchange(ref _change, new()).Cancel()); // the listener asks for the next token at once
    }

    public string Name { get; }

    public IChangeToken GetChangeToken() => new CancellationChangeToken(Volatile.Read(ref _change).Token);

    public void Dispose()
    {
        _watch.Dispose();
        _change.Dispose();
    }
}
