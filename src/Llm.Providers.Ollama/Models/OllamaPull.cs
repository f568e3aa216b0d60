using System.Text.Json;
using Llm.Providers.Wire;

namespace Llm.Providers.Ollama;

/// <summary>Pulls a model, <c>/api/pull</c>: a line for each step.</summary>
/// <remarks>See <see href="https://docs.ollama.com/api/pull">the reference</see>.</remarks>
internal sealed class OllamaPull(string apiPath, string model) : OperationProtocol<OllamaPullProgress>
{
    /// <summary>The server checks what it downloaded without a word; for tens of gigabytes on a slow disk that takes minutes.</summary>
    public override TimeSpan? Idle => TimeSpan.FromMinutes(30);

    public override void Render(WireRequest request)
    {
        request.Path = apiPath + "pull";
        request.Json.WriteStartObject();
        request.Json.WriteString("model"u8, model);
        request.Json.WriteBoolean("stream"u8, true);
        request.Json.WriteEndObject();
    }

    public override OllamaPullProgress Parse(ReadOnlySpan<byte> body)
    {
        var line = JsonElement.Parse(body);
        if (line.TryGetProperty("error"u8, out _) && OllamaErrors.Parse(body) is { Message: { } words } error)
        {
            // "pull model manifest: file does not exist" is how a model that nobody published is answered, with status 200.
            var kind = words.Contains("does not exist", StringComparison.Ordinal) || words.Contains("not found", StringComparison.Ordinal) ? LlmErrorKind.ModelNotFound : LlmErrorKind.Unknown;
            throw new LlmProviderException(kind, $"Pulling {model} failed: {words}.") { VendorMessage = words, ErrorCode = error.Code };
        }

        return new(line.Text("status"u8) ?? "", line.Text("digest"u8), line.Number("total"u8), line.Number("completed"u8));
    }

    public override WireError ParseError(ReadOnlySpan<byte> body) => OllamaErrors.Parse(body);
}
