using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Llm.Providers;

/// <summary>Masks the secrets that a body may carry for remote tools, such as the token of an MCP server. Everything else stays as it is, byte for byte.</summary>
internal static class BodyRedaction
{
    private static readonly string[] s_secrets = ["authorization", "authorization_token", "api_key", "apiKey", "access_token", "x-api-key", "password", "client_secret"];

    public static byte[] Redact(byte[] body)
    {
        var reader = new Utf8JsonReader(body);
        while (reader.Read())
        {
            if (IsSecret(ref reader))
            {
                return Rewrite(body);
            }
        }

        return body;
    }

    private static bool IsSecret(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.PropertyName)
        {
            return false;
        }

        foreach (var name in s_secrets)
        {
            if (reader.ValueTextEquals(name))
            {
                return true;
            }
        }

        return false;
    }

    private static byte[] Rewrite(byte[] body)
    {
        var buffer = new ArrayBufferWriter<byte>(body.Length);
        using (var json = new Utf8JsonWriter(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            var reader = new Utf8JsonReader(body);
            var isSecret = false;
            while (reader.Read())
            {
                Copy(ref reader, json, isSecret);
                isSecret = IsSecret(ref reader);
            }
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Copy(ref Utf8JsonReader reader, Utf8JsonWriter json, bool isSecret)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                json.WriteStartObject();
                break;
            case JsonTokenType.EndObject:
                json.WriteEndObject();
                break;
            case JsonTokenType.StartArray:
                json.WriteStartArray();
                break;
            case JsonTokenType.EndArray:
                json.WriteEndArray();
                break;
            case JsonTokenType.PropertyName:
                json.WritePropertyName(reader.GetString()!);
                break;
            case JsonTokenType.String:
                json.WriteStringValue(isSecret ? "***" : reader.GetString());
                break;
            default:
                json.WriteRawValue(reader.ValueSpan);
                break;
        }
    }
}
