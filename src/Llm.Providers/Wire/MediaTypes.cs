using Microsoft.Extensions.AI;

namespace Llm.Providers.Wire;

/// <summary>Media types as they really are.</summary>
public static class MediaTypes
{
    /// <summary>Tells whether data is text that a wire without files can carry as words.</summary>
    /// <param name="mediaType">The media type, without parameters.</param>
    /// <returns><see langword="true"/> for <c>text/*</c>, JSON, XML and YAML.</returns>
    public static bool IsText(string mediaType)
    {
        ArgumentNullException.ThrowIfNull(mediaType);
        return mediaType.StartsWith("text/", StringComparison.OrdinalIgnoreCase) || mediaType is "application/json" or "application/xml" or "application/yaml";
    }

    /// <summary>Finds the media type of an image by its bytes. Vendors refuse a JPEG that is called PNG.</summary>
    /// <param name="image">The image.</param>
    /// <param name="call">The call, which is warned when the declared type is wrong.</param>
    /// <returns>What the bytes say; the declared type when they say nothing.</returns>
    public static string OfImage(DataContent image, ChatCall call)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(call);
        var actual = ImageSniffer.Detect(image.Data.Span);
        if (actual is null || string.Equals(actual, image.MediaType, StringComparison.OrdinalIgnoreCase) || image.MediaType is "image/jpg" or "image/heif")
        {
            return image.MediaType == "image/jpg" ? "image/jpeg" : image.MediaType;
        }

        call.Warn($"An image called {image.MediaType} is {actual} and was sent as such.");
        return actual;
    }
}
