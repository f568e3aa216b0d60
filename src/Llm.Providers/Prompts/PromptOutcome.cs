using System.Runtime.ExceptionServices;
using Microsoft.Extensions.AI;

namespace Llm.Providers;

/// <summary>What became of one prompt among many.</summary>
public sealed record PromptOutcome
{
    /// <summary>Gets the place of the prompt among those given, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>Gets the answer; <see langword="null"/> when the call failed.</summary>
    public ChatResponse? Response { get; init; }

    /// <summary>Gets what the call failed with: an <see cref="LlmProviderException"/> unless middleware threw something else; <see langword="null"/> when it was answered.</summary>
    public Exception? Error { get; init; }

    /// <summary>Gets a value indicating whether there is an answer.</summary>
    public bool Succeeded => Response is not null;

    /// <summary>Gets the answer, or throws what the call failed with.</summary>
    /// <returns>The answer.</returns>
    public ChatResponse GetResponse()
    {
        if (Error is not null)
        {
            ExceptionDispatchInfo.Throw(Error);
        }

        return Response ?? throw new InvalidOperationException("The outcome holds neither an answer nor an error.");
    }
}
