using System.Text.Json;
using Llm.Providers.Wire;

namespace Llm.Providers.Anthropic;

/// <summary>Reads an answer that was not streamed.</summary>
internal static class MessagesParser
{
    public static void ReadWhole(JsonElement root, ChatResponseWriter response)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("The answer is no object.");
        }

        if (root.Text("type"u8) == "error" || root.Member("error"u8).ValueKind == JsonValueKind.Object)
        {
            response.Fail(MessagesErrors.From(root));
            return;
        }

        if (root.Member("content"u8).ValueKind != JsonValueKind.Array)
        {
            throw new JsonException("The answer has no content.");
        }

        AnswerProperties.Read(root, response);
        var index = 0;
        foreach (var block in root.Items("content"u8))
        {
            AnswerBlocks.Write(block, index++, response);
        }

        var usage = new MessagesUsage();
        usage.Read(root.Member("usage"u8), response);
        usage.Complete(response);
    }
}
