using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace Llm.Providers;

/// <summary>Puts clients and generators under a budget.</summary>
public static class LlmBudgetExtensions
{
    /// <summary>Makes a client whose calls stay within a budget.</summary>
    /// <param name="client">The client, of this library.</param>
    /// <param name="budget">The budget, which other clients may share.</param>
    /// <param name="loggerFactory">Where a price that is not known is reported; <see langword="null"/> for nowhere.</param>
    /// <returns>The client. A call that may cost more than is left throws <see cref="LlmProviderException"/> of the kind <see cref="LlmErrorKind.BudgetExceeded"/>, and nothing is sent.</returns>
    /// <example><code>
    /// using var chat = provider.CreateChatClient("gpt-5-mini").UseLlmBudget(new LlmBudget(new() { PerCall = 0.10m, PerDay = 5m }));
    /// </code></example>
    public static IChatClient UseLlmBudget(this IChatClient client, LlmBudget budget, ILoggerFactory? loggerFactory = null) => new LlmBudgetChatClient(client, budget, loggerFactory);

    /// <summary>Makes a client that has a budget of its own.</summary>
    /// <param name="client">The client, of this library.</param>
    /// <param name="options">The limits.</param>
    /// <param name="loggerFactory">Where a price that is not known is reported; <see langword="null"/> for nowhere.</param>
    /// <returns>The client.</returns>
    /// <exception cref="LlmProviderException"><see cref="LlmErrorKind.Configuration"/> when a setting is out of range.</exception>
    public static IChatClient UseLlmBudget(this IChatClient client, LlmBudgetOptions options, ILoggerFactory? loggerFactory = null) => client.UseLlmBudget(new LlmBudget(options), loggerFactory);

    /// <summary>Makes a generator of embeddings whose calls stay within a budget.</summary>
    /// <param name="generator">The generator, of this library.</param>
    /// <param name="budget">The budget, which other generators and clients may share.</param>
    /// <param name="loggerFactory">Where a price that is not known is reported; <see langword="null"/> for nowhere.</param>
    /// <returns>The generator.</returns>
    public static IEmbeddingGenerator<string, Embedding<float>> UseLlmBudget(this IEmbeddingGenerator<string, Embedding<float>> generator, LlmBudget budget, ILoggerFactory? loggerFactory = null) =>
        new LlmBudgetEmbeddingGenerator(generator, budget, loggerFactory);
}
