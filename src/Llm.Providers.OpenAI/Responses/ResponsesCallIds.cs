using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.OpenAI;

/// <summary>Knows the tool calls of a history, so that results go back under the same ids and in the same kind of item.</summary>
internal sealed class ResponsesCallIds(ChatCall call)
{
    // call_id is refused when it is longer: https://platform.openai.com/docs/api-reference/responses/create
    private const int MaxLength = 64;

    private readonly Dictionary<string, (string Written, bool IsFreeform)> _calls = [];

    /// <summary>Remembers a call.</summary>
    /// <returns>The id as it is written: that of the host itself as it came, another so that the host takes it.</returns>
    public string Add(FunctionCallContent tool, bool isFreeform)
    {
        var isNative = call.IsOwn(tool) && ResponsesItem.Get(tool) is not null;
        var written = isNative ? tool.CallId : ToolCallIds.Fit(tool.CallId, MaxLength);
        _calls[tool.CallId] = (written, isFreeform);
        return written;
    }

    /// <summary>Finds the id of a result. One whose call is not in the history belongs to a conversation the host keeps.</summary>
    public string Of(string callId) =>
        _calls.TryGetValue(callId, out var known) ? known.Written
        : string.IsNullOrEmpty(call.Options.ConversationId) ? ToolCallIds.Fit(callId, MaxLength)
        : callId;

    public bool IsFreeform(string callId) => _calls.GetValueOrDefault(callId).IsFreeform;
}
