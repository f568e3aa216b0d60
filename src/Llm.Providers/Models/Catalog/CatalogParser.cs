using System.Text;

namespace Llm.Providers;

/// <summary>Reads the JSON of a catalog file, with the place of every value.</summary>
/// <remarks>
/// An analyzer cannot bring <c>System.Text.Json</c> along, and its reader would end at the first mistake. Here a mistake costs the object it stands in:
/// reading goes on behind that object, so that the other models of the file are there.
/// </remarks>
internal sealed class CatalogParser
{
    private const char End = '\0';

    /// <summary>Objects at this depth and above are left behind as a whole when something in them is wrong: the file, its list of models, a model.</summary>
    private const int RowDepth = 2;

    /// <summary>A catalog needs six levels; a file with more than this is not one, and would exhaust the stack.</summary>
    private const int MostLevels = 32;

    private readonly string _text;
    private readonly List<int> _lines = [0];
    private readonly List<CatalogFault> _faults;
    private int _at;

    private CatalogParser(string text, List<CatalogFault> faults)
    {
        (_text, _faults) = (text, faults);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n')
            {
                _lines.Add(i + 1);
            }
        }
    }

    /// <summary>Reads a text.</summary>
    /// <returns>The value at the root, as far as it could be read; <see langword="null"/> when there is none.</returns>
    public static CatalogNode? Parse(string text, List<CatalogFault> faults)
    {
        var parser = new CatalogParser(text, faults);
        try
        {
            var root = parser.Value(0);
            parser.SkipSpace();
            if (parser.Peek() != End)
            {
                parser.Report("there is more text behind the end of the file's value");
            }

            return root;
        }
        catch (SyntaxException e)
        {
            parser.Report(e);
            return null;
        }
    }

    private char Peek() => _at < _text.Length ? _text[_at] : End;

    private CatalogPosition PositionOf(int offset, int length)
    {
        var line = _lines.BinarySearch(offset);
        line = line < 0 ? ~line - 1 : line;
        return new(line + 1, offset - _lines[line] + 1, offset, Math.Max(0, Math.Min(length, _text.Length - offset)));
    }

    private void SkipSpace()
    {
        while (_at < _text.Length && _text[_at] is ' ' or '\t' or '\r' or '\n' or '\uFEFF')
        {
            _at++;
        }
    }

    private bool TryTake(char c)
    {
        if (Peek() != c || _at >= _text.Length)
        {
            return false;
        }

        _at++;
        return true;
    }

    private CatalogNode Value(int depth)
    {
        SkipSpace();
        if (depth > MostLevels)
        {
            throw new SyntaxException($"the file is nested deeper than {MostLevels} levels", _at);
        }

        return Peek() switch
        {
            '{' => Object(depth),
            '[' => List(depth),
            '"' => Text(),
            '-' or (>= '0' and <= '9') => Number(),
            End => throw new SyntaxException("the file ends where a value is expected", _at),
            >= 'a' and <= 'z' => Word(),
            var c => throw new SyntaxException($"'{c}' is not the beginning of a value", _at),
        };
    }

    private CatalogNode Object(int depth)
    {
        var (start, known) = (_at, _faults.Count);
        var node = new CatalogNode(CatalogNodeKind.Object, "", PositionOf(start, 1));
        try
        {
            Members(node, depth);
        }
        catch (SyntaxException e) when (depth <= RowDepth)
        {
            Report(e);
            SkipBehind(start);
        }

        node.IsBroken = _faults.Count != known;
        return node;
    }

    private void Members(CatalogNode node, int depth)
    {
        _at++;
        SkipSpace();
        if (TryTake('}'))
        {
            return;
        }

        while (true)
        {
            SkipSpace();
            if (Peek() != '"')
            {
                throw new SyntaxException("a name in quotes is expected", _at);
            }

            var name = Text();
            SkipSpace();
            if (!TryTake(':'))
            {
                throw new SyntaxException($"':' is expected after \"{name.Text}\"", _at);
            }

            node.Members.Add(new(name.Text, name.Position, Value(depth + 1)));
            if (!Continues('}'))
            {
                return;
            }
        }
    }

    private CatalogNode List(int depth)
    {
        var node = new CatalogNode(CatalogNodeKind.List, "", PositionOf(_at, 1));
        _at++;
        SkipSpace();
        if (TryTake(']'))
        {
            return node;
        }

        do
        {
            node.Items.Add(Value(depth + 1));
        }
        while (Continues(']'));

        return node;
    }

    /// <summary>Takes what stands behind a member or an item. A comma too many or one that is missing is reported, and reading goes on.</summary>
    /// <returns>Whether another one follows.</returns>
    private bool Continues(char end)
    {
        SkipSpace();
        if (TryTake(end))
        {
            return false;
        }

        var comma = _at;
        if (TryTake(','))
        {
            SkipSpace();
            if (Peek() != end)
            {
                return true;
            }

            Report($"the ',' before '{end}' is one too many", comma);
            _at++;
            return false;
        }

        if (Peek() != '"')
        {
            throw new SyntaxException($"',' or '{end}' is expected", _at);
        }

        Report("',' is missing before this");
        return true;
    }

    private CatalogNode Text()
    {
        var start = _at++;
        var text = new StringBuilder();
        while (true)
        {
            var c = Peek();
            if (c is '\n' or '\r' || _at >= _text.Length)
            {
                throw new SyntaxException("the text has no closing quote on its line", start);
            }

            _at++;
            if (c == '"')
            {
                return new(CatalogNodeKind.Text, text.ToString(), PositionOf(start, _at - start));
            }

            text.Append(c == '\\' ? Escape() : c < ' ' ? throw new SyntaxException("a control character must be written as \\u00XX", _at - 1) : c);
        }
    }

    private char Escape()
    {
        var c = Peek();
        _at++;
        if (c == 'u')
        {
            return Hexadecimal();
        }

        return c switch
        {
            '"' or '\\' or '/' => c,
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            _ => throw new SyntaxException("'\\' is followed by no escape that JSON knows", _at - 2),
        };
    }

    private char Hexadecimal()
    {
        var code = 0;
        for (var i = 0; i < 4; i++)
        {
            var digit = "0123456789abcdef".IndexOf(char.ToLowerInvariant(Peek()));
            code = digit < 0 ? throw new SyntaxException("'\\u' is followed by four hexadecimal digits", _at) : (code * 16) + digit;
            _at++;
        }

        return (char)code;
    }

    private CatalogNode Number()
    {
        var start = _at;
        while (Peek() is (>= '0' and <= '9') or '-' or '+' or '.' or 'e' or 'E')
        {
            _at++;
        }

        var text = _text.Substring(start, _at - start);
        return CatalogNumbers.IsJson(text)
            ? new(CatalogNodeKind.Number, text, PositionOf(start, text.Length))
            : throw new SyntaxException($"\"{text}\" is no number", start);
    }

    private CatalogNode Word()
    {
        var start = _at;
        while (Peek() is >= 'a' and <= 'z')
        {
            _at++;
        }

        var word = _text.Substring(start, _at - start);
        var kind = word switch
        {
            "true" => CatalogNodeKind.True,
            "false" => CatalogNodeKind.False,
            "null" => CatalogNodeKind.Null,
            _ => throw new SyntaxException($"\"{word}\" needs quotes", start),
        };
        return new(kind, word, PositionOf(start, word.Length));
    }

    /// <summary>Goes behind the object that begins at an offset, whatever is in it. Texts end at their line, so that a missing quote does not turn the rest inside out.</summary>
    private void SkipBehind(int start)
    {
        var (level, quoted) = (0, false);
        for (_at = start; _at < _text.Length; _at++)
        {
            switch (_text[_at])
            {
                case '\\' when quoted:
                    _at++;
                    break;
                case '"':
                    quoted = !quoted;
                    break;
                case '\n':
                    quoted = false;
                    break;
                case '{' or '[' when !quoted:
                    level++;
                    break;
                case '}' or ']' when !quoted && --level == 0:
                    _at++;
                    return;
            }
        }
    }

    private void Report(string message, int? offset = null) => Report(new SyntaxException(message, offset ?? _at));

    private void Report(SyntaxException e)
    {
        // Whatever is open when a file has ended is one mistake, not one for each level.
        if (e.Offset < _text.Length || _faults.Count == 0)
        {
            _faults.Add(new(CatalogRule.Syntax, $"This is not JSON: {e.Message}.", PositionOf(e.Offset, 1)));
        }
    }

    private sealed class SyntaxException(string message, int offset) : Exception(message)
    {
        public int Offset { get; } = offset;
    }
}
