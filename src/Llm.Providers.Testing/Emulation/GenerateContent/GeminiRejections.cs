using System.Text.Json;

namespace Llm.Providers.Testing;

/// <summary>Refusals in the words of Google's API, and checks that end in one.</summary>
internal static class GeminiRejections
{
    public static EmulatorRejectionException Invalid(string message) => new(new() { Status = 400, Message = message });

    public static EmulatorRejectionException Unknown(string name, string path) =>
        Invalid($"Invalid JSON payload received. Unknown name \"{name}\"{(path.Length > 0 ? $" at '{path}'" : "")}: Cannot find field.");

    /// <summary>Reads the body of a request as a JSON object.</summary>
    public static JsonElement ReadObject(EmulatorRequest request)
    {
        try
        {
            var root = request.ReadJson();
            return root.ValueKind == JsonValueKind.Object ? root : throw Invalid("Invalid JSON payload received. Root element must be a message.");
        }
        catch (JsonException exception)
        {
            throw Invalid($"Invalid JSON payload received. {exception.Message}");
        }
    }

    /// <summary>Checks that an object has members with these names only.</summary>
    public static void CheckNames(JsonElement element, string path, params ReadOnlySpan<string> known)
    {
        if (element.ValueKind is not (JsonValueKind.Object or JsonValueKind.Undefined))
        {
            throw Invalid($"Invalid value at '{path}' (type.googleapis.com/google.ai.generativelanguage), {element.GetRawText()}");
        }

        foreach (var member in element.ValueKind == JsonValueKind.Object ? element.EnumerateObject() : default)
        {
            if (!known.Contains(ProtoJson.Camel(member.Name)))
            {
                throw Unknown(member.Name, path);
            }
        }
    }

    /// <summary>Checks that a number, where there is one, is within its bounds.</summary>
    public static void CheckNumber(JsonElement owner, string name, double least, double most)
    {
        var value = owner.Field(name);
        if (value.ValueKind == JsonValueKind.Undefined)
        {
            return;
        }

        if (value.ValueKind != JsonValueKind.Number)
        {
            throw Invalid($"Invalid value at 'generation_config.{name}', {value.GetRawText()}");
        }

        var number = value.GetDouble();
        if (number < least || number > most)
        {
            throw Invalid($"Unable to submit request because it has a {name} value of {value.GetRawText()} but the supported range is from {least} to {most}.");
        }
    }
}
