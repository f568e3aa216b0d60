using System.Text.Json;

namespace Llm.Providers.Testing;

/// <summary>Refusals in the words of OpenAI's API, and checks that end in one.</summary>
internal static class Rejections
{
    public static EmulatorRejectionException Invalid(string message, string? parameter = null, string? code = null) =>
        new(new() { Status = 400, Message = message, Parameter = parameter, Code = code });

    public static EmulatorRejectionException Missing(string parameter) =>
        Invalid($"Missing required parameter: '{parameter}'.", parameter, "missing_required_parameter");

    public static EmulatorRejectionException WrongType(string parameter, string expected, JsonElement found) =>
        Invalid($"Invalid type for '{parameter}': expected {expected}, but got {Name(found)} instead.", parameter, "invalid_type");

    public static EmulatorRejectionException Unknown(string parameter, string value, params string[] supported) =>
        Invalid($"Invalid value: '{value}'. Supported values are: {string.Join(", ", supported.Select(word => $"'{word}'"))}.", parameter, "invalid_value");

    public static EmulatorRejectionException Empty(string parameter) =>
        Invalid($"Invalid '{parameter}': empty array. Expected an array with minimum length 1, but got an empty array instead.", parameter, "empty_array");

    public static EmulatorRejectionException TooLong(string parameter, int most) => Invalid(
        $"Invalid '{parameter}': array too long. Expected an array with maximum length {most}.",
        parameter,
        "array_above_max_length");

    /// <summary>Reads the body of a request as a JSON object.</summary>
    public static JsonElement ReadObject(EmulatorRequest request)
    {
        try
        {
            var root = request.ReadJson();
            return root.ValueKind == JsonValueKind.Object ? root : throw Invalid("Invalid body: expected a JSON object.");
        }
        catch (JsonException exception)
        {
            throw Invalid("We could not parse the JSON body of your request. " + exception.Message);
        }
    }

    /// <summary>Reads the model, which every request must name.</summary>
    public static string ReadModel(JsonElement root) => root.Member("model") switch
    {
        { ValueKind: JsonValueKind.String } model when model.GetString() is { Length: > 0 } id => id,
        { ValueKind: JsonValueKind.Undefined or JsonValueKind.String } => throw Invalid("you must provide a model parameter"),
        var other => throw WrongType("model", "a string", other),
    };

    /// <summary>Reads the model; on a path that names a deployment it is that one, whatever the body says.</summary>
    public static string ReadModel(EmulatorCall call, JsonElement root) => call.Id.Length > 0 ? call.Id : ReadModel(root);

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
            throw WrongType(name, "a number", value);
        }

        var (number, text) = (value.GetDouble(), value.GetRawText());
        if (number < least)
        {
            throw Invalid($"Invalid '{name}': below minimum value. Expected a value >= {least}, but got {text} instead.", name, "below_min_value");
        }

        if (number > most)
        {
            throw Invalid($"Invalid '{name}': above maximum value. Expected a value <= {most}, but got {text} instead.", name, "above_max_value");
        }
    }

    /// <summary>Checks that a flag, where there is one, is a flag.</summary>
    public static void CheckFlag(JsonElement root, string name)
    {
        if (root.Member(name) is { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.True or JsonValueKind.False) } value)
        {
            throw WrongType(name, "a boolean", value);
        }
    }

    private static string Name(JsonElement found) => found.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        _ => "null",
    };
}
