using System.Globalization;
using Microsoft.Extensions.AI;

namespace Llm.Providers;

/// <summary>The laws of one stream, update by update.</summary>
internal sealed class StreamLaws(ChatClientMetadata? metadata, string? modelId)
{
    private readonly HashSet<string> _calls = new(StringComparer.Ordinal);
    private string? _messageId;
    private string? _responseId;
    private bool _usageSeen;
    private bool _finished;
    private int _index = -1;

    public void Check(ChatResponseUpdate update)
    {
        _index++;
        Require(!_finished, "nothing after the finish", "an update follows the one with the finish reason");
        Require(update.Role == ChatRole.Assistant, "the role is set", $"the role is {update.Role?.Value ?? "null"}");
        Require(!string.IsNullOrEmpty(update.MessageId) && update.MessageId == (_messageId ??= update.MessageId), "one message id", $"the id is {update.MessageId ?? "null"} after {_messageId ?? "null"}");
        Require(!string.IsNullOrEmpty(update.ResponseId) && update.ResponseId == (_responseId ??= update.ResponseId), "one response id", $"the id is {update.ResponseId ?? "null"} after {_responseId ?? "null"}");
        foreach (var content in update.Contents)
        {
            Check(content);
        }

        _finished = update.FinishReason is not null;
    }

    public void End() => Require(_finished, "an end only after the finish", "the stream ended without a finish reason");

    private void Check(AIContent? content)
    {
        switch (content)
        {
            case null:
                Break("contents are never null", "a content is null");
                break;
            case TextReasoningContent reasoning:
                Require(!string.IsNullOrEmpty(reasoning.Text) || !string.IsNullOrEmpty(reasoning.ProtectedData) || reasoning.AdditionalProperties is { Count: > 0 }, "text is never empty", "reasoning is empty");
                break;
            case TextContent text:
                Require(!string.IsNullOrEmpty(text.Text) || text.Annotations is { Count: > 0 }, "text is never empty", "text is empty");
                break;
            case FunctionCallContent call:
                Require(!string.IsNullOrEmpty(call.Name) && !string.IsNullOrEmpty(call.CallId), "a tool call has an id and a name", $"a call of '{call.Name}' has the id '{call.CallId}'");
                Require(_calls.Add(call.CallId), "an id of its own for each tool call", $"'{call.CallId}' comes again");
                break;
            case UsageContent:
                Require(!_usageSeen, "one usage at most", "a second usage");
                _usageSeen = true;
                break;
        }
    }

    private void Require(bool holds, string law, string found)
    {
        if (!holds)
        {
            Break(law, found);
        }
    }

    private void Break(string law, string found)
    {
        var (provider, model) = (metadata?.ProviderName ?? "unknown", modelId ?? metadata?.DefaultModelId ?? "unknown");
        throw new LlmProviderException(LlmErrorKind.MalformedResponse, string.Create(CultureInfo.InvariantCulture, $"{provider}/{model} breaks the law of streams '{law}' at update {_index}: {found}. The provider's code or the vendor's answer is at fault, not the call."))
        {
            ProviderId = provider, ModelId = model,
        };
    }
}
