using System.Text.Json;

namespace Llm.Providers.Testing;

/// <summary>One input of an endpoint that takes a text, tokens, or a list of either.</summary>
/// <param name="Text">The text; tokens are shown as their JSON.</param>
/// <param name="Tokens">Its size in tokens.</param>
internal sealed record TextInput(string Text, int Tokens)
{
    private const int Most = 2048;

    public static List<TextInput> Read(JsonElement root, string name)
    {
        var value = root.Member(name);
        switch (value.ValueKind)
        {
            case JsonValueKind.Undefined:
                throw Rejections.Missing(name);
            case JsonValueKind.String:
                return [FromText(value, name)];
            case not JsonValueKind.Array:
                throw Rejections.WrongType(name, "a string or an array", value);
        }

        if (value.GetArrayLength() == 0)
        {
            throw Rejections.Empty(name);
        }

        if (value[0].ValueKind == JsonValueKind.Number)
        {
            return [FromTokens(value, name)];
        }

        return value.GetArrayLength() <= Most
            ? [.. value.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.Array ? FromTokens(item, name) : FromText(item, name))]
            : throw Rejections.TooLong(name, Most);
    }

    private static TextInput FromText(JsonElement value, string name)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Rejections.WrongType(name, "a string", value);
        return text.Length > 0
            ? new(text, TokenEstimate.Of(text))
            : throw Rejections.Invalid($"Invalid '{name}': input cannot be an empty string.", name, "invalid_value");
    }

    private static TextInput FromTokens(JsonElement value, string name)
    {
        if (value.GetArrayLength() == 0)
        {
            throw Rejections.Empty(name);
        }

        return value.EnumerateArray().All(token => token.ValueKind == JsonValueKind.Number && token.TryGetInt32(out var id) && id >= 0)
            ? new(value.GetRawText(), value.GetArrayLength())
            : throw Rejections.Invalid($"Invalid '{name}': expected an array of token ids.", name, "invalid_type");
    }
}
