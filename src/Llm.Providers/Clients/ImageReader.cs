using System.Globalization;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers;

/// <summary>Reads an image from a stream: no more than allowed, and nothing that is no image.</summary>
internal static class ImageReader
{
    public static async Task<DataContent> ReadAsync(Stream stream, int maxBytes, CancellationToken cancellationToken)
    {
        if (stream.CanSeek && stream.Length - stream.Position > maxBytes)
        {
            throw TooLarge(maxBytes);
        }

        using var buffer = new PooledBuffer(64 * 1024);
        int read;
        while ((read = await stream.ReadAsync(buffer.GetMemory(1), cancellationToken).ConfigureAwait(false)) > 0)
        {
            buffer.Advance(read);
            if (buffer.Length > maxBytes)
            {
                throw TooLarge(maxBytes);
            }
        }

        var type = ImageSniffer.Detect(buffer.Span) ?? throw new LlmProviderException(LlmErrorKind.InvalidRequest, $"The stream holds no image known here: its {buffer.Length} bytes do not start like one. Check what was opened.");
        return new(buffer.Span.ToArray(), type);
    }

    private static LlmProviderException TooLarge(int maxBytes) => new(
        LlmErrorKind.InvalidRequest, string.Create(CultureInfo.InvariantCulture, $"The image is larger than {maxBytes} bytes; make it smaller or raise maxBytes."));
}
