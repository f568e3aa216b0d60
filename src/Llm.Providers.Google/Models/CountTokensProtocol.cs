using System.Text.Json;
using Llm.Providers.Wire;

namespace Llm.Providers.Google;

/// <summary>Counts the tokens of a conversation. AI Studio takes the request it would answer; Vertex AI takes its members.</summary>
/// <remarks>See <see href="https://ai.google.dev/api/tokens#method:-models.counttokens">countTokens</see>.</remarks>
internal sealed class CountTokensProtocol(GenerateContentProtocol chat, ChatCall call) : OperationProtocol<long>
{
    /// <inheritdoc/>
    public override void Render(WireRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var json = request.Json;
        request.Path = chat.Surface.PathOf(call.Model.Id, "countTokens");
        json.WriteStartObject();
        if (!chat.Surface.IsVertex)
        {
            json.WriteStartObject("generateContentRequest"u8);
            json.WriteString("model"u8, chat.Surface.NameOf(call.Model.Id));
        }

        chat.WriteMembers(call, request);
        if (!chat.Surface.IsVertex)
        {
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    /// <inheritdoc/>
    public override long Parse(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        using var document = JsonDocument.ParseValue(ref reader);
        return document.RootElement.Member("totalTokens"u8) is { ValueKind: JsonValueKind.Number } total ? total.GetInt64() : throw new JsonException("There is no totalTokens.");
    }

    /// <inheritdoc/>
    public override WireError ParseError(ReadOnlySpan<byte> body) => GeminiErrors.Parse(body);
}
