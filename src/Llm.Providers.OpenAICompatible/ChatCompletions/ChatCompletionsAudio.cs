using System.Text;
using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.OpenAICompatible;

/// <summary>Puts the sound of an answer together; in a stream each chunk holds a piece in base64 of its own.</summary>
internal sealed class ChatCompletionsAudio
{
    public const string IdProperty = "audio.id";
    private const string TranscriptProperty = "audio.transcript";
    private const string ExpiresProperty = "audio.expires_at";

    private readonly List<byte> _bytes = [];
    private readonly StringBuilder _transcript = new();
    private string? _id;
    private long? _expires;

    public void Read(ref Utf8JsonReader reader)
    {
        var audio = JsonElement.ParseValue(ref reader);
        if (audio.Text("id"u8) is { Length: > 0 } id)
        {
            _id = id;
        }

        _transcript.Append(audio.Text("transcript"u8));
        if (audio.Number("expires_at"u8) is { } seconds and > 0)
        {
            _expires = seconds;
        }

        if (audio.Text("data"u8) is { Length: > 0 } encoded)
        {
            _bytes.AddRange(Convert.FromBase64String(encoded));
        }
    }

    public void Complete(ChatResponseWriter response)
    {
        if (_bytes.Count == 0 && _transcript.Length == 0)
        {
            return;
        }

        byte[] bytes = [.. _bytes];
        var content = new DataContent(bytes, MediaType(bytes)) { AdditionalProperties = [] };
        content.AdditionalProperties[IdProperty] = _id;
        content.AdditionalProperties[TranscriptProperty] = _transcript.ToString();
        if (_expires is { } expires)
        {
            content.AdditionalProperties[ExpiresProperty] = expires;
        }

        response.WriteContent(content);
    }

    // The wire does not say which format the sound is in: that was in the request. Raw samples have no mark of their own.
    private static string MediaType(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith("RIFF"u8) ? "audio/wav"
        : bytes.StartsWith("ID3"u8) || (bytes.Length > 1 && bytes[0] == 0xFF && (bytes[1] & 0xE0) == 0xE0) ? "audio/mpeg"
        : bytes.StartsWith("OggS"u8) ? "audio/ogg"
        : bytes.StartsWith("fLaC"u8) ? "audio/flac"
        : "audio/pcm";
}
