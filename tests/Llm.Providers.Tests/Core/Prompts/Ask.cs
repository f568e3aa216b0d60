using System.Collections.Concurrent;

namespace Llm.Providers.Tests.Core.Prompts;

/// <summary>A model whose answers are let go one by one.</summary>
internal sealed class Ask : DelegatingChatClient
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<ChatResponse>> _waiting = new();
    private readonly SemaphoreSlim _arrived = new(0);
    private int _running;

    public Ask()
        : base(new Routing.StubClient(""))
    {
    }

    public int Calls { get; private set; }

    public int MostAtOnce { get; private set; }

    public int Running => _running;

    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var answer = new TaskCompletionSource<ChatResponse>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[messages.Single().Text] = answer;
        Calls++;
        MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref _running));
        _arrived.Release();
        try
        {
            return await answer.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    /// <summary>Waits until so many more calls have begun.</summary>
    public async Task ArrivedAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            Assert.True(await _arrived.WaitAsync(TimeSpan.FromSeconds(30)));
        }
    }

    public void Answer(string prompt) => _waiting[prompt].SetResult(new(new ChatMessage(ChatRole.Assistant, $"{prompt}!")));

    public void Fail(string prompt, Exception e) => _waiting[prompt].SetException(e);
}
