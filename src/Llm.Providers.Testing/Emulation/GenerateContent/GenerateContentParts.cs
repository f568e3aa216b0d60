using System.Text.Json;

namespace Llm.Providers.Testing;

/// <summary>Reads the parts of a content.</summary>
internal static class GenerateContentParts
{
    private static readonly string[] s_data =
        ["text", "inlineData", "fileData", "functionCall", "functionResponse", "executableCode", "codeExecutionResult", "toolCall", "toolResponse"];

    private static readonly string[] s_beside = ["thought", "thoughtSignature", "videoMetadata", "mediaResolution", "partMetadata"];

    /// <summary>Checks that a part holds one thing, in a shape that is known.</summary>
    public static void Check(JsonElement part, string path)
    {
        GeminiRejections.CheckNames(part, $"{path}.parts", [.. s_data, .. s_beside]);
        if (s_data.Count(name => part.Field(name).ValueKind != JsonValueKind.Undefined) != 1)
        {
            throw GeminiRejections.Invalid($"* GenerateContentRequest.{path}.parts: required oneof field 'data' must have one initialized field\n");
        }

        GeminiRejections.CheckNames(part.Field("inlineData"), $"{path}.parts.inline_data", "mimeType", "data", "displayName");
        GeminiRejections.CheckNames(part.Field("fileData"), $"{path}.parts.file_data", "mimeType", "fileUri", "displayName");
        GeminiRejections.CheckNames(part.Field("functionCall"), $"{path}.parts.function_call", "id", "name", "args");
        GeminiRejections.CheckNames(part.Field("functionResponse"), $"{path}.parts.function_response", "id", "name", "response", "parts", "willContinue", "scheduling");
        if (part.Field("functionResponse") is { ValueKind: JsonValueKind.Object } result && result.Field("response").ValueKind != JsonValueKind.Object)
        {
            throw GeminiRejections.Invalid($"Invalid value at '{path}.parts.function_response.response' (type.googleapis.com/google.protobuf.Struct)");
        }
    }

    /// <summary>Reads the data a part holds or points at; null when it is another part.</summary>
    public static ScenarioMedia? ReadMedia(JsonElement part)
    {
        if (part.Field("fileData") is { ValueKind: JsonValueKind.Object } file)
        {
            return new(file.TextField("mimeType"), default, file.TextField("fileUri"));
        }

        if (part.Field("inlineData") is not { ValueKind: JsonValueKind.Object } data)
        {
            return null;
        }

        var type = data.TextField("mimeType") is { Length: > 0 } given ? given : throw GeminiRejections.Invalid("Unable to process input image. Please retry or report in https://developers.generativeai.google/guide/troubleshooting");
        return data.Field("data") is { ValueKind: JsonValueKind.String } text && text.TryGetBytesFromBase64(out var bytes)
            ? new(type, bytes)
            : throw GeminiRejections.Invalid("Invalid value at 'contents.parts.inline_data.data' (TYPE_BYTES), Base64 decoding failed");
    }
}
