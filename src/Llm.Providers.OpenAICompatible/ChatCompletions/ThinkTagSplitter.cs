using Llm.Providers.Wire;

namespace Llm.Providers.OpenAICompatible;

/// <summary>Takes <c>&lt;think&gt;</c> … <c>&lt;/think&gt;</c> at the head of an answer out of its text. A tag may be cut between chunks.</summary>
internal sealed class ThinkTagSplitter
{
    private const string Open = "<think>";
    private const string Close = "</think>";

    private State _state = State.Start;
    private string _held = "";
    private bool _skipsNewLines;

    private enum State
    {
        Start,
        Thinking,
        Answer,
    }

    public void Write(string text, ChatResponseWriter response)
    {
        _held += text;
        while (Step(response))
        {
        }
    }

    public void Complete(ChatResponseWriter response)
    {
        Emit(_held, response);
        _held = "";
    }

    private bool Step(ChatResponseWriter response) => _state switch
    {
        State.Start => StepStart(),
        State.Thinking => StepThinking(response),
        _ => StepAnswer(response),
    };

    private bool StepStart()
    {
        var head = _held.TrimStart();
        if (head.StartsWith(Open, StringComparison.Ordinal))
        {
            Enter(State.Thinking, head[Open.Length..]);
            return true;
        }

        if (Open.StartsWith(head, StringComparison.Ordinal))
        {
            return false; // may become the tag yet
        }

        _state = State.Answer;
        return true;
    }

    private bool StepThinking(ChatResponseWriter response)
    {
        SkipNewLines();
        var close = _held.IndexOf(Close, StringComparison.Ordinal);
        if (close >= 0)
        {
            response.WriteReasoning(_held[..close]);
            Enter(State.Answer, _held[(close + Close.Length)..]);
            return true;
        }

        var keep = TagStartLength(_held);
        response.WriteReasoning(_held[..^keep]);
        _held = keep == 0 ? "" : _held[^keep..];
        return false;
    }

    private bool StepAnswer(ChatResponseWriter response)
    {
        SkipNewLines();
        response.WriteText(_held);
        _held = "";
        return false;
    }

    private void Enter(State state, string rest)
    {
        _state = state;
        _held = rest;
        _skipsNewLines = true;
    }

    // The line breaks behind a tag belong to it, and may come in a later chunk than the tag.
    private void SkipNewLines()
    {
        if (_skipsNewLines)
        {
            _held = _held.TrimStart('\n');
            _skipsNewLines = _held.Length == 0;
        }
    }

    private void Emit(string text, ChatResponseWriter response)
    {
        if (_state == State.Thinking)
        {
            response.WriteReasoning(text);
        }
        else
        {
            response.WriteText(text);
        }
    }

    // The length of the longest end of the text that may be the start of the closing tag.
    private static int TagStartLength(string text)
    {
        for (var length = Math.Min(Close.Length - 1, text.Length); length > 0; length--)
        {
            if (Close.StartsWith(text[^length..], StringComparison.Ordinal))
            {
                return length;
            }
        }

        return 0;
    }
}
