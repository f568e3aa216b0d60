using System.Text;

namespace Llm.Providers.Generators;

/// <summary>Code while it is written, line by line.</summary>
internal sealed class CodeText
{
    private readonly StringBuilder _text = new();
    private int _level;

    public void Line(string line = "")
    {
        if (line.Length > 0)
        {
            _text.Append(' ', 4 * _level).Append(line);
        }

        _text.Append('\n');
    }

    /// <summary>Writes lines of a raw text, which are indented like what surrounds them: the compiler takes the indentation off.</summary>
    public void Block(string lines)
    {
        foreach (var line in lines.Split('\n'))
        {
            Line(line);
        }
    }

    public void Open(string head)
    {
        Line(head);
        Line("{");
        _level++;
    }

    public void Close(string end = "")
    {
        _level--;
        Line("}" + end);
    }

    public override string ToString() => _text.ToString();
}
