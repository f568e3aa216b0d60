using System.Globalization;
using System.Text;

namespace Llm.Providers;

/// <summary>Writes an object of the normalised form, member by member. What is not known is not written.</summary>
internal sealed class CatalogJson
{
    private readonly StringBuilder _text = new("{");

    public CatalogJson Text(string name, string? value) => value is null ? this : Raw(name, Quote(value));

    public CatalogJson Number(string name, int? value) => value is { } number ? Raw(name, number.ToString(CultureInfo.InvariantCulture)) : this;

    /// <summary>Writes flags or the value of an enumeration; 0 is not written.</summary>
    public CatalogJson Flags(string name, int value) => value == 0 ? this : Number(name, value);

    public CatalogJson Flag(string name, bool? value) => value is { } flag ? Raw(name, flag ? "true" : "false") : this;

    public CatalogJson Texts(string name, IEnumerable<string> values) => List(name, values.Select(Quote));

    public CatalogJson List(string name, IEnumerable<string> json) => json.Any() ? Raw(name, $"[{string.Join(",", json)}]") : this;

    public CatalogJson Raw(string name, string? json)
    {
        if (json is not null)
        {
            _text.Append(_text.Length > 1 ? "," : "").Append(Quote(name)).Append(':').Append(json);
        }

        return this;
    }

    public override string ToString() => $"{_text}}}";

    /// <summary>Writes a text. Quotes are escaped by number, so that three of them never stand side by side in a literal of C#.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var isPair = char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            if (isPair)
            {
                quoted.Append(c).Append(text[++i]);
            }
            else if (c is '"' or '\\' or < ' ' or '\u007F' or '\u0085' or '\u2028' or '\u2029' || char.IsSurrogate(c))
            {
                // A surrogate on its own has no UTF-8 form.
                quoted.Append(char.IsSurrogate(c) ? "\\uFFFD" : $"\\u{((int)c).ToString("X4", CultureInfo.InvariantCulture)}");
            }
            else
            {
                quoted.Append(c);
            }
        }

        return quoted.Append('"').ToString();
    }
}
