using System.Text.Json;

namespace Llm.Providers.Testing;

/// <summary>Refusals in the words of Ollama's server, and checks that end in one.</summary>
internal static class OllamaFaults
{
    private static readonly string[] s_integers = ["num_ctx", "num_predict", "num_keep", "num_batch", "num_gpu", "main_gpu", "num_thread", "seed", "top_k", "repeat_last_n", "mirostat"];
    private static readonly string[] s_numbers = ["temperature", "top_p", "min_p", "tfs_z", "typical_p", "repeat_penalty", "presence_penalty", "frequency_penalty", "mirostat_tau", "mirostat_eta"];

    public static EmulatorRejectionException Invalid(string message, int status = 400) => new(new() { Status = status, Message = message });

    public static EmulatorRejectionException ModelNotFound(string name) => Invalid($"model '{name}' not found", 404);

    public static EmulatorRejectionException WrongType(JsonElement found, string path, string expected) =>
        Invalid($"json: cannot unmarshal {Name(found)} into Go struct field {path} of type {expected}");

    public static JsonElement ReadObject(EmulatorRequest request)
    {
        if (request.Body.IsEmpty)
        {
            throw Invalid("missing request body");
        }

        try
        {
            var root = request.ReadJson();
            return root.ValueKind == JsonValueKind.Object ? root : throw WrongType(root, "ChatRequest", "api.ChatRequest");
        }
        catch (JsonException exception)
        {
            throw Invalid("invalid character in request: " + exception.Message);
        }
    }

    public static string ReadModel(JsonElement root) => root.Member("model") switch
    {
        { ValueKind: JsonValueKind.String } model when model.GetString() is { Length: > 0 } id => id,
        { ValueKind: JsonValueKind.Undefined or JsonValueKind.String } => root.TextOr("name", "") is { Length: > 0 } old ? old : throw Invalid("model is required"),
        var other => throw WrongType(other, "ChatRequest.model", "string"),
    };

    /// <summary>Checks the types of what is known among <c>options</c>; what is not known is passed over, as the server does.</summary>
    public static void CheckOptions(JsonElement root)
    {
        var options = root.Member("options");
        if (options.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Object))
        {
            throw WrongType(options, "ChatRequest.options", "map[string]interface {}");
        }

        foreach (var name in s_integers)
        {
            Require(options, name, v => v.ValueKind == JsonValueKind.Number, "integer");
        }

        foreach (var name in s_numbers)
        {
            Require(options, name, v => v.ValueKind == JsonValueKind.Number, "float32");
        }

        Require(options, "stop", v => v.ValueKind == JsonValueKind.Array, "array");
    }

    public static void CheckThink(JsonElement root)
    {
        var think = root.Member("think");
        var known = think.ValueKind is JsonValueKind.Undefined or JsonValueKind.True or JsonValueKind.False
            || (think.ValueKind == JsonValueKind.String && think.GetString() is "low" or "medium" or "high" or "max");
        if (!known)
        {
            throw Invalid($"invalid think value: {think.GetRawText()} (must be \"high\", \"medium\", \"low\", true, or false)");
        }
    }

    private static void Require(JsonElement options, string name, Func<JsonElement, bool> valid, string type)
    {
        if (options.Has(name) && !valid(options.Member(name)))
        {
            throw Invalid($"option \"{name}\" must be of type {type}");
        }
    }

    private static string Name(JsonElement found) => found.ValueKind switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        JsonValueKind.True or JsonValueKind.False => "bool",
        _ => "null",
    };
}
