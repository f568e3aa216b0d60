using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Llm.Providers.Benchmarks;

/// <summary>Vectors in the two forms in which vendors send them.</summary>
internal static class EmbeddingPayloads
{
    public static byte[] Create(int vectors, int dimensions, bool base64)
    {
        var numbers = new Words();
        var json = new StringBuilder("{\"object\":\"list\",\"data\":[");
        for (var i = 0; i < vectors; i++)
        {
            var vector = new float[dimensions];
            for (var k = 0; k < dimensions; k++)
            {
                vector[k] = numbers.NextFloat();
            }

            json.Append(i == 0 ? "" : ",").Append("{\"object\":\"embedding\",\"index\":").Append(i).Append(",\"embedding\":");
            json.Append(base64 ? $"\"{Convert.ToBase64String(MemoryMarshal.AsBytes(vector.AsSpan()))}\"" : $"[{string.Join(',', vector.Select(v => v.ToString("R", CultureInfo.InvariantCulture)))}]").Append('}');
        }

        json.Append("],\"model\":\"text-embedding-3-small\",\"usage\":{\"prompt_tokens\":2048,\"total_tokens\":2048}}");
        return Encoding.UTF8.GetBytes(json.ToString());
    }
}
