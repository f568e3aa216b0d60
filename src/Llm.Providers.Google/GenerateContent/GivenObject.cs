using System.Text.Json;
using Llm.Providers.Wire;

namespace Llm.Providers.Google;

/// <summary>An object of the body that the caller may give in part: what is given stands, what is missing is filled in.</summary>
/// <remarks>It is written when the first member is, so that an object without members is not sent.</remarks>
internal sealed class GivenObject
{
    private readonly Utf8JsonWriter _json;
    private readonly string _name;
    private readonly HashSet<string> _given = new(StringComparer.Ordinal);
    private bool _open;

    public GivenObject(Utf8JsonWriter json, string name, JsonElement? given)
    {
        _json = json;
        _name = name;
        if (given is not { } value)
        {
            return;
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            throw new LlmProviderException(LlmErrorKind.InvalidRequest, $"'{name}' is an object on the wire; a {value.ValueKind} was given.");
        }

        foreach (var member in value.EnumerateObject())
        {
            Open();
            member.WriteTo(json);
            _given.Add(member.Name);
        }
    }

    public bool Has(string name) => _given.Contains(name);

    /// <summary>Begins a member that the caller did not give.</summary>
    /// <returns>Whether its value is to be written.</returns>
    public bool TryBegin(string name)
    {
        if (!_given.Add(name))
        {
            return false;
        }

        Open();
        _json.WritePropertyName(name);
        return true;
    }

    public void Close()
    {
        if (_open)
        {
            _json.WriteEndObject();
        }
    }

    private void Open()
    {
        if (!_open)
        {
            _json.WriteStartObject(_name);
            _open = true;
        }
    }
}
