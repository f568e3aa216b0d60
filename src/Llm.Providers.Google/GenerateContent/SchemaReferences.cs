using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Llm.Providers.Google;

/// <summary>Follows the references of a schema and finds those that lead back to where they stand.</summary>
internal sealed class SchemaReferences(JsonNode? root)
{
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Queue<string> _waiting = [];

    /// <summary>Visits what a pointer points at; on the way, the same pointer is recursive.</summary>
    public JsonObject Enter(string pointer, Func<JsonNode?, JsonObject> visit)
    {
        var entered = _open.Add(pointer);
        var result = visit(Find(pointer));
        if (entered)
        {
            _open.Remove(pointer);
        }

        return result;
    }

    /// <summary>Tells whether a pointer leads back to where it stands, and what its definition is called.</summary>
    public bool IsRecursive(string pointer, [NotNullWhen(true)] out string? name)
    {
        if (_names.TryGetValue(pointer, out name))
        {
            return true;
        }

        if (!_open.Contains(pointer))
        {
            return false;
        }

        name = NameFor(pointer);
        _names[pointer] = name;
        _waiting.Enqueue(pointer);
        return true;
    }

    /// <summary>Takes a recursive pointer whose definition is still to be written.</summary>
    public bool TryTakeRecursive([NotNullWhen(true)] out string? pointer, [NotNullWhen(true)] out string? name)
    {
        name = _waiting.TryDequeue(out pointer) ? _names[pointer] : null;
        return name is not null;
    }

    private string NameFor(string pointer)
    {
        var last = pointer[(pointer.LastIndexOf('/') + 1)..];
        var name = string.Concat(last.Where(char.IsAsciiLetterOrDigit)) is { Length: > 0 } letters ? letters : "root";
        var unique = name;
        for (var i = 2; _names.ContainsValue(unique); i++)
        {
            unique = string.Create(CultureInfo.InvariantCulture, $"{name}{i}");
        }

        return unique;
    }

    // https://www.rfc-editor.org/rfc/rfc6901
    private JsonNode? Find(string pointer)
    {
        if (!pointer.StartsWith('#'))
        {
            return null;
        }

        var node = root;
        foreach (var step in pointer[1..].Split('/').Skip(1))
        {
            var name = Uri.UnescapeDataString(step).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            node = node switch
            {
                JsonObject o => o[name],
                JsonArray a when int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < a.Count => a[index],
                _ => null,
            };
        }

        return node;
    }
}
