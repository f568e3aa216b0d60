using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Llm.Providers;

/// <summary>What a provider takes from its surroundings. Under dependency injection the container fills it in.</summary>
/// <param name="Http">The client to send with; <see langword="null"/> for one that this library shares among its providers. It is never disposed of here. Set its <c>Timeout</c> to infinite: <see cref="LlmTimeouts"/> rules.</param>
/// <param name="Time">The clock; <see langword="null"/> for the system's.</param>
/// <param name="Keys">Gives keys at run time; asked after a key set in code and before configuration.</param>
public sealed record ProviderServices(HttpClient? Http = null, TimeProvider? Time = null, IKeyResolver? Keys = null)
{
    /// <summary>Gets the name of this instance when several of one kind exist; <see langword="null"/> for the provider's id.</summary>
    public string? Name { get; init; }

    /// <summary>Gets the protected key store.</summary>
    public IKeyStore? KeyStore { get; init; }

    /// <summary>Gets what loads addresses for wires that carry bytes only; <see langword="null"/> to refuse them.</summary>
    public IContentFetcher? ContentFetcher { get; init; }

    /// <summary>Gets the guards that judge what goes through the clients of the provider; they are first asked for when a client is used.</summary>
    public IEnumerable<IContentGuard>? ContentGuards { get; init; }

    /// <summary>Gets what the guards get to see.</summary>
    public ContentGuardOptions ContentGuarding { get; init; } = new();

    /// <summary>Gets the factory of loggers.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>Gets how environment variables are read.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>Gets what finds the other kinds of providers of the application by their id.</summary>
    /// <remarks>A gateway that serves <c>anthropic/claude-sonnet-4-5</c> learns from it what is known of that model.</remarks>
    public Func<string, ProviderDescriptor?>? FindDescriptor { get; init; }

    /// <summary>Gets what counts tokens on this machine, where the vendor does not; <see langword="null"/> for a rule of thumb.</summary>
    public ITokenCounter? TokenCounter { get; init; }
}
