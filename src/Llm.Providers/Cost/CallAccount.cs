using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers;

/// <summary>Closes the account of each answer of a provider: what it cost goes on the response, into the metrics and onto the caller's span.</summary>
internal sealed class CallAccount(BaseLlmProvider provider, TimeProvider time)
{
    private UnpricedModel? _lastUnpriced;

    /// <summary>Closes the account of a conversation's answer, once and at its end: nothing of this runs for a part of a stream.</summary>
    public void Close(ChatCall call, ChatProtocol protocol, ChatResponseWriter answer)
    {
        var reported = protocol.ReportedCostOf(answer);
        if (answer.Usage is null && reported is null)
        {
            if (!answer.IsUnfinished)
            {
                LlmTelemetry.RecordUnsaid(new("chat", provider.TelemetryName, call.Model.Id, answer.ModelId ?? call.Model.Id));
            }

            return; // unknown, and not 0
        }

        var usage = answer.Usage ?? new();
        var model = Served(call.Model, answer.ModelId);
        var (cost, json) = CostOf(model, usage, reported, protocol, answer);
        answer.SetProperty(LlmPropertyNames.Cost, json);
        LlmTelemetry.Record(new("chat", provider.TelemetryName, call.Model.Id, answer.ModelId ?? call.Model.Id), usage, cost);
    }

    /// <summary>Closes the account of one request for embeddings.</summary>
    /// <returns>The cost; <see langword="null"/> when the answer does not say its usage.</returns>
    public LlmCost? Close(EmbeddingCall call, EmbeddingReply reply)
    {
        if (reply.Usage is null && reply.ReportedCost is null)
        {
            LlmTelemetry.RecordUnsaid(new("embeddings", provider.TelemetryName, call.Model.Id, reply.ModelId ?? call.Model.Id));
            return null;
        }

        var usage = reply.Usage ?? new();
        var cost = reply.ReportedCost ?? LlmCost.OfEmbeddings(Served(call.Model, reply.ModelId), usage, Today());
        LlmTelemetry.Record(new("embeddings", provider.TelemetryName, call.Model.Id, reply.ModelId ?? call.Model.Id), usage, cost);
        return cost;
    }

    private (LlmCost Cost, object Json) CostOf(ModelItem model, UsageDetails usage, LlmCost? reported, ChatProtocol protocol, ChatResponseWriter answer)
    {
        var today = Today();
        if (reported is null && model.PricesOn(today) is null)
        {
            var unpriced = Unpriced(model, today);
            return (unpriced.Cost, unpriced.Json);
        }

        var cost = reported ?? LlmCost.Of(model, usage, today, protocol.ServiceTierOf(answer));
        return (cost, CostJson.Write(cost));
    }

    // What is not known of a model without prices is the same for every call of a day. A provider mostly has one such model, or none.
    private UnpricedModel Unpriced(ModelItem model, DateOnly day)
    {
        var last = _lastUnpriced;
        if (last is null || last.Day != day || !ReferenceEquals(last.Model, model))
        {
            _lastUnpriced = last = new(model, day);
        }

        return last;
    }

    private DateOnly Today() => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    // An alias or a router leads elsewhere, and it is who served that is paid. What the catalog does not know is taken for what was asked for: a dated
    // id of a known model, mostly. Prices the application gave to what it asks for, such as a deployment, go before those the catalog has for what is behind it.
    private ModelItem Served(ModelItem asked, string? servedId)
    {
        if (string.IsNullOrWhiteSpace(servedId) || servedId == asked.Id)
        {
            return asked;
        }

        var served = provider.GetModel(servedId);
        return served is { Origin: ModelOrigin.Assumed, Prices: null } || (asked.HasOwnPrices && !served.HasOwnPrices && asked.PricesOn(Today()) is not null) ? asked : served;
    }

    private sealed class UnpricedModel(ModelItem model, DateOnly day)
    {
        public ModelItem Model { get; } = model;

        public DateOnly Day { get; } = day;

        public LlmCost Cost { get; } = LlmCost.Of(model, new(), day);

        public object Json => field ??= CostJson.Write(Cost);
    }
}
