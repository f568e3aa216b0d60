using System.Text.Json;
using Llm.Providers.OpenAICompatible;
using Llm.Providers.Wire;

namespace Llm.Providers.OpenAI;

/// <summary>Counts the tokens of a request. See <see href="https://platform.openai.com/docs/api-reference/responses/input-tokens">the reference</see>.</summary>
internal sealed class ResponsesTokenCount(ChatCall call, ResponsesDialect dialect) : OperationProtocol<long>
{
    public override void Render(WireRequest request)
    {
        request.Path = dialect.TokenCountPath!;
        new ResponsesRequest(call, request, dialect).WriteForCount();
    }

    public override long Parse(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        return JsonElement.ParseValue(ref reader).Number("input_tokens"u8) ?? throw new JsonException("The answer has no input_tokens.");
    }
}
