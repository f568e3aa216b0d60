using System.Globalization;
using Spectre.Console;

namespace Llm.Providers.Samples.Setup;

/// <summary>Asks for one setting, in the form its type has.</summary>
internal static class FieldPrompt
{
    private const string LeaveIt = "(leave it)";

    /// <summary>Asks until the answer is one the schema takes.</summary>
    public static void Ask(IAnsiConsole console, Answers answers, ConfigField field)
    {
        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]{field.Label ?? field.Key}[/]{(field.Required ? " (required)" : "")}");
        console.MarkupLineInterpolated($"[grey]{string.Join(' ', Hints(field))}[/]");
        answers.Take(field, field.Type switch
        {
            ConfigFieldType.Choice => Choose(console, field, field.Choices),
            ConfigFieldType.Boolean => Choose(console, field, ["true", "false"]),
            _ => AskForText(console, answers, field),
        });
    }

    private static IEnumerable<string> Hints(ConfigField field)
    {
        if (field.Description is { } help)
        {
            yield return help;
        }

        var low = field.Minimum?.ToString(CultureInfo.InvariantCulture);
        var high = field.Maximum?.ToString(CultureInfo.InvariantCulture);
        var unit = field.Type == ConfigFieldType.Seconds ? " seconds" : "";
        switch (low, high)
        {
            case (not null, not null):
                yield return $"From {low} to {high}{unit}.";
                break;
            case (not null, null):
                yield return $"At least {low}{unit}.";
                break;
            case (null, not null):
                yield return $"At most {high}{unit}.";
                break;
        }

        if (field.Type is ConfigFieldType.List or ConfigFieldType.Map)
        {
            yield return field.Type == ConfigFieldType.List ? "Commas between entries." : "Write name=value, with semicolons between them.";
        }

        if (field is { Secret: false, Default: { } value })
        {
            yield return $"Empty is {value.ReplaceLineEndings(", ")}.";
        }

        if (field.EnvironmentVariables.FirstOrDefault(v => !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(v))) is { } variable)
        {
            yield return $"{variable} is set: leave this empty to use it.";
        }
    }

    private static string? Choose(IAnsiConsole console, ConfigField field, IEnumerable<string> choices)
    {
        var first = field.Default is { } value ? $"{value} (default)" : LeaveIt;
        var chosen = console.Prompt(new SelectionPrompt<string>().AddChoices([first, .. choices.Where(c => c != field.Default)]));
        return chosen == first ? null : chosen;
    }

    private static string AskForText(IAnsiConsole console, Answers answers, ConfigField field)
    {
        var prompt = new TextPrompt<string>(">") { AllowEmpty = true };
        prompt.Validate(text => string.IsNullOrWhiteSpace(text)
            ? field is { Required: true, Secret: false } && !IsInEnvironment(field) ? ValidationResult.Error("[red]A value is needed.[/]") : ValidationResult.Success()
            : answers.Try(field, text) is { } fault ? ValidationResult.Error($"[red]{Markup.Escape(fault.Message)}[/]") : ValidationResult.Success());
        return console.Prompt(field.Secret ? prompt.Secret(null) : prompt); // without a mask not even the length is shown
    }

    private static bool IsInEnvironment(ConfigField field) => field.EnvironmentVariables.Any(v => !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(v)));
}
