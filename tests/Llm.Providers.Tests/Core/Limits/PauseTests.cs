using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Core.Limits;

/// <summary>A model the vendor wants left alone for a while, beside models it does not.</summary>
public sealed class PauseTests
{
    private static readonly CannedResponse s_ok = new("{\"text\":\"ok\",\"finish\":\"stop\"}");
    private static readonly CannedResponse s_usedUp = s_ok.With("x-ratelimit-remaining-requests", "0").With("x-ratelimit-reset-requests", "30s");
    private static readonly ChatOptions s_other = new() { ModelId = "plain" };

    private readonly StepTime _time = new();

    [Fact]
    public async Task Calls_to_a_model_that_rests_take_no_place_from_those_to_another()
    {
        var handler = new CannedHandler(s_usedUp, s_ok);
        var client = Client(handler);
        await client.GetResponseAsync("hi");

        var resting = client.GetResponseAsync("hi");
        Assert.Equal("ok", (await client.GetResponseAsync("hi", s_other).WaitAsync(TimeSpan.FromSeconds(10))).Text);

        Assert.Equal((2, false), (handler.Sent.Count, resting.IsCompleted));
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("ok", (await resting.WaitAsync(TimeSpan.FromSeconds(10))).Text);
    }

    [Fact]
    public async Task A_call_that_learns_of_the_rest_when_its_turn_comes_makes_room()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var body = new ScriptedStream(gate.Task, Fake.Events("{\"text\":\"ok\"}", "{\"finish\":\"stop\"}", "[DONE]"));
        var handler = new CannedHandler(new CannedResponse(body) { Headers = s_usedUp.Headers }, s_ok);
        var client = Client(handler);
        using var cancel = new CancellationTokenSource();

        var first = Fake.ReadAsync(client);
        var resting = client.GetResponseAsync("hi", cancellationToken: cancel.Token);
        var other = client.GetResponseAsync("hi", s_other);
        gate.SetResult();

        Assert.Null((await first).Failure);
        Assert.Equal("ok", (await other.WaitAsync(TimeSpan.FromSeconds(10))).Text);
        Assert.Equal((2, false), (handler.Sent.Count, resting.IsCompleted));
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => resting);
    }

    [Fact]
    public void Pauses_that_are_over_leave_room_for_new_ones()
    {
        var pauses = new VendorPauses(_time);
        for (var i = 0; i < 2000; i++)
        {
            pauses.Note($"model-{i}", TimeSpan.FromSeconds(i % 2 == 0 ? 5 : 60));
        }

        Assert.Equal((TimeSpan.FromSeconds(60), TimeSpan.Zero), (pauses.Remaining("model-1"), pauses.Remaining("model-1999")));
        pauses.Note("model-1", TimeSpan.FromSeconds(90));
        _time.Advance(TimeSpan.FromSeconds(10));
        pauses.Note("new", TimeSpan.FromSeconds(7));

        Assert.Equal((TimeSpan.FromSeconds(80), TimeSpan.FromSeconds(50), TimeSpan.FromSeconds(7)), (pauses.Remaining("model-1"), pauses.Remaining("model-3"), pauses.Remaining("new")));
    }

    private IChatClient Client(CannedHandler handler) => Fake.Client(handler, _time, o => (o.Limits.MaxConcurrentRequests, o.Limits.ObserveVendorLimits) = (1, true));
}
