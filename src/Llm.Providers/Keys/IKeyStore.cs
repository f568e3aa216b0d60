namespace Llm.Providers;

/// <summary>Holds keys in protected form. It is asked after configuration and before the environment.</summary>
public interface IKeyStore
{
    /// <summary>Reads a key.</summary>
    /// <param name="providerId">The id or name of the provider instance.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The key, or <see langword="null"/> when the store has none.</returns>
    ValueTask<string?> GetAsync(string providerId, CancellationToken cancellationToken);
}
