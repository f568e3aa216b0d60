using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Llm.Providers.OpenAICompatible;

/// <summary>Reads images a model made.</summary>
internal static class ChatCompletionsImages
{
    /// <summary>Reads an image given as an address or as an object that holds one.</summary>
    /// <returns>The image; <see langword="null"/> when there is no address to be made out.</returns>
    public static AIContent? Read(JsonElement image) =>
        (image.ValueKind == JsonValueKind.String ? image.GetString() : image.Text("url"u8)) switch
        {
            null => null,
            var url when url.StartsWith("data:", StringComparison.OrdinalIgnoreCase) => new DataContent(url),
            var url => Uri.TryCreate(url, UriKind.Absolute, out var address) ? new UriContent(address, "image/*") : null,
        };
}
