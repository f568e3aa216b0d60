using System.ComponentModel;

namespace Llm.Providers.Tests.Scenarios;

/// <summary>Functions whose parameters have every shape that .NET code gives them.</summary>
internal static class ToolShapes
{
    public static IReadOnlyList<AIFunction> All { get; } =
    [
        Create("no_parameters", () => "ok"),
        Create("one_int", (int value) => value),
        Create("optional_int", (int? value) => value ?? 0),
        Create("int_with_default", (int value = 42) => value),
        Create("nullable_int_with_default", (int? value = 42) => value ?? 0),
        Create("described", ([Description("The text to say, \"quotes\" and all.")] string text) => text),
        Create("optional_string", (string? value = null) => value ?? ""),
        Create("string_with_default", (string value = "a \"quoted\" default") => value),
        Create("flag_with_default", (bool value = true) => value),
        Create("double_number", (double value = 1.5) => value),
        Create("decimal_number", (decimal value) => value),
        Create("float_number", (float value = 0.5f) => value),
        Create("long_number", (long value = long.MaxValue) => value),
        Create("character", (char value = 'x') => value),
        Create("date_time", (DateTime value) => value),
        Create("date_time_offset", (DateTimeOffset value) => value),
        Create("date_only", (DateOnly value) => value),
        Create("time_only", (TimeOnly value) => value),
        Create("time_span", (TimeSpan value) => value),
        Create("address", (Uri value) => value),
        Create("guid", (Guid value) => value),
        Create("list_of_int", (List<int> values) => values.Count),
        Create("array_of_int", (int[] values, string? unit = null) => $"{values.Length} {unit}"),
        Create("nested", (Employee employee, bool dryRun) => employee.Name + dryRun),
        Create("choice_with_default", (Shade shade = Shade.Green, Shade? other = null) => $"{shade} {other}"),
        Create("flags_with_default", (Sides sides = Sides.Left | Sides.Right) => sides.ToString()),
        Create("many", (string city, int days, double? threshold, bool metric = true) => $"{city} {days} {threshold} {metric}"),
    ];

    public static AIFunction Create(string name, Delegate function, string? description = null) =>
        AIFunctionFactory.Create(function, new AIFunctionFactoryOptions { Name = name, Description = description ?? $"Takes {name.Replace('_', ' ')}.", SerializerOptions = ScenarioJson.WithAI });
}
