using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Llm.Providers;

/// <summary>Passes calls on to the targets of a group, one after the other until one answers.</summary>
internal sealed class RoutedChatClient(ModelGroup group) : IChatClient
{
    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var conversation = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        var route = new Route(group, conversation, options);
        while (true)
        {
            var asked = route.Next(cancellationToken);
            try
            {
                var response = await route.Target.Client.GetResponseAsync(conversation, asked, cancellationToken).ConfigureAwait(false);
                route.Succeeded();
                response.ConversationId = KeptState.Sign(response.ConversationId, route.Target);
                response.ContinuationToken = KeptState.Sign(response.ContinuationToken, route.Target);
                route.Sign(response.AdditionalProperties ??= []);
                return response;
            }
            catch (Exception e) when (!IsCancellation(e, cancellationToken))
            {
                if (!route.Failed(e))
                {
                    var failure = route.Failure(e);
                    if (!ReferenceEquals(failure, e))
                    {
                        throw failure;
                    }

                    throw;
                }
            }
        }
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var conversation = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        var stream = new RoutedStream(new(group, conversation, options), conversation, cancellationToken);
        await using (stream.ConfigureAwait(false))
        {
            while (await stream.AdvanceAsync().ConfigureAwait(false))
            {
                yield return stream.Current;
            }
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is null && serviceType == typeof(ChatClientMetadata) ? Describe()
            : serviceKey is null && serviceType == typeof(ModelGroup) ? group
            : serviceKey is null && serviceType.IsInstanceOfType(this) ? this
            : group.Routes[0].Client.GetService(serviceType, serviceKey);
    }

    public void Dispose()
    {
        // The targets' clients are shared with all who ask for the group.
    }

    internal static bool IsCancellation(Exception e, CancellationToken cancellationToken) => e is OperationCanceledException && cancellationToken.IsCancellationRequested;

    private ChatClientMetadata Describe()
    {
        var targets = Array.ConvertAll(group.Routes, r => r.Client.GetService<ChatClientMetadata>());
        return new(Common(targets, m => m?.ProviderName), Common(targets, m => m?.ProviderUri), group.Name);
    }

    // What telemetry says of a call must be true whoever answers it.
    private static T? Common<T>(ChatClientMetadata?[] targets, Func<ChatClientMetadata?, T?> read)
        where T : class
    {
        var first = read(targets[0]);
        return Array.TrueForAll(targets, t => Equals(read(t), first)) ? first : null;
    }
}
