using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Llm.Providers;

/// <summary>Puts guards around clients.</summary>
public static class ContentGuardExtensions
{
    /// <summary>Lets a guard judge what goes through a client: inputs and results of tools before anything is sent, and answers if wanted.</summary>
    /// <param name="client">The client.</param>
    /// <param name="guard">The guard, which may be called by many calls at once.</param>
    /// <param name="options">What it gets to see; <see langword="null"/> for inputs and results of tools.</param>
    /// <returns>A client that throws <see cref="LlmProviderException"/> of the kind <see cref="LlmErrorKind.ContentFiltered"/> for what the guard blocks.</returns>
    /// <remarks>
    /// Inside <c>UseFunctionInvocation</c>, so that it sees what tools give back: <c>client.UseContentGuard(guard).AsBuilder().UseFunctionInvocation().Build()</c>.
    /// Guards among the services are put around the clients of all providers already.
    /// </remarks>
    public static IChatClient UseContentGuard(this IChatClient client, IContentGuard guard, ContentGuardOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(guard);
        var logger = client.GetService<BaseLlmProvider>()?.Logger ?? NullLogger.Instance;
        return new GuardedChatClient(client, [guard], options ?? new(), logger);
    }
}
