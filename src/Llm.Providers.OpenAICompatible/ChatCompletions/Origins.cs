using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.OpenAICompatible;

/// <summary>Tells which content of a history was made by the vendor that is called now.</summary>
internal static class Origins
{
    public static bool IsOwn(AIContent content, ChatCall call) => Of(content) is not { } origin || origin == call.Origin;

    private static string? Of(AIContent content) => content.AdditionalProperties?.GetValueOrDefault(LlmPropertyNames.Origin) switch
    {
        string text => text,
        JsonElement { ValueKind: JsonValueKind.String } element => element.GetString(), // after a history went through JSON
        _ => null,
    };
}
