using System.Globalization;
using Microsoft.Extensions.AI;
using Kind = Llm.Providers.LlmCostPartKind;

namespace Llm.Providers;

/// <summary>Multiplies the counts of an answer with the price list of its model.</summary>
internal sealed class CostCalculator
{
    private readonly List<LlmCostPart> _parts = [];
    private readonly List<string> _missing = [];
    private readonly TokenCounts _counts;
    private readonly PriceView _prices;

    private CostCalculator(in TokenCounts counts, in PriceView prices)
    {
        _counts = counts;
        _prices = prices;
    }

    public static LlmCost Compute(ModelItem model, UsageDetails usage, DateOnly day, string? serviceTier, bool hasOutput)
    {
        if (model.PricesOn(day) is not { } list)
        {
            return new() { Missing = [string.Create(CultureInfo.InvariantCulture, $"price list of {model.ProviderId}/{model.Id} for {day:yyyy-MM-dd}")] };
        }

        var counts = new TokenCounts(usage);
        return new CostCalculator(counts, new(list, counts.Input ?? 0, serviceTier)).Compute(hasOutput);
    }

    private LlmCost Compute(bool hasOutput)
    {
        if (_prices.UnknownTier is { } tier)
        {
            _missing.Add($"prices of the service tier {tier}");
            return new() { Missing = _missing };
        }

        var input = Sum(static c => c.AddInput());
        var output = hasOutput ? Sum(static c => c.AddOutput()) : 0;
        var other = Sum(static c => c.AddOther());
        return new() { Total = input + output + other, Input = input, Output = output, Other = other, Missing = _missing, Parts = _parts };
    }

    private decimal? Sum(Action<CostCalculator> add)
    {
        var (firstPart, known) = (_parts.Count, _missing.Count);
        add(this);
        if (_missing.Count > known)
        {
            return null;
        }

        var sum = 0m;
        for (var i = firstPart; i < _parts.Count; i++)
        {
            sum += _parts[i].Cost;
        }

        return sum;
    }

    private void AddInput()
    {
        if (_counts.Input is null)
        {
            _missing.Add("count of input tokens");
            return;
        }

        var (audio, cachedAudio, image) = (_prices.Find(static p => p.InputAudio), _prices.Find(static p => p.CacheReadAudio), _prices.Find(static p => p.InputImage));

        // What is not priced apart has the price of what it is part of.
        var plain = _counts.PlainInput + (audio is null ? _counts.InputAudio : 0) + (image is null ? _counts.InputImage : 0);
        var read = _counts.CacheRead + (cachedAudio is null ? _counts.CacheReadAudio : 0);
        Add(Kind.Input, plain, _prices.Find(static p => p.Input), "price of input");
        Add(Kind.CacheRead, read, _prices.Find(static p => p.CacheRead), "price of cache reads");
        Add(Kind.CacheWrite, _counts.CacheWrite, _prices.Find(static p => p.CacheWrite), "price of cache writes");
        Add(Kind.CacheWriteOneHour, _counts.CacheWriteOneHour, _prices.Find(static p => p.CacheWriteOneHour), "price of cache writes for an hour");
        AddApart(Kind.InputAudio, _counts.InputAudio, audio);
        AddApart(Kind.CacheReadAudio, _counts.CacheReadAudio, cachedAudio);
        AddApart(Kind.InputImage, _counts.InputImage, image);
    }

    private void AddOutput()
    {
        if (_counts.Output is null)
        {
            _missing.Add("count of output tokens");
            return;
        }

        var (reasoning, audio, image) = (_prices.Find(static p => p.Reasoning), _prices.Find(static p => p.OutputAudio), _prices.Find(static p => p.OutputImage));
        var plain = _counts.PlainOutput + (reasoning is null ? _counts.Reasoning : 0) + (audio is null ? _counts.OutputAudio : 0) + (image is null ? _counts.OutputImage : 0);
        Add(Kind.Output, plain, _prices.Find(static p => p.Output), "price of output");
        AddApart(Kind.Reasoning, _counts.Reasoning, reasoning);
        AddApart(Kind.OutputAudio, _counts.OutputAudio, audio);
        AddApart(Kind.OutputImage, _counts.OutputImage, image);
    }

    private void AddOther()
    {
        AddApart(Kind.Requests, 1, _prices.Find(static p => p.ThousandRequests));
        Add(Kind.WebSearches, _counts.WebSearches, _prices.Find(static p => p.ThousandWebSearches), "price of web searches");
    }

    private void AddApart(Kind kind, long count, decimal? price)
    {
        if (price is not null)
        {
            Add(kind, count, price, "");
        }
    }

    private void Add(Kind kind, long count, decimal? price, string missing)
    {
        if (count == 0)
        {
            return;
        }

        if (price is { } known)
        {
            _parts.Add(new(kind, count, known));
        }
        else
        {
            _missing.Add(missing);
        }
    }
}
