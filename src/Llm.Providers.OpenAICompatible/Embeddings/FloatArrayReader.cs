using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Llm.Providers.OpenAICompatible;

/// <summary>Reads an array of JSON numbers into 32-bit numbers, each bit as <see cref="float.Parse(ReadOnlySpan{byte}, NumberStyles, IFormatProvider?)"/> would give it.</summary>
/// <remarks>
/// Up to 18 digits fit an integer, and an integer times or over a power of ten up to 10^22 is at most two roundings away from the exact
/// value in 64 bits. Rounding that to 32 bits can go wrong only within those two steps of the middle between two neighbours; such
/// numbers, about one in 50 million, and all unusual ones go the long way.
/// See <see href="https://dl.acm.org/doi/10.1145/93542.93557">Clinger, How to read floating point numbers accurately</see>.
/// </remarks>
internal static class FloatArrayReader
{
    /// <summary>The largest number to which one more digit, or eight more, can be appended.</summary>
    private const long MaxBeforeOne = (long.MaxValue - 9) / 10;

    private const long MaxBeforeEight = (long.MaxValue - 99_999_999) / 100_000_000;

    private static readonly double[] s_powers = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22];

    /// <summary>Reads the numbers up to the closing bracket.</summary>
    /// <param name="json">What follows the opening bracket.</param>
    /// <param name="expected">How many are expected; 0 when unknown.</param>
    /// <param name="consumed">The number of bytes up to and with the closing bracket.</param>
    public static float[] Read(ReadOnlySpan<byte> json, int expected, out int consumed)
    {
        var values = ArrayPool<float>.Shared.Rent(Math.Clamp(expected, 16, 65536));
        try
        {
            var (count, position) = (0, 0);
            while (true)
            {
                position = SkipSpace(json, position);
                if (At(json, position) == ']' && count == 0)
                {
                    break;
                }

                if (count == values.Length)
                {
                    values = Grow(values);
                }

                values[count++] = ReadNumber(json, ref position);
                position = SkipSpace(json, position);
                if (At(json, position) == ']')
                {
                    break;
                }

                if (json[position++] != ',')
                {
                    throw new JsonException("A comma was expected between two numbers.");
                }
            }

            consumed = position + 1;
            return values.AsSpan(0, count).ToArray();
        }
        finally
        {
            ArrayPool<float>.Shared.Return(values);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte At(ReadOnlySpan<byte> json, int position) => position < json.Length ? json[position] : throw new JsonException("The array has no end.");

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int SkipSpace(ReadOnlySpan<byte> json, int position)
    {
        while (position < json.Length && json[position] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            position++;
        }

        return position;
    }

    private static float ReadNumber(ReadOnlySpan<byte> json, ref int position)
    {
        var start = position;
        var negative = At(json, position) == '-';
        position += negative ? 1 : 0;
        var (digits, tooMany, exponent) = (0L, false, 0);
        var before = position;
        ReadDigits(json, ref position, ref digits, ref tooMany);
        Require(position > before && (position == before + 1 || json[before] != '0'));
        if (position < json.Length && json[position] == '.')
        {
            before = ++position;
            ReadEights(json, ref position, ref digits, ref tooMany);
            ReadDigits(json, ref position, ref digits, ref tooMany);
            Require(position > before);
            exponent = before - position;
        }

        if (position < json.Length && (json[position] | 0x20) == 'e')
        {
            exponent += ReadExponent(json, ref position);
        }

        return !tooMany && TryScale(digits, exponent, out var value)
            ? negative ? -value : value
            : float.Parse(json[start..position], NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    // Nobody reads the array a second time: what is no JSON number must be found here.
    private static void Require(bool valid)
    {
        if (!valid)
        {
            throw new JsonException("A number was expected.");
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ReadDigits(ReadOnlySpan<byte> json, ref int position, ref long digits, ref bool tooMany)
    {
        while (position < json.Length && (uint)(json[position] - '0') <= 9)
        {
            tooMany |= digits > MaxBeforeOne;
            digits = unchecked((digits * 10) + (json[position++] - '0'));
        }
    }

    // Eight digits at a time, without a branch for each: two thirds of the time of reading vectors went into digits.
    // https://lemire.me/blog/2022/01/21/swar-explained-parsing-eight-digits/
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ReadEights(ReadOnlySpan<byte> json, ref int position, ref long digits, ref bool tooMany)
    {
        while (BinaryPrimitives.TryReadUInt64LittleEndian(json[position..], out var eight) && AreDigits(eight))
        {
            eight -= 0x3030303030303030;
            eight = (eight * 10) + (eight >> 8);
            eight = (((eight & 0x000000FF000000FF) * 0x000F424000000064) + (((eight >> 16) & 0x000000FF000000FF) * 0x0000271000000001)) >> 32;
            tooMany |= digits > MaxBeforeEight;
            digits = unchecked((digits * 100_000_000) + (long)eight);
            position += sizeof(ulong);
        }
    }

    private static bool AreDigits(ulong eight) =>
        ((eight & 0xF0F0F0F0F0F0F0F0) | (((eight + 0x0606060606060606) & 0xF0F0F0F0F0F0F0F0) >> 4)) == 0x3333333333333333;

    private static int ReadExponent(ReadOnlySpan<byte> json, ref int position)
    {
        position++;
        var negative = At(json, position) == '-';
        position += negative || json[position] == '+' ? 1 : 0;
        var exponent = 0;
        Require(At(json, position) is >= (byte)'0' and <= (byte)'9');
        while (position < json.Length && (uint)(json[position] - '0') <= 9)
        {
            exponent = Math.Min((exponent * 10) + (json[position++] - '0'), 9999);
        }

        return negative ? -exponent : exponent;
    }

    private static bool TryScale(long digits, int exponent, out float value)
    {
        value = 0;
        if (digits == 0)
        {
            return true;
        }

        if ((uint)(exponent + 22) > 44)
        {
            return false;
        }

        var scaled = exponent < 0 ? digits / s_powers[-exponent] : digits * s_powers[exponent];
        value = (float)scaled;

        // Bits that the 32-bit form drops: near the middle the rounding of the 64-bit form may have tipped the scale.
        var dropped = BitConverter.DoubleToInt64Bits(scaled) & 0x1FFFFFFF;
        return Math.Abs(dropped - 0x10000000) > 4 && value is > 1.2e-38f and < 3.4e38f;
    }

    private static float[] Grow(float[] values)
    {
        var larger = ArrayPool<float>.Shared.Rent(values.Length * 2);
        values.CopyTo(larger, 0);
        ArrayPool<float>.Shared.Return(values);
        return larger;
    }
}
