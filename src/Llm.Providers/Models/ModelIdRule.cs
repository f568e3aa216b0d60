namespace Llm.Providers;

/// <summary>One way in which an id that is not known can name a model that is.</summary>
/// <param name="Form">
/// <c>*</c> stands for the id that may be known, what is around it for what is taken off: <c>us.*</c>, <c>*:free</c>. Capitals stand for digits,
/// <c>YYYY</c> and <c>YY</c> of a year, <c>MM</c> of a month, <c>DD</c> of a day, <c>N</c> for any; <c>VENDOR</c> for a word without a slash.
/// </param>
/// <param name="IsSameModel">Whether both ids name the very same model, so that all facts hold; otherwise the model is a close relative.</param>
/// <param name="KeepsPrices">Whether the price list holds for both.</param>
/// <param name="KeepsLimits">Whether the limits hold for both.</param>
internal sealed record ModelIdRule(string Form, bool IsSameModel = false, bool KeepsPrices = true, bool KeepsLimits = true)
{
    private const string AnyVendor = "VENDOR/*";
    private const string FineTuned = "ft:*:REST";

    /// <summary>Takes off what the form describes.</summary>
    /// <returns>The id that may be known; <see langword="null"/> when the form does not fit.</returns>
    public string? Strip(string id)
    {
        if (Form is AnyVendor or FineTuned)
        {
            return Form == AnyVendor ? WithoutVendor(id) : Base(id);
        }

        return Form[0] == '*' ? WithoutSuffix(id, Form.AsSpan(1)) : WithoutPrefix(id, Form.AsSpan(0, Form.Length - 1));
    }

    private static string? WithoutVendor(string id) =>
        id.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash && slash < id.Length - 1 ? id[(slash + 1)..] : null;

    private static string? Base(string id) =>
        id.StartsWith("ft:", StringComparison.Ordinal) && id.IndexOf(':', 3) is > 3 and var end ? id[3..end] : null;

    private static string? WithoutPrefix(string id, ReadOnlySpan<char> prefix) =>
        id.Length > prefix.Length && id.AsSpan().StartsWith(prefix, StringComparison.Ordinal) ? id[prefix.Length..] : null;

    private static string? WithoutSuffix(string id, ReadOnlySpan<char> form) =>
        id.Length > form.Length && Fits(id.AsSpan(id.Length - form.Length), form) ? id[..^form.Length] : null;

    private static bool Fits(ReadOnlySpan<char> text, ReadOnlySpan<char> form)
    {
        for (var i = 0; i < form.Length;)
        {
            var length = form[i..].IndexOfAnyExcept(form[i]) is > 0 and var run ? run : form.Length - i;
            var fits = char.IsAsciiLetterUpper(form[i]) ? IsNumber(text.Slice(i, length), form[i]) : text.Slice(i, length).SequenceEqual(form.Slice(i, length));
            if (!fits)
            {
                return false;
            }

            i += length;
        }

        return true;
    }

    private static bool IsNumber(ReadOnlySpan<char> digits, char kind) =>
        !digits.ContainsAnyExceptInRange('0', '9') && int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture) is var number && kind switch
        {
            'Y' => digits.Length == 2 ? number is >= 20 and < 40 : number is >= 2020 and < 2040,
            'M' => number is >= 1 and <= 12,
            'D' => number is >= 1 and <= 31,
            _ => true,
        };
}
