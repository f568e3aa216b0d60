using Microsoft.Extensions.AI;

namespace Llm.Providers;

/// <summary>The client of a provider or group in a container: every call goes to the instance with the settings in force.</summary>
/// <typeparam name="TOwner">What makes clients: an instance is of one state of the settings.</typeparam>
internal sealed class CurrentChatClient<TOwner> : IChatClient
    where TOwner : class
{
    private readonly Func<TOwner> _owner;
    private readonly Func<TOwner, IChatClient> _make;
    private volatile Made _made;

    /// <param name="owner">Gives the instance with the settings in force.</param>
    /// <param name="make">Makes a client of an instance.</param>
    public CurrentChatClient(Func<TOwner> owner, Func<TOwner, IChatClient> make)
    {
        (_owner, _make) = (owner, make);
        var first = owner();
        _made = new(first, make(first));
    }

    private IChatClient Client
    {
        get
        {
            var (made, owner) = (_made, _owner());
            if (!ReferenceEquals(made.Owner, owner))
            {
                _made = made = new(owner, _make(owner)); // two threads may both do so: a client costs next to nothing
            }

            return made.Client;
        }
    }

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        Client.GetResponseAsync(messages, options, cancellationToken);

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        Client.GetStreamingResponseAsync(messages, options, cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is null && serviceType.IsInstanceOfType(this) ? this : Client.GetService(serviceType, serviceKey);
    }

    public void Dispose() => _made.Client.Dispose();

    private sealed record Made(TOwner Owner, IChatClient Client);
}
