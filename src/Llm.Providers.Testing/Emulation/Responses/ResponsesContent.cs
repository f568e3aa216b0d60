using System.Text.Json;

namespace Llm.Providers.Testing;

/// <summary>Reads the content of a message or the output of a tool: a string, or a list of parts.</summary>
/// <param name="Text">The text parts, joined by line breaks.</param>
/// <param name="Media">The images and files.</param>
internal sealed record ResponsesContent(string Text, IReadOnlyList<ScenarioMedia> Media)
{
    private static readonly string[] s_inputs = ["input_text", "input_image", "input_file"];

    private static readonly string[] s_outputs = ["output_text", "refusal"];

    public static ResponsesContent Read(JsonElement content, string path, bool isOutput) => content.ValueKind switch
    {
        JsonValueKind.String => new(content.GetString()!, []),
        JsonValueKind.Array => ReadParts(content, path, isOutput ? s_outputs : s_inputs),
        JsonValueKind.Undefined => throw Rejections.Missing(path),
        _ => throw Rejections.WrongType(path, "one of a string or an array of objects", content),
    };

    private static ResponsesContent ReadParts(JsonElement parts, string path, string[] allowed)
    {
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

            if (type is "input_image" or "input_file")
            {
                media.Add(ReadMedia(part, type, place));
                continue;
            }

            var name = type == "refusal" ? "refusal" : "text";
            texts.Add(part.Member(name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : throw Rejections.Missing($"{place}.{name}"));
        }

        return new(string.Join('\n', texts), media);
    }

    private static ScenarioMedia ReadMedia(JsonElement part, string type, string path)
    {
        var isImage = type == "input_image";
        var unknownType = isImage ? "image/*" : "application/octet-stream";
        if (part.TextOr("file_id", "") is { Length: > 0 } id)
        {
            return new(unknownType, default, id);
        }

        if (!isImage && part.TextOr("file_url", "") is { Length: > 0 } address)
        {
            return new(unknownType, default, address);
        }

        var name = isImage ? "image_url" : "file_data";
        var url = part.TextOr(name, "") is { Length: > 0 } given ? given : throw Rejections.Missing($"{path}.{name}");
        if (!isImage && !part.Has("filename"))
        {
            throw Rejections.Missing(path + ".filename");
        }

        return DataUrl.Read(url) is { Bytes.IsEmpty: false } media && (!isImage || media.MediaType.StartsWith("image/", StringComparison.Ordinal)) ? media
            : isImage && Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? new(unknownType, default, url)
            : throw Rejections.Invalid($"Invalid '{path}.{name}'. Expected a valid URL, but got a value with an invalid format.", $"{path}.{name}", "invalid_value");
    }
}
