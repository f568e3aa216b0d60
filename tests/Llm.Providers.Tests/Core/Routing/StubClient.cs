using System.Runtime.CompilerServices;

namespace Llm.Providers.Tests.Core.Routing;

/// <summary>A client of another library: gives what it is told, and keeps the options it was given.</summary>
internal sealed class StubClient(Func<ChatOptions?, IEnumerable<ChatResponseUpdate>> answer) : IChatClient
{
    private int _calls;

    public StubClient(string text)
        : this(_ => [new(ChatRole.Assistant, text)])
    {
    }

    public int Calls => _calls;

    public ChatOptions? Options { get; private set; }

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        Note(options);
        try
        {
            var updates = answer(options).ToList();
            var response = updates.ToChatResponse();
            response.ContinuationToken = updates[^1].ContinuationToken;
            return Task.FromResult(response);
        }
        catch (Exception e)
        {
            return Task.FromException<ChatResponse>(e);
        }
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Note(options);
        await Task.CompletedTask;
        foreach (var update in answer(options))
        {
            yield return update;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
    }

    private void Note(ChatOptions? options)
    {
        Interlocked.Increment(ref _calls);
        Options = options;
    }
}
