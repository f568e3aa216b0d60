using System.Globalization;

namespace Llm.Providers;

/// <summary>How many tokens something takes.</summary>
/// <param name="Count">Tokens.</param>
/// <param name="IsEstimate"><see langword="false"/> when the vendor counted, <see langword="true"/> when this machine did, by a tokenizer or a rule.</param>
public readonly record struct TokenCount(long Count, bool IsEstimate)
{
    /// <summary>Gives the number alone.</summary>
    /// <param name="count">The count.</param>
    public static implicit operator long(TokenCount count) => count.Count;

    /// <summary>Gives the number alone.</summary>
    /// <returns>Tokens.</returns>
    public long ToInt64() => Count;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(IsEstimate ? "about " : "")}{Count} tokens");
}
