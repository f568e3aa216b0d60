using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Llm.Providers;

/// <summary>A client that makes its calls within an <see cref="LlmBudget"/>.</summary>
/// <remarks>
/// Put it below a tool loop, so that every call of the loop is watched over and not the loop as one. Above a group of models, what the dearest of
/// its targets may cost is reserved, for any of them may answer. An answer of a response cache, if it is below,
/// cost nothing and says no cost, and would be booked as estimated; put the cache above.
/// </remarks>
public sealed class LlmBudgetChatClient : DelegatingChatClient
{
    private readonly LlmBudget _budget;
    private readonly ILogger _logger;

    /// <summary>Initializes a new instance of the <see cref="LlmBudgetChatClient"/> class.</summary>
    /// <param name="innerClient">The client that makes the calls; one of this library, for it must say its model and what calls cost.</param>
    /// <param name="budget">The budget, which other clients may share.</param>
    /// <param name="loggerFactory">Where a price that is not known is reported; <see langword="null"/> for nowhere.</param>
    public LlmBudgetChatClient(IChatClient innerClient, LlmBudget budget, ILoggerFactory? loggerFactory = null)
        : base(innerClient)
    {
        ArgumentNullException.ThrowIfNull(budget);
        _budget = budget;
        _logger = (loggerFactory ?? NullLoggerFactory.Instance).CreateLogger("Llm.Providers");
    }

    /// <inheritdoc/>
    /// <exception cref="LlmProviderException"><see cref="LlmErrorKind.BudgetExceeded"/> when the call may cost more than is left; nothing was sent.</exception>
    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var conversation = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        using var booking = Reserve(conversation, options);
        var response = await base.GetResponseAsync(conversation, options, cancellationToken).ConfigureAwait(false);
        booking.Answered(response.GetCost(), response.AdditionalProperties);
        booking.WarnIfUnknown(w => AddWarning(response, w));
        return response;
    }

    /// <inheritdoc/>
    /// <exception cref="LlmProviderException"><see cref="LlmErrorKind.BudgetExceeded"/> when the call may cost more than is left; nothing was sent.</exception>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var conversation = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        using var booking = Reserve(conversation, options); // books when the stream ends, breaks off or is left
        await foreach (var update in base.GetStreamingResponseAsync(conversation, options, cancellationToken).ConfigureAwait(false))
        {
            booking.Arrived(update);
            yield return update;
        }

        booking.Ended();
    }

    private BudgetBooking Reserve(IReadOnlyList<ChatMessage> messages, ChatOptions? options) => new(_budget, _logger, BudgetTarget.Of(InnerClient, messages, options, _budget.Options));

    private static void AddWarning(ChatResponse response, string warning) =>
        (response.AdditionalProperties ??= [])[LlmPropertyNames.Warnings] = (List<string>)[.. response.GetWarnings(), warning];
}
