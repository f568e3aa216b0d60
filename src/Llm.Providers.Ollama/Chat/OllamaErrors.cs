using System.Globalization;
using System.Text;
using System.Text.Json;
using Llm.Providers.Wire;

namespace Llm.Providers.Ollama;

/// <summary>Reads errors: <c>{"error": "words"}</c>, where the words may themselves be JSON that the runner of the model wrote.</summary>
internal static class OllamaErrors
{
    public static WireError Parse(ReadOnlySpan<byte> body)
    {
        var error = WireError.Parse(body);
        if (error.Message is { } words && words.TrimStart().StartsWith('{'))
        {
            var inner = WireError.Parse(Encoding.UTF8.GetBytes(words));
            error = inner.Message is null ? error : inner;
        }

        return error.Code is null && Status(body) is { } status ? error with { Code = status } : error;
    }

    // In the middle of a stream the server writes the status it would have answered with beside the words.
    private static string? Status(ReadOnlySpan<byte> body)
    {
        try
        {
            var json = JsonElement.Parse(body);
            return (json.Number("status_code"u8) ?? json.Number("StatusCode"u8))?.ToString(CultureInfo.InvariantCulture);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
