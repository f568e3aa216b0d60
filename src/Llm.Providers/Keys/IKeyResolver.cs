namespace Llm.Providers;

/// <summary>Gives keys at run time: from a vault, by tenant, rotating. It is asked once for every attempt.</summary>
/// <remarks>What it throws ends the call as <see cref="LlmErrorKind.Configuration"/> with the exception inside; an <see cref="LlmProviderException"/> passes as it is.</remarks>
public interface IKeyResolver
{
    /// <summary>Gives the key for a request.</summary>
    /// <param name="request">Which provider the key is for, and where it will be sent.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The key, or <see langword="null"/> to leave the answer to the next source.</returns>
    ValueTask<string?> ResolveAsync(KeyRequest request, CancellationToken cancellationToken);
}
