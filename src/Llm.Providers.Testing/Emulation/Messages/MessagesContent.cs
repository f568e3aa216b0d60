using System.Text.Json;

namespace Llm.Providers.Testing;

/// <summary>Reads the blocks that carry words and media.</summary>
internal static class MessagesContent
{
    /// <summary>Reads instructions: a text, or a list of texts.</summary>
    public static string ReadSystem(JsonElement system, string path) => system.ValueKind switch
    {
        JsonValueKind.Undefined => "",
        JsonValueKind.String => system.GetString()!,
        JsonValueKind.Array => string.Join('\n', system.EnumerateArray().Select((block, index) => block.TextOr("type", "") == "text"
            ? ReadText(block, $"{path}.{index}")
            : throw MessagesFaults.Invalid($"{path}.{index}.type: Input should be 'text'"))),
        _ => throw MessagesFaults.Invalid($"{path}: Input should be a valid string or list"),
    };

    /// <summary>Reads a text, which must say something.</summary>
    public static string ReadText(JsonElement block, string path)
    {
        var text = MessagesFaults.Text(block, "text", path + ".");
        return text.Length == 0 ? throw MessagesFaults.Invalid("messages: text content blocks must be non-empty")
            : string.IsNullOrWhiteSpace(text) ? throw MessagesFaults.Invalid("messages: text content blocks must contain non-whitespace text")
            : text;
    }

    /// <summary>Reads an image, a document or a file.</summary>
    public static ScenarioMedia ReadMedia(JsonElement block, string type, string path)
    {
        if (type == "container_upload")
        {
            return new("application/octet-stream", default, MessagesFaults.Text(block, "file_id", path + "."));
        }

        var source = block.Has("source") ? block.Member("source") : throw MessagesFaults.Missing(path + ".source");
        var any = type == "image" ? "image/*" : "application/pdf";
        path += ".source.";
        switch (source.TextOr("type", ""))
        {
            case "base64":
                return new(ReadMediaType(source, type, path), ReadBase64(MessagesFaults.Text(source, "data", path), path));
            case "url":
                var address = MessagesFaults.Text(source, "url", path);
                return Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
                    ? new(any, default, address)
                    : throw MessagesFaults.Invalid($"{path}url: Input should be a valid URL");
            case "file":
                return new(any, default, MessagesFaults.Text(source, "file_id", path));
            case "text" when type == "document":
                return new("text/plain", System.Text.Encoding.UTF8.GetBytes(MessagesFaults.Text(source, "data", path)));
            case "content" when type == "document":
                return new("text/plain", default, "content");
            case var other:
                throw MessagesFaults.Invalid($"{path}type: Input tag '{other}' does not match any of the expected tags");
        }
    }

    private static string ReadMediaType(JsonElement source, string type, string path)
    {
        var mediaType = MessagesFaults.Text(source, "media_type", path);
        var isKnown = type == "image" ? mediaType is "image/jpeg" or "image/png" or "image/gif" or "image/webp" : mediaType == "application/pdf";
        return isKnown ? mediaType : throw MessagesFaults.Invalid($"{path}media_type: Input should be {(type == "image" ? "'image/jpeg', 'image/png', 'image/gif' or 'image/webp'" : "'application/pdf'")}");
    }

    private static byte[] ReadBase64(string text, string path)
    {
        var bytes = new byte[text.Length * 3 / 4];
        return Convert.TryFromBase64String(text, bytes, out var length) && length > 0 ? bytes[..length] : throw MessagesFaults.Invalid($"{path}data: Invalid base64 data");
    }
}
