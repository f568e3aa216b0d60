using Microsoft.Extensions.AI;

namespace Llm.Providers;

/// <summary>Reads what calls cost.</summary>
public static class LlmCostExtensions
{
    private static readonly LlmCost s_unsaid = new() { Missing = ["usage of one of several calls"] };

    /// <summary>Gets what an answer cost. Of a response made of several calls, such as one with tool calls in between, it is the cost of all of them.</summary>
    /// <param name="response">The response, made whole of a stream or not, stored as JSON or not.</param>
    /// <returns>The cost; <see langword="null"/> when there is no usage to compute it from. <see cref="LlmCost.Total"/> is <see langword="null"/> when a part of it is unknown.</returns>
    public static LlmCost? GetCost(this ChatResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        LlmCost? sum = null;
        var silent = false;
        foreach (var message in response.Messages)
        {
            if (CostJson.Read(message.AdditionalProperties?.GetValueOrDefault(LlmPropertyNames.Cost)) is { } cost)
            {
                sum = sum is null ? cost : sum + cost;
            }
            else
            {
                silent |= message.Role == ChatRole.Assistant;
            }
        }

        // Of several calls, one that did not say its usage makes the sum unknown, not smaller.
        return sum is null ? CostJson.Read(response.AdditionalProperties?.GetValueOrDefault(LlmPropertyNames.Cost)) : silent ? sum + s_unsaid : sum;
    }

    /// <summary>Gets what an answer cost; the last update of a stream says it.</summary>
    /// <param name="update">The update.</param>
    /// <returns>The cost; <see langword="null"/> when the update does not say it.</returns>
    public static LlmCost? GetCost(this ChatResponseUpdate update)
    {
        ArgumentNullException.ThrowIfNull(update);
        return CostJson.Read(update.AdditionalProperties?.GetValueOrDefault(LlmPropertyNames.Cost));
    }

    /// <summary>Gets what embeddings cost, all requests together.</summary>
    /// <typeparam name="TEmbedding">The kind of embedding.</typeparam>
    /// <param name="embeddings">The embeddings.</param>
    /// <returns>The cost; <see langword="null"/> when there is no usage to compute it from.</returns>
    public static LlmCost? GetCost<TEmbedding>(this GeneratedEmbeddings<TEmbedding> embeddings)
        where TEmbedding : Embedding
    {
        ArgumentNullException.ThrowIfNull(embeddings);
        return CostJson.Read(embeddings.AdditionalProperties?.GetValueOrDefault(LlmPropertyNames.Cost));
    }
}
