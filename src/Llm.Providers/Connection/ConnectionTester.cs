namespace Llm.Providers;

/// <summary>Tries the way to a provider: settings, key, then a request.</summary>
internal static class ConnectionTester
{
    public static async Task<ConnectionTest> RunAsync(BaseLlmProvider provider, TimeProvider time, Func<CancellationToken, Task<ConnectionProbe>> probe, CancellationToken cancellationToken)
    {
        var test = new ConnectionTest { ProviderId = provider.Id, Endpoint = provider.Options.Endpoint ?? provider.Descriptor.DefaultEndpoint };
        if (provider.ValidateConfiguration() is { Count: > 0 } faults)
        {
            return Failed(test, new(LlmErrorKind.Configuration, string.Join(' ', faults)) { ProviderId = provider.Id });
        }

        long? started = null;
        try
        {
            test = test with { Endpoint = provider.Transport.Endpoint, KeySource = await provider.FindKeySourceAsync(cancellationToken).ConfigureAwait(false) };
            started = time.GetTimestamp();
            var (tried, models) = await probe(cancellationToken).ConfigureAwait(false);
            return test with { Tried = tried, ModelCount = models, Latency = tried ? time.GetElapsedTime(started.Value) : null };
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // A callback or store that gives keys may throw anything.
            var fault = e as LlmProviderException ?? new(LlmErrorKind.Unknown, $"The key of {provider.Id} could not be had, or the request could not be made: {Redaction.Redact(e.Message, null)}", e) { ProviderId = provider.Id };
            return Failed(fault.Attempts > 0 ? test with { Tried = true, Latency = started is { } since ? time.GetElapsedTime(since) : null } : test, fault);
        }
    }

    private static ConnectionTest Failed(ConnectionTest test, LlmProviderException e) => test with { Error = e, Advice = AdviceOn(e, ConfigSchema.PathOf(test.ProviderId)) };

    private static string AdviceOn(LlmProviderException e, string path) => e.Kind switch
    {
        LlmErrorKind.Configuration => "Correct the settings that the message names.",
        LlmErrorKind.Authentication => $"Check {path}:ApiKey, or the source that gives the key.",
        LlmErrorKind.PermissionDenied => "Give the key the right to list models, or use another key.",
        LlmErrorKind.QuotaExceeded => "Check the account: trying again does not help.",
        LlmErrorKind.ModelNotFound or LlmErrorKind.MalformedResponse => $"Check {path}:Endpoint: what answers there does not know the request.",
        LlmErrorKind.Network => $"Check {path}:Endpoint, the network and, for a server of your own, that it runs.",
        LlmErrorKind.Timeout => "The server is slow or out of reach; try again, and check proxies and firewalls.",
        LlmErrorKind.RateLimited or LlmErrorKind.Unavailable => "The key and the address are good; try again later.",
        _ => "See the message.",
    };
}
