using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Llm.Providers;

/// <summary>A generator of embeddings that makes its calls within an <see cref="LlmBudget"/>.</summary>
public sealed class LlmBudgetEmbeddingGenerator : DelegatingEmbeddingGenerator<string, Embedding<float>>
{
    private readonly LlmBudget _budget;
    private readonly ILogger _logger;

    /// <summary>Initializes a new instance of the <see cref="LlmBudgetEmbeddingGenerator"/> class.</summary>
    /// <param name="innerGenerator">The generator that makes the calls; one of this library, for it must say its model and what calls cost.</param>
    /// <param name="budget">The budget, which other generators and clients may share.</param>
    /// <param name="loggerFactory">Where a price that is not known is reported; <see langword="null"/> for nowhere.</param>
    public LlmBudgetEmbeddingGenerator(IEmbeddingGenerator<string, Embedding<float>> innerGenerator, LlmBudget budget, ILoggerFactory? loggerFactory = null)
        : base(innerGenerator)
    {
        ArgumentNullException.ThrowIfNull(budget);
        _budget = budget;
        _logger = (loggerFactory ?? NullLoggerFactory.Instance).CreateLogger("Llm.Providers");
    }

    /// <inheritdoc/>
    /// <exception cref="LlmProviderException"><see cref="LlmErrorKind.BudgetExceeded"/> when the call may cost more than is left; nothing was sent.</exception>
    public override async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        var texts = values as IReadOnlyList<string> ?? [.. values];
        using var booking = new BudgetBooking(_budget, _logger, new BudgetTarget(null, ModelOf(options), texts.Sum(t => t is null ? 0 : TokenMeter.Ample.Text(t)), Output: null));
        try
        {
            var result = await base.GenerateAsync(texts, options, cancellationToken).ConfigureAwait(false);
            booking.Answered(result.GetCost(), result.AdditionalProperties);
            return result;
        }
        catch (Exception e) when (e.Data[LlmPropertyNames.Cost] is LlmCost billed)
        {
            booking.Answered(billed, null); // some of several requests
            throw;
        }
    }

    private ModelItem? ModelOf(EmbeddingGenerationOptions? options)
    {
        var model = InnerGenerator.GetService<ModelItem>();
        return string.IsNullOrEmpty(options?.ModelId) || options.ModelId == model?.Id ? model : InnerGenerator.GetService<BaseLlmProvider>()?.GetModel(options.ModelId) ?? model;
    }
}
