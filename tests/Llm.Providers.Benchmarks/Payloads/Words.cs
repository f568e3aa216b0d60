namespace Llm.Providers.Benchmarks;

/// <summary>Text in pieces of about four characters, the same at every run. As in a language, few pieces are frequent and many are rare.</summary>
internal sealed class Words
{
    private const int Vocabulary = 1500;

    private readonly Random _random = new(20260101);
    private readonly string[] _words = new string[Vocabulary];

    public Words()
    {
        for (var i = 0; i < _words.Length; i++)
        {
            _words[i] = string.Create(_random.Next(2, 7), _random, static (word, random) =>
            {
                for (var k = 0; k < word.Length; k++)
                {
                    word[k] = k == 0 ? ' ' : (char)('a' + random.Next(26));
                }
            });
        }
    }

    /// <summary>Gives the next piece; one in forty holds a character that JSON escapes.</summary>
    public string Next()
    {
        var rank = Math.Pow(Vocabulary, _random.NextDouble()) - 1; // Zipf's law, near enough
        return _random.Next(40) == 0 ? ".\n\n" : _words[(int)rank];
    }

    public string Filler() => new('x', _random.Next(1, 12));

    public float NextFloat() => (_random.NextSingle() - 0.5f) / 10;

    public string Text(int length)
    {
        var text = "";
        while (text.Length < length)
        {
            text += Next();
        }

        return text[..length];
    }
}
