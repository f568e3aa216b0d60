namespace Llm.Providers;

/// <summary>Finds the key of a provider: set in code, callback, configuration, protected store, environment, in this order.</summary>
internal sealed class KeyChain(ProviderDescriptor descriptor, string providerId, LlmProviderOptions options, ProviderServices services)
{
    private SetKey _set = new();

    public void Set(string? key) => _set.Value = Clean(key);

    /// <summary>Takes over the key that was set in code, now and from now on: it outlives a change of settings.</summary>
    public void ShareSetKey(KeyChain other) => _set = other._set;

    public ValueTask<(string? Key, SettingSource Source)> ResolveAsync(Uri endpoint, CancellationToken cancellationToken)
    {
        var inCode = _set.Value ?? (options.ApiKeySource == SettingSource.Code ? Clean(options.ApiKey) : null);
        return inCode is not null
            ? new((inCode, SettingSource.Code))
            : ResolveLaterSourcesAsync(endpoint, cancellationToken);
    }

    /// <summary>Says whether some source may have a key, without asking one that does I/O.</summary>
    public bool MayHaveKey() => FirstSource() != SettingSource.None;

    /// <summary>Finds the first source that may have a key, without asking one that does I/O.</summary>
    public SettingSource FirstSource() =>
        _set.Value is not null || (options.ApiKeySource == SettingSource.Code && Clean(options.ApiKey) is not null) ? SettingSource.Code
        : options.ApiKeyCallback is not null || services.Keys is not null ? SettingSource.Callback
        : Clean(options.ApiKey) is not null ? options.ApiKeySource
        : services.KeyStore is not null ? SettingSource.Store
        : FromEnvironment() is not null ? SettingSource.Environment
        : SettingSource.None;

    public LlmProviderException Missing()
    {
        var variables = descriptor.Schema.KeyField?.EnvironmentVariables ?? [];
        var hint = variables.Count == 0 ? "" : $", or in the environment variable {string.Join(" or ", variables)}";
        return new(LlmErrorKind.Configuration, $"{ConfigSchema.PathOf(providerId)}:ApiKey is required by {descriptor.DisplayName}; set it there, in code{hint}.") { ProviderId = providerId };
    }

    private async ValueTask<(string?, SettingSource)> ResolveLaterSourcesAsync(Uri endpoint, CancellationToken cancellationToken)
    {
        var request = new KeyRequest(providerId, endpoint);
        if (options.ApiKeyCallback is { } callback && await AskAsync(callback, nameof(options.ApiKeyCallback), request, cancellationToken).ConfigureAwait(false) is { } fromCallback)
        {
            return (fromCallback, SettingSource.Callback);
        }

        if (services.Keys is { } resolver && await AskAsync(resolver.ResolveAsync, resolver.GetType().Name, request, cancellationToken).ConfigureAwait(false) is { } resolved)
        {
            return (resolved, SettingSource.Callback);
        }

        if (Clean(options.ApiKey) is { } configured)
        {
            return (configured, options.ApiKeySource);
        }

        if (services.KeyStore is { } store && await AskAsync((r, token) => store.GetAsync(r.ProviderId, token), store.GetType().Name, request, cancellationToken).ConfigureAwait(false) is { } stored)
        {
            return (stored, SettingSource.Store);
        }

        if (FromEnvironment() is not { } found)
        {
            return (null, SettingSource.None);
        }

        RequireTrusted(endpoint, found.Variable);
        return (found.Key, SettingSource.Environment);
    }

    // What a vault throws would otherwise be told as the vendor's failure: out of reach, timed out, or cancelled though nobody cancelled.
    private async ValueTask<string?> AskAsync(Func<KeyRequest, CancellationToken, ValueTask<string?>> source, string name, KeyRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return Clean(await source(request, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception e) when (e is not LlmProviderException && !(e is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            throw new LlmProviderException(
                LlmErrorKind.Configuration,
                $"The key of {descriptor.DisplayName} could not be had: {name} threw {e.GetType().Name}, and the inner exception says why. Nothing was sent to {request.Endpoint.Host}.",
                e) { ProviderId = providerId };
        }
    }

    private (string Key, string Variable)? FromEnvironment()
    {
        foreach (var variable in descriptor.Schema.KeyField?.EnvironmentVariables ?? [])
        {
            if (Clean(services.Environment(variable)) is { } key)
            {
                return (key, variable);
            }
        }

        return null;
    }

    // A variable such as OPENAI_API_KEY was set for that vendor: sending it to whatever host a setting names would hand it to a stranger.
    private void RequireTrusted(Uri endpoint, string variable)
    {
        var trusted = options.EndpointSource == SettingSource.Environment
            || descriptor.DefaultEndpoint is null
            || string.Equals(endpoint.Host, descriptor.DefaultEndpoint.Host, StringComparison.OrdinalIgnoreCase)
            || options.EnvironmentKeyHosts.Contains(endpoint.Host, StringComparer.OrdinalIgnoreCase);
        if (!trusted)
        {
            var path = ConfigSchema.PathOf(providerId);
            throw new LlmProviderException(
                LlmErrorKind.Configuration,
                $"The key in {variable} belongs to {descriptor.DisplayName} and is not sent to {endpoint.Host}. Set {path}:ApiKey for that host, or add the host to {path}:EnvironmentKeyHosts.") { ProviderId = providerId };
        }
    }

    private static string? Clean(string? key) => string.IsNullOrWhiteSpace(key) ? null : key.Trim();

    private sealed class SetKey
    {
        private volatile string? _value;

        public string? Value
        {
            get => _value;
            set => _value = value;
        }
    }
}
