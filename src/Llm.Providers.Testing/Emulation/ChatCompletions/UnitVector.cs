using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Llm.Providers.Testing;

/// <summary>Makes vectors of length 1 from texts: the same text gives the same vector on every machine, another text another one.</summary>
internal static class UnitVector
{
    public static float[] Of(string text, int dimensions)
    {
        // The hash of the text seeds a xorshift64* generator, so that a shorter vector points where a longer one begins.
        var state = BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text))) | 1;
        var values = new double[dimensions];
        var square = 0.0;
        for (var index = 0; index < dimensions; index++)
        {
            state ^= state >> 12;
            state ^= state << 25;
            state ^= state >> 27;
            values[index] = ((state * 0x2545F4914F6CDD1DUL) >> 11) * (2.0 / (1UL << 53)) - 1;
            square += values[index] * values[index];
        }

        var length = Math.Sqrt(square);
        return Array.ConvertAll(values, value => (float)(value / length));
    }
}
