using System.Text.Json;

namespace Llm.Providers.OpenAI;

/// <summary>What Azure's content filter found in one category.</summary>
/// <remarks>See <see href="https://learn.microsoft.com/azure/ai-foundry/openai/concepts/content-filter">the content filter</see>.</remarks>
public sealed record ContentFilterResult
{
    /// <summary>Gets the category, such as <c>hate</c>, <c>violence</c>, <c>jailbreak</c> or <c>protected_material_text</c>.</summary>
    public required string Category { get; init; }

    /// <summary>Gets a value indicating whether text was withheld because of it.</summary>
    public bool Filtered { get; init; }

    /// <summary>Gets how grave it is: <c>safe</c>, <c>low</c>, <c>medium</c> or <c>high</c>.</summary>
    /// <value><see langword="null"/> for categories that are found or not.</value>
    public string? Severity { get; init; }

    /// <summary>Gets a value indicating whether it was found.</summary>
    /// <value><see langword="null"/> for categories that have a severity.</value>
    public bool? Detected { get; init; }

    /// <summary>Gets all that stands on the wire, such as the citation of protected material.</summary>
    public JsonElement Raw { get; init; }

    internal static IReadOnlyList<ContentFilterResult> Read(JsonElement categories) =>
        categories.ValueKind != JsonValueKind.Object ? [] :
        [
            .. from category in categories.EnumerateObject()
               where category.Value.ValueKind == JsonValueKind.Object
               select new ContentFilterResult
               {
                   Category = category.Name,
                   Filtered = Flag(category.Value, "filtered") == true,
                   Severity = category.Value.TryGetProperty("severity", out var severity) && severity.ValueKind == JsonValueKind.String ? severity.GetString() : null,
                   Detected = Flag(category.Value, "detected"),
                   Raw = category.Value,
               },
        ];

    /// <summary>Puts two verdicts of one category in order: what was withheld weighs most, then how grave it is.</summary>
    internal static int Weigh(JsonElement category)
    {
        if (category.ValueKind != JsonValueKind.Object)
        {
            return 0;
        }

        var grave = category.TryGetProperty("severity", out var severity) && severity.ValueKind == JsonValueKind.String
            ? severity.GetString() switch { "low" => 1, "medium" => 2, "high" => 3, _ => 0 }
            : Flag(category, "detected") == true ? 3 : 0;
        return Flag(category, "filtered") == true ? grave + 4 : grave;
    }

    private static bool? Flag(JsonElement category, string name) => category.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : null;
}
