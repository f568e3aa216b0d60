using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Llm.Providers.Google;

/// <summary>Names under which content keeps what the vendor wants back. They survive JSON with the history.</summary>
internal static class GoogleProperties
{
    /// <summary>On a content: the signature that came with its part, byte for byte.</summary>
    public const string Signature = "thoughtSignature";

    /// <summary>On a content: the part as it came, without its signature. On reasoning without words: what kind of part the signature came with.</summary>
    public const string Part = "google.part";

    /// <summary>On data: <see langword="true"/> when the model made it while it thought.</summary>
    public const string Thought = "thought";

    /// <summary>The value of <see cref="Part"/> for a signature that came with the text before it.</summary>
    public const string WithText = "text";

    /// <summary>The value of <see cref="Part"/> for a signature that came with a part of its own whose text was empty.</summary>
    public const string Alone = "empty";

    /// <summary>What the ids of calls begin with that the vendor gave none.</summary>
    private const string LocalId = "local-";

    /// <summary>Makes an id for a call that came without one. It is never sent.</summary>
    public static string NewCallId(string? responseId, int index) =>
        responseId is null ? $"{LocalId}{Guid.NewGuid():N}" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{LocalId}{responseId}-{index}");

    public static bool IsLocalId(string callId) => callId.StartsWith(LocalId, StringComparison.Ordinal);

    /// <summary>Reads a property that is text, before or after it went through JSON.</summary>
    public static string? Text(AIContent content, string name) => content.AdditionalProperties?.GetValueOrDefault(name) switch
    {
        string text => text,
        JsonElement { ValueKind: JsonValueKind.String } element => element.GetString(),
        _ => null,
    };

    public static bool Flag(AIContent content, string name) => content.AdditionalProperties?.GetValueOrDefault(name) is true or JsonElement { ValueKind: JsonValueKind.True };

    /// <summary>Reads the part a content was made of.</summary>
    public static JsonElement? PartOf(AIContent content) => content.AdditionalProperties?.GetValueOrDefault(Part) is JsonElement { ValueKind: JsonValueKind.Object } part ? part : null;

    /// <summary>Tells whether a content says that some provider made it; what says nothing is the caller's own.</summary>
    public static bool IsStamped(AIContent content) => content.AdditionalProperties?.ContainsKey(LlmPropertyNames.Origin) == true;
}
