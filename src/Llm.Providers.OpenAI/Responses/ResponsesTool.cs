using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Llm.Providers.OpenAI;

/// <summary>A tool in the words of the responses protocol, for what Microsoft.Extensions.AI has no type for: freeform tools, the computer, a shell, patches.</summary>
/// <example><code>
/// options.Tools = [new ResponsesTool(JsonElement.Parse("""{"type":"custom","name":"write_sql","description":"Writes a query"}"""))];
/// </code></example>
/// <remarks>See <see href="https://platform.openai.com/docs/api-reference/responses/create#responses-create-tools">tools</see>. It is sent as it is given.</remarks>
public sealed class ResponsesTool : AITool
{
    /// <summary>
    /// The additional property that makes a function a freeform tool, which takes text instead of an object: <see langword="true"/>, or the format the
    /// text must have. The function finds the text in the argument <see cref="Wire.ToolArguments.TextName"/>.
    /// </summary>
    public const string FreeformProperty = "freeform";

    /// <summary>Initializes a new instance of the <see cref="ResponsesTool"/> class.</summary>
    /// <param name="definition">The tool: an object with a <c>type</c>.</param>
    /// <exception cref="ArgumentException">It is no object, or has no type.</exception>
    public ResponsesTool(JsonElement definition)
    {
        if (definition.ValueKind != JsonValueKind.Object || !definition.TryGetProperty("type"u8, out var type) || type.ValueKind != JsonValueKind.String)
        {
            throw new ArgumentException("A tool is an object with a type.", nameof(definition));
        }

        Definition = definition.Clone();
        Name = definition.TryGetProperty("name"u8, out var name) && name.ValueKind == JsonValueKind.String ? name.GetString()! : type.GetString()!;
    }

    /// <summary>Gets the tool as it is sent.</summary>
    public JsonElement Definition { get; }

    /// <summary>Gets the tool's name, or its type when it has none.</summary>
    public override string Name { get; }
}
