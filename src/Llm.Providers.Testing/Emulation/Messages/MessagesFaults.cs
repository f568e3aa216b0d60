using System.Text.Json;

namespace Llm.Providers.Testing;

/// <summary>Refusals in the words of Anthropic's API, and checks that end in one.</summary>
internal static class MessagesFaults
{
    public static EmulatorRejectionException Invalid(string message) => new(new() { Status = 400, Message = message });

    public static EmulatorRejectionException Missing(string path) => Invalid($"{path}: Field required");

    public static EmulatorRejectionException Extra(string path) => Invalid($"{path}: Extra inputs are not permitted");

    /// <summary>Reads the body of a request as a JSON object.</summary>
    public static JsonElement ReadObject(EmulatorRequest request)
    {
        try
        {
            var root = request.ReadJson();
            return root.ValueKind == JsonValueKind.Object ? root : throw Invalid("Input should be a valid dictionary");
        }
        catch (JsonException exception)
        {
            throw Invalid($"The request body is not valid JSON: {exception.Message}");
        }
    }

    /// <summary>Reads a text that must be there.</summary>
    public static string Text(JsonElement owner, string name, string path) => owner.Member(name) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString()!,
        { ValueKind: JsonValueKind.Undefined } => throw Missing($"{path}{name}"),
        _ => throw Invalid($"{path}{name}: Input should be a valid string"),
    };

    /// <summary>Checks that a number, where there is one, is within its bounds.</summary>
    public static void CheckNumber(JsonElement root, string name, double least, double most = double.MaxValue)
    {
        var value = root.Member(name);
        if (value.ValueKind == JsonValueKind.Undefined)
        {
            return;
        }

        if (value.ValueKind != JsonValueKind.Number)
        {
            throw Invalid($"{name}: Input should be a valid number");
        }

        if (value.GetDouble() < least)
        {
            throw Invalid(FormattableString.Invariant($"{name}: Input should be greater than or equal to {least}"));
        }

        if (value.GetDouble() > most)
        {
            throw Invalid(FormattableString.Invariant($"{name}: Input should be less than or equal to {most}"));
        }
    }
}
