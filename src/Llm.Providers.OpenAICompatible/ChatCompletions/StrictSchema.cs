using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Llm.Providers.OpenAICompatible;

/// <summary>Schemas in the form that <c>strict</c> demands: every property required, none beyond them.</summary>
/// <remarks>See <see href="https://platform.openai.com/docs/guides/structured-outputs#supported-schemas">the supported schemas</see>. Each is transformed once.</remarks>
internal static class StrictSchema
{
    private static readonly AIJsonSchemaTransformCache s_cache = new(new()
    {
        ConvertBooleanSchemas = true,
        DisallowAdditionalProperties = true,
        RequireAllProperties = true,
        MoveDefaultKeywordToDescription = true,
    });

    public static JsonElement Of(AIFunctionDeclaration tool) => s_cache.GetOrCreateTransformedSchema(tool);

    public static JsonElement? Of(ChatResponseFormatJson format) => s_cache.GetOrCreateTransformedSchema(format);
}
