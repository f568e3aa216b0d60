using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Llm.Providers.Wire;

/// <summary>What a caller wants in the body beyond the options of Microsoft.Extensions.AI: the raw request and additional properties.</summary>
/// <remarks>
/// A name given here is written as it is given, and the protocol leaves out its own value of that name: the caller's word counts.
/// Names that start with <see cref="LlmPropertyNames.Prefix"/> are this library's own and are never sent.
/// </remarks>
public readonly struct RequestExtras
{
    private readonly JsonObject? _raw;
    private readonly IReadOnlyDictionary<string, object?>? _properties;

    private RequestExtras(JsonObject? raw, IReadOnlyDictionary<string, object?>? properties) => (_raw, _properties) = (raw, properties);

    /// <summary>Collects the extras of a call.</summary>
    /// <param name="call">The call.</param>
    /// <returns>The extras.</returns>
    /// <exception cref="LlmProviderException"><see cref="LlmErrorKind.InvalidRequest"/> when <c>RawRepresentationFactory</c> gave something else than a JSON object.</exception>
    public static RequestExtras Of(ChatCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        var raw = call.RawRequest switch
        {
            null => null,
            JsonObject node => node,
            JsonElement { ValueKind: JsonValueKind.Object } element => JsonObject.Create(element),
            _ => throw new LlmProviderException(LlmErrorKind.InvalidRequest, $"RawRepresentationFactory gave a {call.RawRequest.GetType().Name}; give a JsonObject or a JsonElement that is an object. Its members are sent as they are."),
        };
        return new(raw, call.Options.AdditionalProperties);
    }

    /// <summary>Tells whether the caller gives a member of the body.</summary>
    /// <param name="name">The name on the wire.</param>
    /// <returns>Whether the protocol must leave it out.</returns>
    public bool Has(string name) => _raw?.ContainsKey(name) == true || (_properties?.ContainsKey(name) ?? false);

    /// <summary>Gets what the caller gives for a member of the body, for a protocol that puts values of its own beside it.</summary>
    /// <param name="name">The name on the wire.</param>
    /// <returns>The value; <see langword="null"/> when the caller gives none.</returns>
    public JsonElement? Get(string name) =>
        _raw?.TryGetPropertyValue(name, out var node) == true ? ToElement(node)
        : _properties?.TryGetValue(name, out var value) == true ? ToElement(value)
        : null;

    /// <summary>Writes the extras as members of the object the writer stands in.</summary>
    /// <param name="json">The writer.</param>
    /// <param name="consumed">Names of additional properties the protocol has used otherwise. The raw request is written whole.</param>
    public void WriteTo(Utf8JsonWriter json, params ReadOnlySpan<string> consumed)
    {
        ArgumentNullException.ThrowIfNull(json);
        WriteRaw(json, default);
        WriteProperties(json, consumed);
    }

    /// <summary>Writes the extras that are left, for a protocol that puts values of its own beside those of the caller.</summary>
    /// <param name="json">The writer.</param>
    /// <param name="used">Names that are left out wherever the caller gave them: <see cref="Get"/> gave them to the protocol, and it wrote them.</param>
    public void WriteRest(Utf8JsonWriter json, params ReadOnlySpan<string> used)
    {
        ArgumentNullException.ThrowIfNull(json);
        WriteRaw(json, used);
        WriteProperties(json, used);
    }

    private void WriteRaw(Utf8JsonWriter json, ReadOnlySpan<string> used)
    {
        if (_raw is null)
        {
            return;
        }

        foreach (var (name, value) in _raw)
        {
            if (!used.Contains(name))
            {
                json.WritePropertyName(name);
                JsonValues.Write(json, value);
            }
        }
    }

    private void WriteProperties(Utf8JsonWriter json, ReadOnlySpan<string> consumed)
    {
        if (_properties is null)
        {
            return;
        }

        foreach (var (name, value) in _properties)
        {
            if (_raw?.ContainsKey(name) != true && !consumed.Contains(name) && !name.StartsWith(LlmPropertyNames.Prefix, StringComparison.Ordinal))
            {
                json.WritePropertyName(name);
                JsonValues.Write(json, value);
            }
        }
    }

    private static JsonElement ToElement(object? value)
    {
        if (value is JsonElement element)
        {
            return element;
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            JsonValues.Write(json, value);
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }
}
