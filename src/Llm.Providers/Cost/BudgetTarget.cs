using Microsoft.Extensions.AI;

namespace Llm.Providers;

/// <summary>What may answer a call, and what that is estimated to cost.</summary>
/// <param name="Reference">The target of a group, as its answers name it; <see langword="null"/> where there is only one.</param>
/// <param name="Model">The model; <see langword="null"/> when the client does not say it.</param>
/// <param name="Input">The estimated input.</param>
/// <param name="Output">The most output; <see langword="null"/> for embeddings.</param>
internal sealed record BudgetTarget(string? Reference, ModelItem? Model, long Input, long? Output)
{
    /// <summary>Gets a value indicating whether the input may be written to a cache that keeps it for an hour.</summary>
    public bool MayCacheForAnHour { get; init; }

    public string Name => Model is null ? "the model" : $"{Model.ProviderId}/{Model.Id}";

    /// <summary>Lists what may answer: the model of a client, or the targets of a group.</summary>
    public static IReadOnlyList<BudgetTarget> Of(IChatClient client, IReadOnlyList<ChatMessage> messages, ChatOptions? options, LlmBudgetOptions budget)
    {
        if (client.GetService<ModelGroup>() is not { } group)
        {
            return [Alone(client, null, messages, options, budget)];
        }

        List<BudgetTarget> targets = [];
        AddTo(targets, group, messages, options, budget);
        return targets;
    }

    public decimal? Cost(DateOnly day) => BudgetEstimate.Cost(this, day);

    private static void AddTo(List<BudgetTarget> targets, ModelGroup group, IReadOnlyList<ChatMessage> messages, ChatOptions? options, LlmBudgetOptions budget)
    {
        var modelId = options?.ModelId;
        var named = string.IsNullOrEmpty(modelId) ? [] : Array.FindAll(group.Routes, r => r.GoesBy(modelId));
        foreach (var route in named.Length > 0 ? named : group.Routes)
        {
            var asked = options?.Clone() ?? new();
            asked.ModelId = route.ModelId;
            route.ConfigureOptions?.Invoke(asked);
            if (route.Client.GetService<ModelGroup>() is { } inner)
            {
                AddTo(targets, inner, messages, asked, budget);
            }
            else
            {
                targets.Add(Alone(route.Client, route.Reference, messages, asked, budget));
            }
        }
    }

    private static BudgetTarget Alone(IChatClient client, string? reference, IReadOnlyList<ChatMessage> messages, ChatOptions? options, LlmBudgetOptions budget)
    {
        var provider = client.GetService<BaseLlmProvider>();
        var model = client.GetService<ModelItem>();
        if (!string.IsNullOrEmpty(options?.ModelId) && options.ModelId != model?.Id)
        {
            model = provider?.GetModel(options.ModelId) ?? model;
        }

        var input = budget.CountInputTokens?.Invoke(messages, options) ?? BudgetEstimate.InputTokens(messages, options);
        var output = options?.MaxOutputTokens ?? provider?.Options.MaxOutputTokens ?? Math.Min(budget.AssumedOutputTokens, model?.MaxOutputTokens ?? int.MaxValue);
        return new(reference, model, input, output) { MayCacheForAnHour = BudgetEstimate.AsksForAnHour(messages, options) };
    }
}
