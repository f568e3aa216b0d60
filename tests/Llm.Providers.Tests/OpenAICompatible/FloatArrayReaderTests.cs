using System.Globalization;
using System.Text;
using System.Text.Json;
using Llm.Providers.OpenAICompatible;

namespace Llm.Providers.Tests.OpenAICompatible;

public sealed class FloatArrayReaderTests
{
    [Fact]
    public void Every_bit_is_as_the_runtime_would_read_it()
    {
        var random = new Random(7);
        for (var i = 0; i < 200_000; i++)
        {
            var text = Number(random);

            var read = FloatArrayReader.Read(Encoding.UTF8.GetBytes($"{text}]"), expected: 0, out _);

            Assert.Equal(BitConverter.SingleToInt32Bits(float.Parse(text, CultureInfo.InvariantCulture)), BitConverter.SingleToInt32Bits(Assert.Single(read)));
        }
    }

    [Theory]
    [InlineData("]", new float[0], 1)]
    [InlineData(" ] ", new float[0], 2)]
    [InlineData("0,-0.5 , 1e3,\n2E-1,1.5e+2]}", new[] { 0f, -0.5f, 1000f, 0.2f, 150f }, 26)]
    [InlineData("1.00000000000000000000000001]", new[] { 1f }, 29)]
    public void Numbers_are_read_up_to_the_bracket(string json, float[] expected, int consumed)
    {
        Assert.Equal(expected, FloatArrayReader.Read(Encoding.UTF8.GetBytes(json), expected: 0, out var read));
        Assert.Equal(consumed, read);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("1,")]
    [InlineData("1,]")]
    [InlineData("1 2]")]
    [InlineData("01]")]
    [InlineData("-]")]
    [InlineData("+1]")]
    [InlineData(".5]")]
    [InlineData("1.]")]
    [InlineData("1.e2]")]
    [InlineData("1e]")]
    [InlineData("1e+]")]
    [InlineData("null]")]
    [InlineData("NaN]")]
    [InlineData("\"1\"]")]
    [InlineData("[1]]")]
    [InlineData("1}")]
    [InlineData("")]
    public void What_is_no_array_of_JSON_numbers_is_refused(string json)
    {
        Assert.Throws<JsonException>(() => FloatArrayReader.Read(Encoding.UTF8.GetBytes(json), expected: 0, out _));
    }

    private static string Number(Random random)
    {
        var bits = BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue));
        return random.Next(5) switch
        {
            0 => (float.IsFinite(bits) ? bits : 1f).ToString("R", CultureInfo.InvariantCulture),
            1 => ((random.NextDouble() - 0.5) / 10).ToString("R", CultureInfo.InvariantCulture),
            2 => ((random.NextSingle() - 0.5f) / 10).ToString("F20", CultureInfo.InvariantCulture),
            3 => $"{random.NextInt64()}.{random.NextInt64()}e{random.Next(-60, 40)}",

            // The middle between two neighbours, and a hair beside it.
            _ => ((double)MathF.Abs(float.IsFinite(bits) ? bits : 1f) + (Math.BitIncrement((double)1e-9) * random.Next(-1, 2))).ToString("E17", CultureInfo.InvariantCulture),
        };
    }
}
