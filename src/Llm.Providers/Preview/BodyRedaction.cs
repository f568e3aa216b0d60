using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Llm.Providers;

/// <summary>Masks the secrets that a body may carry for remote tools, such as the token of an MCP server. A body without any stays as it is, byte for byte.</summary>
internal static class BodyRedaction
{
    private const string Headers = "headers";

    // Where the members of a JSON schema stand: a tool with a parameter called "password" is told of with its type, which is no secret.
    private static readonly string[] s_schemas = ["properties", "$defs"];

    public static byte[] Redact(byte[] body)
    {
        using var document = JsonDocument.Parse(body);
        var buffer = new ArrayBufferWriter<byte>(body.Length);
        using var json = new Utf8JsonWriter(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        var found = false;
        Copy(document.RootElement, json, "", ref found);
        json.Flush();
        return found ? buffer.WrittenSpan.ToArray() : body;
    }

    private static void Copy(JsonElement value, Utf8JsonWriter json, string owner, ref bool found)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var member in value.EnumerateObject())
                {
                    json.WritePropertyName(member.Name);
                    CopyMember(member, json, owner, ref found);
                }

                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Copy(item, json, owner, ref found);
                }

                json.WriteEndArray();
                break;
            case JsonValueKind.String when owner.EndsWith("url", StringComparison.OrdinalIgnoreCase) && value.GetString() is { } address && Secrets.MaskQuery(address) is var masked && masked != address:
                found = true;
                json.WriteStringValue(masked);
                break;
            default:
                value.WriteTo(json);
                break;
        }
    }

    private static void CopyMember(JsonProperty member, Utf8JsonWriter json, string owner, ref bool found)
    {
        var isOfSchema = s_schemas.Contains(owner) && member.Value.ValueKind == JsonValueKind.Object;
        var isSecret = !isOfSchema && (owner.Equals(Headers, StringComparison.OrdinalIgnoreCase) || Secrets.IsMember(member.Name));
        if (isSecret && member.Value.ValueKind is not (JsonValueKind.Null or JsonValueKind.True or JsonValueKind.False))
        {
            found = true;
            json.WriteStringValue(Secrets.Mask);
            return;
        }

        Copy(member.Value, json, isOfSchema ? "" : member.Name, ref found);
    }
}
