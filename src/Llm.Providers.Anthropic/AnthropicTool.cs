using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Llm.Providers.Anthropic;

/// <summary>A tool of the vendor for which Microsoft.Extensions.AI has no type, such as fetching web pages, a shell, a text editor or a memory.</summary>
/// <example><code>
/// options.Tools = [new AnthropicTool("""{"type":"web_fetch_20250910","name":"web_fetch","max_uses":3}""")];
/// </code></example>
/// <remarks>See <see href="https://platform.claude.com/docs/en/agents-and-tools/tool-use/overview">the tools</see>.</remarks>
public sealed class AnthropicTool : AITool
{
    /// <summary>Initializes a new instance of the <see cref="AnthropicTool"/> class.</summary>
    /// <param name="json">The member of <c>tools</c> as the vendor documents it, a JSON object with at least <c>type</c>.</param>
    /// <param name="betas">The names of preview features it needs, for <c>anthropic-beta</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="json"/> is no JSON object with a <c>type</c>.</exception>
    public AnthropicTool(string json, params IReadOnlyList<string> betas)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(json);
        try
        {
            Definition = JsonElement.Parse(json);
        }
        catch (JsonException e)
        {
            throw new ArgumentException($"The tool is not JSON: {e.Message}", nameof(json), e);
        }

        Name = Definition.Text("name"u8) ?? Definition.Text("type"u8) ?? throw new ArgumentException("The tool is no JSON object with a type.", nameof(json));
        Betas = betas;
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <summary>Gets the tool as it is sent.</summary>
    public JsonElement Definition { get; }

    /// <summary>Gets the names of preview features it needs.</summary>
    public IReadOnlyList<string> Betas { get; }
}
