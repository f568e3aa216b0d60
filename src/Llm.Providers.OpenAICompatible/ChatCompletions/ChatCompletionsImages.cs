using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Llm.Providers.OpenAICompatible;

/// <summary>Reads images a model made.</summary>
internal static class ChatCompletionsImages
{
    public static AIContent Read(JsonElement image)
    {
        var url = image.ValueKind == JsonValueKind.String ? image.GetString()! : image.GetProperty("url"u8).GetString()!;
        return url.StartsWith("data:", StringComparison.OrdinalIgnoreCase) ? new DataContent(url) : new UriContent(new Uri(url), "image/*");
    }
}
