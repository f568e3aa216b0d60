using System.Text.Json;

namespace Llm.Providers;

/// <summary>Decodes price lists of the normalised form.</summary>
internal static class ModelPricesReader
{
    /// <summary>Decodes a list of price lists.</summary>
    public static ModelPrices[] ReadLists(ref Utf8JsonReader reader)
    {
        List<ModelPrices> lists = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            lists.Add(Read(ref reader));
        }

        return [.. lists];
    }

    /// <summary>Decodes a price list.</summary>
    public static ModelPrices Read(ref Utf8JsonReader reader)
    {
        var prices = new ModelPrices();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            reader.Read();
            prices = name switch
            {
                _ when name.SequenceEqual("from"u8) => prices with { From = ModelRowFields.ReadDay(ref reader) },
                _ when name.SequenceEqual("tiers"u8) => prices with { Tiers = ReadTiers(ref reader) },
                _ when name.SequenceEqual("serviceTiers"u8) => prices with { ServiceTiers = ReadServiceTiers(ref reader) },
                _ when reader.TokenType == JsonTokenType.Number => With(prices, name, reader.GetDecimal()),
                _ => Pass(prices, ref reader),
            };
        }

        return prices;
    }

    private static ModelPrices With(ModelPrices prices, ReadOnlySpan<byte> name, decimal price) => name switch
    {
        _ when name.SequenceEqual("input"u8) => prices with { Input = price },
        _ when name.SequenceEqual("output"u8) => prices with { Output = price },
        _ when name.SequenceEqual("cacheRead"u8) => prices with { CacheRead = price },
        _ when name.SequenceEqual("cacheWrite"u8) => prices with { CacheWrite = price },
        _ when name.SequenceEqual("cacheWrite1h"u8) => prices with { CacheWriteOneHour = price },
        _ when name.SequenceEqual("inputAudio"u8) => prices with { InputAudio = price },
        _ when name.SequenceEqual("cacheReadAudio"u8) => prices with { CacheReadAudio = price },
        _ when name.SequenceEqual("outputAudio"u8) => prices with { OutputAudio = price },
        _ when name.SequenceEqual("inputImage"u8) => prices with { InputImage = price },
        _ when name.SequenceEqual("outputImage"u8) => prices with { OutputImage = price },
        _ when name.SequenceEqual("reasoning"u8) => prices with { Reasoning = price },
        _ when name.SequenceEqual("thousandRequests"u8) => prices with { ThousandRequests = price },
        _ when name.SequenceEqual("thousandWebSearches"u8) => prices with { ThousandWebSearches = price },
        _ => prices,
    };

    private static ModelPrices Pass(ModelPrices prices, ref Utf8JsonReader reader)
    {
        reader.Skip();
        return prices;
    }

    private static PriceTier[] ReadTiers(ref Utf8JsonReader reader)
    {
        List<PriceTier> tiers = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            var (above, prices) = (0, new ModelPrices());
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isThreshold = reader.ValueTextEquals("above"u8);
                reader.Read();
                if (isThreshold)
                {
                    above = reader.GetInt32();
                }
                else
                {
                    prices = Read(ref reader);
                }
            }

            tiers.Add(new(above, prices));
        }

        return [.. tiers];
    }

    private static System.Collections.ObjectModel.ReadOnlyDictionary<string, ModelPrices> ReadServiceTiers(ref Utf8JsonReader reader)
    {
        var tiers = new Dictionary<string, ModelPrices>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            tiers[name] = Read(ref reader);
        }

        return tiers.AsReadOnly();
    }
}
