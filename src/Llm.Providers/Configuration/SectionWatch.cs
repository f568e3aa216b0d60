using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace Llm.Providers;

/// <summary>Calls back when a section of the configuration has changed. Configuration reloads as a whole; a change elsewhere in it is none here.</summary>
internal sealed class SectionWatch : IDisposable
{
    private readonly IConfigurationSection? _section;
    private readonly Action _changed;
    private readonly IDisposable? _watch;
    private byte[] _content = [];

    public SectionWatch(IConfigurationSection? section, Action changed)
    {
        _section = section;
        _changed = changed;
        if (section is not null)
        {
            _content = Digest(section);
            _watch = ChangeToken.OnChange(section.GetReloadToken, Compare);
        }
    }

    public void Dispose() => _watch?.Dispose();

    /// <summary>Boils a section down to what tells it from another. Not the text itself: it holds keys, and nobody needs them here.</summary>
    public static byte[] Digest(IConfigurationSection section)
    {
        var text = new StringBuilder();
        foreach (var (key, value) in section.AsEnumerable(makePathsRelative: true).OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            text.Append(key).Append('=').Append(value).Append('\0');
        }

        return SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private void Compare()
    {
        var content = Digest(_section!);
        if (!content.AsSpan().SequenceEqual(_content))
        {
            _content = content;
            _changed();
        }
    }
}
