using System.Globalization;
using System.Text;
using System.Text.Json;
using CsCheck;
using Llm.Providers.OpenAICompatible;

namespace Llm.Providers.Tests.OpenAICompatible.Embeddings;

public sealed class FloatArrayReaderTests
{
    private const int Arrays = 10_000;
    private const int NumbersInArray = 100;

    private static readonly string[] s_corners =
    [
        "0", "-0", "0.0", "-0.0e5", "1", "-1", "1e-45", "1.4e-45", "7e-46", "7.1e-46", "1.17549435e-38", "1.1754942e-38", "3.4028235e38", "3.4028236e38",
        "9007199254740993", "16777217", "16777217.0000001", "33554433", "0.1", "1E+22", "1e23", "123456789012345678901234567890",
    ];

    private static readonly Gen<string> s_digits = Gen.Char["0123456789"].Array[1, 25].Select(d => new string(d));

    private static readonly Gen<string> s_number = Gen.Frequency(
        (4, Gen.Float.Where(float.IsFinite).Select(f => f.ToString("R", CultureInfo.InvariantCulture))),
        (2, Gen.Float[-1, 1].Select(f => f.ToString("G9", CultureInfo.InvariantCulture))),
        (4, Gen.Double[-1, 1].Select(d => d.ToString("G17", CultureInfo.InvariantCulture))),
        (2, Gen.Double[-1, 1].Select(d => d.ToString("F20", CultureInfo.InvariantCulture))),
        (2, Gen.Double.Where(d => double.IsFinite(d) && Math.Abs(d) < 1e60).Select(d => d.ToString("E16", CultureInfo.InvariantCulture))),
        (3, Gen.Select(Gen.Float.Where(f => float.IsFinite(f) && f != 0), Gen.Int[-3, 3]).Select(Halfway)),
        (1, Gen.Int[0, 0x7FFFFF].Select(b => BitConverter.Int32BitsToSingle(b).ToString("G17", CultureInfo.InvariantCulture))),
        (2, Gen.Select(Gen.Bool, s_digits, s_digits, Gen.Int[-60, 60], Gen.Int[0, 3]).Select(Compose)),
        (1, Gen.Int[0, s_corners.Length - 1].Select(i => s_corners[i])));

    [Fact]
    public void A_million_numbers_are_read_to_the_last_bit() => s_number.Array[NumbersInArray].Sample(Check, iter: Arrays);

    [Theory]
    [InlineData("]", 0, 1)]
    [InlineData("  ]", 0, 3)]
    [InlineData("1]", 1, 2)]
    [InlineData(" 1 , 2 ]x", 2, 8)]
    public void It_ends_with_the_bracket(string json, int count, int consumed)
    {
        Assert.Equal(count, FloatArrayReader.Read(Encoding.UTF8.GetBytes(json), 0, out var read).Length);
        Assert.Equal(consumed, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("1,")]
    [InlineData("1,]")]
    [InlineData(",1]")]
    [InlineData("-]")]
    [InlineData("1e")]
    [InlineData("-")]
    [InlineData("x]")]
    [InlineData("\"1\"]")]
    [InlineData("[1]]")]
    [InlineData("NaN]")]
    public void Anything_else_is_no_array_of_numbers(string json) => Assert.ThrowsAny<JsonException>(() => FloatArrayReader.Read(Encoding.UTF8.GetBytes(json), 0, out _));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1536)]
    [InlineData(int.MaxValue)]
    public void A_wrong_guess_of_the_length_does_no_harm(int expected) =>
        Assert.Equal(Enumerable.Range(0, 5000).Select(i => (float)i), FloatArrayReader.Read(Encoding.UTF8.GetBytes(string.Join(',', Enumerable.Range(0, 5000)) + "]"), expected, out _));

    private static void Check(string[] numbers)
    {
        var read = FloatArrayReader.Read(Encoding.UTF8.GetBytes(string.Join(',', numbers) + "]"), 0, out _);
        for (var i = 0; i < numbers.Length; i++)
        {
            var expected = float.Parse(numbers[i], NumberStyles.Float, CultureInfo.InvariantCulture);
            if (BitConverter.SingleToInt32Bits(expected) != BitConverter.SingleToInt32Bits(read[i]))
            {
                Assert.Fail($"{numbers[i]} was read as {read[i]:R} instead of {expected:R}.");
            }
        }
    }

    // The middle between two neighbours, exactly or within a few units of the 64-bit form, is where rounding twice goes wrong.
    private static string Halfway((float Number, int Steps) at)
    {
        var middle = ((double)at.Number + MathF.BitIncrement(at.Number)) / 2;
        var near = BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(middle) + at.Steps);
        return double.IsFinite(near) ? near.ToString("G17", CultureInfo.InvariantCulture) : "0";
    }

    private static string Compose((bool Negative, string Whole, string Fraction, int Exponent, int Form) p)
    {
        var whole = p.Whole.TrimStart('0') is { Length: > 0 } digits ? digits : "0";
        var sign = p.Negative ? "-" : "";
        return p.Form switch
        {
            0 => sign + whole,
            1 => $"{sign}{whole}.{p.Fraction}",
            2 => string.Create(CultureInfo.InvariantCulture, $"{sign}0.{p.Fraction}e{p.Exponent}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{sign}{whole}E{p.Exponent:+00;-00}"),
        };
    }
}
