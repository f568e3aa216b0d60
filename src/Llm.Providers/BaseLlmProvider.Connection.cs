using System.Runtime.ExceptionServices;

namespace Llm.Providers;

// Trying the way to the vendor.
public abstract partial class BaseLlmProvider
{
    /// <summary>Tries settings, address and key with a request that costs nothing, and throws when something is wrong.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="LlmProviderException">Whatever is wrong: <see cref="LlmErrorKind.Authentication"/>, <see cref="LlmErrorKind.Network"/> and so on.</exception>
    public async Task<ConnectionTest> TestConnectionAsync(CancellationToken cancellationToken = default)
    {
        var test = await CheckConnectionAsync(cancellationToken).ConfigureAwait(false);
        if (test.Error is not null)
        {
            ExceptionDispatchInfo.Throw(test.Error);
        }

        return test;
    }

    /// <summary>Tries settings, address and key with a request that costs nothing, and says what it found.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What was found; what is wrong is in <see cref="ConnectionTest.Error"/>. A completion is never asked for: where nothing else could be, <see cref="ConnectionTest.Tried"/> is <see langword="false"/>.</returns>
    /// <remarks>Some vendors list their models to everybody: there a wrong key shows only when it is used.</remarks>
    public Task<ConnectionTest> CheckConnectionAsync(CancellationToken cancellationToken = default) =>
        ConnectionTester.RunAsync(this, Services.Time ?? TimeProvider.System, ProbeAsync, cancellationToken);

    /// <summary>Sends the request that tries the connection. The default asks for the list of models, past any cache.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="LlmProviderException">Whatever is wrong.</exception>
    protected virtual async Task<ConnectionProbe> ProbeAsync(CancellationToken cancellationToken) =>
        ModelList is { } list ? new(true, (await ListModelsAsync(list, cancellationToken).ConfigureAwait(false)).Count) : new(false);
}
