using System.Text.Json;

namespace Llm.Providers.Testing;

/// <summary>Reads the content of one message: a string, or a list of parts.</summary>
/// <param name="Text">The text parts, joined by line breaks.</param>
/// <param name="Media">The images, sounds and files.</param>
internal sealed record ChatCompletionsContent(string Text, IReadOnlyList<ScenarioMedia> Media)
{
    /// <param name="message">The message that holds the content.</param>
    /// <param name="path">Where the message stands.</param>
    /// <param name="allowed">The types of parts its role may have.</param>
    public static ChatCompletionsContent Read(JsonElement message, string path, params string[] allowed)
    {
        var content = message.Member("content");
        path += ".content";
        return content.ValueKind switch
        {
            JsonValueKind.String => new(content.GetString()!, []),
            JsonValueKind.Array => ReadParts(content, path, allowed),
            JsonValueKind.Undefined => throw Rejections.Invalid("Invalid value for 'content': expected a string, got null.", path),
            _ => throw Rejections.WrongType(path, "one of a string or array of objects", content),
        };
    }

    private static ChatCompletionsContent ReadParts(JsonElement parts, string path, string[] allowed)
    {
        if (parts.GetArrayLength() == 0)
        {
            throw Rejections.Empty(path);
        }

        var texts = new List<string>();
        var media = new List<ScenarioMedia>();
        var index = 0;
        foreach (var part in parts.EnumerateArray())
        {
            var place = $"{path}[{index++}]";
            var type = part.TextOr("type", "");
            if (!allowed.Contains(type))
            {
                throw Rejections.Unknown(place + ".type", type, allowed);
            }

            if (type is "text" or "refusal")
            {
                texts.Add(part.Member(type) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : throw Rejections.Missing($"{place}.{type}"));
            }
            else if (type != "thinking")
            {
                media.Add(ReadMedia(part, type, place));
            }
        }

        return new(string.Join('\n', texts), media);
    }

    private static ScenarioMedia ReadMedia(JsonElement part, string type, string path)
    {
        var value = part.Member(type);
        switch (type)
        {
            case "image_url":
                // The bare address is older than the object, and still taken: https://docs.mistral.ai/capabilities/vision/.
                return ReadImage(value.ValueKind == JsonValueKind.String ? value.GetString()! : value.TextOr("url", ""), path + ".image_url.url");
            case "input_audio":
                var data = ReadBase64(value.TextOr("data", ""), path + ".input_audio.data");
                var format = value.TextOr("format", "");
                return format is "wav" or "mp3"
                    ? new("audio/" + format, data)
                    : throw Rejections.Unknown(path + ".input_audio.format", format, "wav", "mp3");
            default:
                return value.TextOr("file_data", "") is { Length: > 0 } file
                    ? DataUrl.Read(file) ?? throw InvalidUrl(path + ".file.file_data")
                    : value.TextOr("file_id", "") is { Length: > 0 } id
                        ? new("application/octet-stream", default, id)
                        : throw Rejections.Missing(path + ".file.file_id");
        }
    }

    private static ScenarioMedia ReadImage(string url, string path)
    {
        if (DataUrl.Read(url) is { } image)
        {
            return image.MediaType.StartsWith("image/", StringComparison.Ordinal) && !image.Bytes.IsEmpty ? image : throw InvalidUrl(path);
        }

        return Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? new("image/*", default, url)
            : throw InvalidUrl(path);
    }

    private static byte[] ReadBase64(string text, string path) =>
        TryReadBase64(text) is { Length: > 0 } bytes
            ? bytes
            : throw Rejections.Invalid($"Invalid '{path}'. Expected base64-encoded data.", path, "invalid_value");

    private static byte[]? TryReadBase64(string text)
    {
        var bytes = new byte[text.Length * 3 / 4];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : null;
    }

    private static EmulatorRejectionException InvalidUrl(string path) =>
        Rejections.Invalid($"Invalid '{path}'. Expected a valid URL, but got a value with an invalid format.", path, "invalid_value");
}
