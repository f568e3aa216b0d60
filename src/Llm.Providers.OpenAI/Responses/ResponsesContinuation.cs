using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Llm.Providers.OpenAICompatible;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.OpenAI;

/// <summary>Where an answer that is made in the background can be taken up again: its id and, of a stream, the last event that was read.</summary>
internal static class ResponsesContinuation
{
    public static ResponseContinuationToken Create(string responseId, long? after)
    {
        var buffer = new ArrayBufferWriter<byte>(64);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("response"u8, responseId);
            if (after is { } number)
            {
                json.WriteNumber("after"u8, number);
            }

            json.WriteEndObject();
        }

        return ResponseContinuationToken.FromBytes(buffer.WrittenMemory);
    }

    /// <summary>Reads a token.</summary>
    /// <exception cref="LlmProviderException">It was not made here.</exception>
    public static (string ResponseId, long? After) Read(ResponseContinuationToken token)
    {
        try
        {
            var json = JsonElement.Parse(token.ToBytes().Span);
            return (json.Text("response"u8) ?? throw new JsonException("There is no id."), json.Number("after"u8));
        }
        catch (JsonException e)
        {
            throw new LlmProviderException(LlmErrorKind.InvalidRequest, "ChatOptions.ContinuationToken was not made by the responses protocol. Give the one of the answer that goes on.", e);
        }
    }

    public static void Render(ResponseContinuationToken token, ChatCall call, WireRequest request, ResponsesDialect dialect)
    {
        if (call.Messages.Count > 0)
        {
            throw new LlmProviderException(LlmErrorKind.InvalidRequest, "ChatOptions.ContinuationToken takes up an answer that is under way already; messages cannot be added to it. Give none.");
        }

        var (id, after) = Read(token);
        request.Method = HttpMethod.Get;
        request.Path = $"{dialect.Path}/{Uri.EscapeDataString(id)}";
        if (call.Stream)
        {
            request.Path += after is { } number ? string.Create(CultureInfo.InvariantCulture, $"?stream=true&starting_after={number}") : "?stream=true";
        }
    }
}
