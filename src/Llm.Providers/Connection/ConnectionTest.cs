namespace Llm.Providers;

/// <summary>What is known of the way to a provider after it was tried with a request that costs nothing.</summary>
public sealed record ConnectionTest
{
    /// <summary>Gets the id of the provider.</summary>
    public required string ProviderId { get; init; }

    /// <summary>Gets the address; <see langword="null"/> when none is set. Values in its query that bear the name of a secret are <c>***</c>.</summary>
    public Uri? Endpoint
    {
        get;
        init => field = Secrets.MaskQuery(value);
    }

    /// <summary>Gets where the key comes from.</summary>
    /// <value><see cref="SettingSource.None"/> when there is no key, or when looking for it failed.</value>
    public SettingSource KeySource { get; init; }

    /// <summary>Gets a value indicating whether a request was sent. Settings are checked in any case.</summary>
    /// <value><see langword="false"/> when the settings are wrong, or when the provider has no request that costs nothing.</value>
    public bool Tried { get; init; }

    /// <summary>Gets the time from sending to the whole answer, tries that failed and their delays included.</summary>
    /// <value><see langword="null"/> when nothing was sent.</value>
    public TimeSpan? Latency { get; init; }

    /// <summary>Gets how many models the vendor listed; <see langword="null"/> when it was not asked for a list.</summary>
    public int? ModelCount { get; init; }

    /// <summary>Gets what is wrong; <see langword="null"/> when nothing is.</summary>
    public LlmProviderException? Error { get; init; }

    /// <summary>Gets what to do about <see cref="Error"/>, as a sentence; <see langword="null"/> when there is nothing to do.</summary>
    public string? Advice { get; init; }

    /// <summary>Gets a value indicating whether nothing is wrong as far as was tried: see <see cref="Tried"/>.</summary>
    public bool Succeeded => Error is null;
}
