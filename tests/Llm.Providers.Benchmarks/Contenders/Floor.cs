using System.Buffers;
using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Llm.Providers.Benchmarks;

/// <summary>The least that .NET's own parts need for a call: no checks, no errors, no objects beyond the values wanted.</summary>
internal sealed class Floor(HttpClient http, string path)
{
    private static readonly Uri s_base = new("https://bench.example/v1/");
    private static readonly MediaTypeHeaderValue s_json = new("application/json");

    private readonly Uri _address = new(s_base, path);

    /// <summary>Reads a stream of which only the string named last on the way is wanted.</summary>
    public async Task<long> StreamAsync(byte[] request, byte[] member)
    {
        using var response = await SendAsync(new ByteArrayContent(request)).ConfigureAwait(false);
        using var body = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
        var length = 0L;
        await foreach (var item in SseParser.Create(body, (_, data) => Find(data, member)).EnumerateAsync().ConfigureAwait(false))
        {
            length += item.Data.Length;
        }

        return length;
    }

    /// <summary>Reads an answer that comes whole.</summary>
    public async Task<long> WholeAsync(HttpContent request)
    {
        using var response = await SendAsync(request).ConfigureAwait(false);
        var (buffer, length) = await ReadAsync(response).ConfigureAwait(false);
        var text = Find(buffer.AsSpan(0, length), "content"u8);
        ArrayPool<byte>.Shared.Return(buffer);
        return text.Length;
    }

    /// <summary>Reads vectors.</summary>
    public async Task<long> VectorsAsync(byte[] request, int count, int dimensions)
    {
        using var response = await SendAsync(new ByteArrayContent(request)).ConfigureAwait(false);
        var (buffer, length) = await ReadAsync(response).ConfigureAwait(false);
        var vectors = ReadVectors(buffer.AsSpan(0, length), count, dimensions);
        ArrayPool<byte>.Shared.Return(buffer);
        return vectors.Sum(v => (long)v.Length);
    }

    private Task<HttpResponseMessage> SendAsync(HttpContent content)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, _address) { Content = content };
        request.Headers.Authorization = new("Bearer", "key");
        content.Headers.ContentType = s_json;
        return http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private static async Task<(byte[] Buffer, int Length)> ReadAsync(HttpResponseMessage response)
    {
        using var body = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
        var buffer = ArrayPool<byte>.Shared.Rent((int)response.Content.Headers.ContentLength!);
        return (buffer, await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false).ConfigureAwait(false));
    }

    private static string Find(ReadOnlySpan<byte> data, ReadOnlySpan<byte> member)
    {
        if (data.SequenceEqual("[DONE]"u8))
        {
            return "";
        }

        var reader = new Utf8JsonReader(data);
        var text = "";
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals(member))
            {
                reader.Read();
                text = reader.GetString() ?? "";
            }
        }

        return text;
    }

    private static float[][] ReadVectors(ReadOnlySpan<byte> data, int count, int dimensions)
    {
        var vectors = new float[count][];
        var next = 0;
        var reader = new Utf8JsonReader(data);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("embedding"u8))
            {
                var vector = vectors[next++] = new float[dimensions];
                reader.Read();
                if (reader.TokenType == JsonTokenType.String)
                {
                    Decode(reader.ValueSpan, vector);
                    continue;
                }

                for (var i = 0; reader.Read() && reader.TokenType == JsonTokenType.Number; i++)
                {
                    vector[i] = reader.GetSingle();
                }
            }
        }

        return vectors;
    }

    private static void Decode(ReadOnlySpan<byte> base64, float[] vector)
    {
        // The decoder wants room for whole groups of four characters, also where the last is padding.
        var bytes = ArrayPool<byte>.Shared.Rent(Base64.GetMaxDecodedFromUtf8Length(base64.Length));
        Base64.DecodeFromUtf8(base64, bytes, out _, out var written);
        bytes.AsSpan(0, written).CopyTo(MemoryMarshal.AsBytes(vector.AsSpan()));
        ArrayPool<byte>.Shared.Return(bytes);
    }
}
