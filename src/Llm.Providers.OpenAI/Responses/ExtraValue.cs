using System.Text.Json;
using System.Text.Json.Nodes;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.OpenAI;

/// <summary>Reads an additional property that is a part of something the protocol writes as well, so that both can be sent.</summary>
internal static class ExtraValue
{
    public static JsonElement? Of(ChatCall call, string name) => ToElement(call.RawRequest switch
    {
        JsonObject node when node.ContainsKey(name) => node[name],
        JsonElement { ValueKind: JsonValueKind.Object } element when element.TryGetProperty(name, out var value) => value,
        _ => call.Options.AdditionalProperties?.GetValueOrDefault(name),
    });

    /// <summary>Tells whether the raw request has a member; then it stays as it is.</summary>
    public static bool InRaw(ChatCall call, string name) => call.RawRequest switch
    {
        JsonObject node => node.ContainsKey(name),
        JsonElement { ValueKind: JsonValueKind.Object } element => element.TryGetProperty(name, out _),
        _ => false,
    };

    public static JsonElement? ToElement(object? value) => value switch
    {
        null => null,
        JsonElement element => element,
        JsonNode node => JsonElement.Parse(node.ToJsonString()),
        _ => JsonSerializer.SerializeToElement(value, AIJsonUtilities.DefaultOptions.GetTypeInfo(value.GetType())),
    };
}
