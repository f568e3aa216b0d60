namespace Llm.Providers;

/// <summary>What came of the request that tries a connection.</summary>
/// <param name="Tried">Whether a request was sent. A provider that has none that costs nothing sends none.</param>
/// <param name="ModelCount">How many models the vendor listed; <see langword="null"/> when it was asked for something else.</param>
public readonly record struct ConnectionProbe(bool Tried, int? ModelCount = null);
