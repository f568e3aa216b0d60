using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers;

/// <summary>
/// Brings calls and results of a history together, once for every wire: each vendor answers a call without a result, a result without a
/// call, or one that comes too late with an error of its own.
/// </summary>
internal sealed class HistoryRepair
{
    private readonly ChatCall _call;
    private readonly IReadOnlyList<ChatMessage> _messages;
    private readonly HashSet<FunctionResultContent> _taken = new(ReferenceEqualityComparer.Instance);
    private readonly List<ChatMessage> _repaired = [];

    private HistoryRepair(ChatCall call)
    {
        _call = call;
        _messages = call.Messages;
    }

    /// <summary>Repairs what can be repaired without inventing anything: results move behind their call, calls nobody answered are left out.</summary>
    /// <param name="call">The call; its list and its messages stay as they are, and what was changed is a warning of it.</param>
    /// <returns>The same call when there is nothing to repair.</returns>
    /// <exception cref="LlmProviderException"><see cref="LlmErrorKind.InvalidRequest"/> when there is a result without a call.</exception>
    public static ChatCall Repair(ChatCall call) => IsPaired(call.Messages) ? call : call.With(new HistoryRepair(call).Rebuild());

    // The usual history: the results of a message's calls, all of them and in any order, are all the messages behind it hold.
    private static bool IsPaired(IReadOnlyList<ChatMessage> messages)
    {
        for (var i = 0; i < messages.Count; i++)
        {
            var calls = messages[i].Role == ChatRole.Assistant ? Count<FunctionCallContent>(messages[i]) : 0;
            if (calls == 0)
            {
                if (Count<FunctionResultContent>(messages[i]) > 0)
                {
                    return false;
                }

                continue;
            }

            var results = 0;
            var last = i;
            while (last + 1 < messages.Count && messages[last + 1].Role == ChatRole.Tool && results < calls)
            {
                last++;
                results += Answers(messages[last], messages[i]);
            }

            if (results != calls || Count<FunctionResultContent>(messages[i]) > 0)
            {
                return false;
            }

            i = last;
        }

        return true;
    }

    private static int Count<T>(ChatMessage message)
    {
        var count = 0;
        for (var i = 0; i < message.Contents.Count; i++)
        {
            count += message.Contents[i] is T ? 1 : 0;
        }

        return count;
    }

    // Ids may repeat within a message: as many results as calls is what matters then.
    private static int Answers(ChatMessage results, ChatMessage calls)
    {
        var count = 0;
        for (var i = 0; i < results.Contents.Count; i++)
        {
            if (results.Contents[i] is not FunctionResultContent result)
            {
                continue;
            }

            if (!HasCall(calls, result.CallId))
            {
                return int.MinValue / 2;
            }

            count++;
        }

        return count;
    }

    // A loop, because this runs for every result of every history and a closure would cost each 88 bytes.
    private static bool HasCall(ChatMessage message, string callId)
    {
        for (var i = 0; i < message.Contents.Count; i++)
        {
            if (message.Contents[i] is FunctionCallContent call && call.CallId == callId)
            {
                return true;
            }
        }

        return false;
    }

    private List<ChatMessage> Rebuild()
    {
        for (var i = 0; i < _messages.Count; i++)
        {
            var answers = new List<AIContent>();
            var kept = new List<AIContent>();
            foreach (var content in _messages[i].Contents)
            {
                switch (content)
                {
                    case FunctionCallContent when _messages[i].Role != ChatRole.Assistant:
                        kept.Add(content); // each wire refuses it by name
                        break;
                    case FunctionCallContent call when FindResult(call, i) is { } result:
                        kept.Add(call);
                        answers.Add(result);
                        break;
                    case FunctionCallContent call:
                        _call.Warn($"The call of {call.Name} that was never {(call.AdditionalProperties?.ContainsKey(LlmPropertyNames.RawArguments) == true ? "run" : "answered")} was left out of the history.");
                        break;
                    case FunctionResultContent result when _taken.Contains(result):
                        break;
                    case FunctionResultContent result:
                        throw Orphan(result, i);
                    default:
                        kept.Add(content);
                        break;
                }
            }

            Add(_messages[i], kept);
            if (answers.Count > 0)
            {
                _repaired.Add(ResultsMessage(answers, i));
            }
        }

        return _repaired;
    }

    private FunctionResultContent? FindResult(FunctionCallContent call, int after)
    {
        for (var i = after; i < _messages.Count; i++)
        {
            foreach (var content in _messages[i].Contents)
            {
                if (content is FunctionResultContent result && result.CallId == call.CallId && _taken.Add(result))
                {
                    if (_messages[i].Role != ChatRole.Tool || HasOtherBetween(after, i))
                    {
                        _call.Warn($"The result of {call.Name} was moved behind its call.");
                    }

                    return result;
                }
            }
        }

        return null;
    }

    private bool HasOtherBetween(int call, int result)
    {
        for (var i = call + 1; i < result; i++)
        {
            if (_messages[i].Role != ChatRole.Tool)
            {
                return true;
            }
        }

        return false;
    }

    // Reasoning that led to nothing but calls goes with them: no vendor takes it alone.
    private void Add(ChatMessage message, List<AIContent> kept)
    {
        if (kept.Count == message.Contents.Count)
        {
            _repaired.Add(message);
        }
        else if (kept.Exists(c => c is not (TextReasoningContent or UsageContent)))
        {
            var copy = message.Clone();
            copy.Contents = kept;
            _repaired.Add(copy);
        }
    }

    private ChatMessage ResultsMessage(List<AIContent> answers, int call) =>
        call + 1 < _messages.Count && _messages[call + 1] is { } next && next.Role == ChatRole.Tool && next.Contents.SequenceEqual(answers) ? next : new(ChatRole.Tool, answers);

    private static LlmProviderException Orphan(FunctionResultContent result, int index) => new(
        LlmErrorKind.InvalidRequest,
        $"Message {index} holds a result for the call '{result.CallId}', but no message before it has that call, or the call has a result already. Keep the assistant message that made the call in the history, or remove the result.");
}
