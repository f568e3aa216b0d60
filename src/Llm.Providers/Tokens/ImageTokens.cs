using System.Buffers.Binary;

namespace Llm.Providers;

/// <summary>Estimates the tokens of an image by its size: the rule of tiles that OpenAI publishes.</summary>
/// <remarks>
/// An image is scaled to fit 2,048 × 2,048, then so that its shorter side is 768; each tile of 512 × 512 takes 170 tokens, and 85 come on top.
/// See <see href="https://platform.openai.com/docs/guides/images-vision#calculating-costs">calculating costs</see>. Other vendors' figures are of the same order.
/// </remarks>
internal static class ImageTokens
{
    /// <summary>What an image of unknown size is taken for: one of 1,024 × 1,024.</summary>
    public const int Unknown = 765;

    public static int Count(ReadOnlySpan<byte> image) => Size(image) is ({ } width, { } height) && width > 0 && height > 0 ? Count(width, height) : Unknown;

    public static int Count(double width, double height)
    {
        var scale = Math.Min(1, 2048 / Math.Max(width, height));
        (width, height) = (width * scale, height * scale);
        scale = Math.Min(1, 768 / Math.Min(width, height));
        return 85 + (170 * (int)(Math.Ceiling(width * scale / 512) * Math.Ceiling(height * scale / 512)));
    }

    private static (int? Width, int? Height) Size(ReadOnlySpan<byte> image) => ImageSniffer.Detect(image) switch
    {
        "image/png" when image.Length >= 24 => (BinaryPrimitives.ReadInt32BigEndian(image[16..]), BinaryPrimitives.ReadInt32BigEndian(image[20..])),
        "image/gif" when image.Length >= 10 => (BinaryPrimitives.ReadUInt16LittleEndian(image[6..]), BinaryPrimitives.ReadUInt16LittleEndian(image[8..])),
        "image/jpeg" => JpegSize(image),
        _ => default,
    };

    // Segments follow each other, each with its length; the size stands in the one that starts a frame.
    private static (int? Width, int? Height) JpegSize(ReadOnlySpan<byte> image)
    {
        for (var at = 2; at + 9 <= image.Length && image[at] == 0xFF;)
        {
            var kind = image[at + 1];
            if (kind is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return (BinaryPrimitives.ReadUInt16BigEndian(image[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(image[(at + 5)..]));
            }

            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(image[(at + 2)..]);
        }

        return default;
    }
}
