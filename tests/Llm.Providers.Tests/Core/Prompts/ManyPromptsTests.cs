using System.Runtime.CompilerServices;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Core.Prompts;

/// <summary>Many prompts at once.</summary>
public sealed class ManyPromptsTests : IDisposable
{
    private readonly Ask _model = new();
    private int _pulled;

    [Fact]
    [Trait("Requirement", "S55")]
    public async Task S55_outcomes_are_in_the_order_of_the_prompts_whatever_is_done_first()
    {
        var run = _model.GetResponsesAsync(["a", "b", "c"]);
        await _model.ArrivedAsync(3);
        _model.Answer("c");
        _model.Answer("a");
        _model.Answer("b");

        var outcomes = await run;

        Assert.Equal([(0, "a!"), (1, "b!"), (2, "c!")], outcomes.Select(o => (o.Index, o.GetResponse().Text)));
    }

    [Fact]
    [Trait("Requirement", "S55")]
    public async Task S55_a_call_that_fails_is_an_outcome_and_takes_no_other_with_it()
    {
        var fault = new LlmProviderException(LlmErrorKind.ContentFiltered, "No.");
        var run = _model.GetResponsesAsync(["a", "b"]);
        await _model.ArrivedAsync(2);
        _model.Fail("a", fault);
        _model.Answer("b");

        var outcomes = await run;

        Assert.Equal([false, true], outcomes.Select(o => o.Succeeded));
        Assert.Same(fault, outcomes[0].Error);
        Assert.Same(fault, Assert.Throws<LlmProviderException>(() => outcomes[0].GetResponse()));
    }

    [Fact]
    [Trait("Requirement", "S55")]
    public async Task S55_no_more_run_than_allowed_and_prompts_are_pulled_when_there_is_room()
    {
        var run = _model.GetResponsesAsync(Numbers(100), maxConcurrency: 3);
        await _model.ArrivedAsync(3);
        Assert.Equal((3, 3), (_model.Running, _pulled));

        for (var i = 0; i < 100; i++)
        {
            _model.Answer($"{i}");
            await _model.ArrivedAsync(i < 97 ? 1 : 0);
        }

        Assert.Equal(100, (await run).Count);
        Assert.Equal((3, 100), (_model.MostAtOnce, _model.Calls));
    }

    [Fact]
    [Trait("Requirement", "S55")]
    public async Task S55_outcomes_come_as_they_are_done_and_no_prompt_is_pulled_while_nobody_takes_them()
    {
        await using var outcomes = _model.GetResponsesAsCompletedAsync(Numbers(1_000_000).ToAsyncEnumerable(), maxConcurrency: 2).GetAsyncEnumerator();
        var first = outcomes.MoveNextAsync();
        await _model.ArrivedAsync(2);
        _model.Answer("1");

        Assert.True(await first);

        Assert.Equal((1, "1!"), (outcomes.Current.Index, outcomes.Current.GetResponse().Text));
        Assert.Equal((2, 2), (_model.Calls, _pulled));
    }

    [Fact]
    [Trait("Requirement", "S55")]
    public async Task S55_a_source_that_keeps_one_waiting_does_not_hold_up_what_is_done()
    {
        var gate = new TaskCompletionSource();
        await using var outcomes = _model.GetResponsesAsCompletedAsync(Slow(gate.Task)).GetAsyncEnumerator();
        var first = outcomes.MoveNextAsync();
        await _model.ArrivedAsync(1);
        _model.Answer("early");

        Assert.True(await first);
        var second = outcomes.MoveNextAsync();
        gate.SetResult();
        await _model.ArrivedAsync(1);
        _model.Answer("late");

        Assert.True(await second);
        Assert.Equal("late!", outcomes.Current.GetResponse().Text);
        Assert.False(await outcomes.MoveNextAsync());
    }

    [Fact]
    [Trait("Requirement", "S55")]
    public async Task S55_a_source_that_fails_loses_nothing_that_was_asked()
    {
        await using var outcomes = _model.GetResponsesAsCompletedAsync(Broken()).GetAsyncEnumerator();
        var first = outcomes.MoveNextAsync();
        await _model.ArrivedAsync(1);
        _model.Answer("asked");

        Assert.True(await first);
        Assert.Equal("disk", (await Assert.ThrowsAsync<IOException>(async () => await outcomes.MoveNextAsync())).Message);
    }

    [Fact]
    [Trait("Requirement", "S55")]
    [Trait("Requirement", "S63")]
    public async Task S55_cancelling_ends_the_run_and_every_call()
    {
        using var source = new CancellationTokenSource();
        var seen = new Seen();
        var run = _model.GetResponsesAsync(["a", "b", "c"], maxConcurrency: 2, progress: seen, cancellationToken: source.Token);
        await _model.ArrivedAsync(2);
        _model.Answer("a");
        await _model.ArrivedAsync(1);

        await source.CancelAsync();

        Assert.Equal(source.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run)).CancellationToken);
        Assert.Equal(0, _model.Running);
        Assert.Equal((1, 3, "a!"), (seen.Reports.Single().Completed, seen.Reports.Single().Total, seen.Reports.Single().Last.GetResponse().Text));
    }

    [Fact]
    [Trait("Requirement", "S55")]
    [Trait("Requirement", "S63")]
    public async Task S55_cancelling_does_not_wait_for_a_source_that_ignores_its_token()
    {
        using var cancel = new CancellationTokenSource();
        var (gate, ended) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var outcomes = _model.GetResponsesAsCompletedAsync(Deaf(gate.Task, ended), cancellationToken: cancel.Token).GetAsyncEnumerator(CancellationToken.None);
        var first = outcomes.MoveNextAsync();
        await _model.ArrivedAsync(1);
        _model.Answer("early");
        Assert.True(await first);
        var second = outcomes.MoveNextAsync().AsTask();

        await cancel.CancelAsync();

        Assert.Equal(cancel.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second.WaitAsync(TimeSpan.FromSeconds(10)))).CancellationToken);
        Assert.False(ended.Task.IsCompleted);
        gate.SetResult();
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(10)); // it is left in order all the same
    }

    [Fact]
    [Trait("Requirement", "S55")]
    public async Task S55_leaving_the_loop_ends_the_calls()
    {
        var outcomes = _model.GetResponsesAsCompletedAsync(Numbers(10).ToAsyncEnumerable(), maxConcurrency: 4).GetAsyncEnumerator();
        var first = outcomes.MoveNextAsync();
        await _model.ArrivedAsync(4);
        _model.Answer("0");
        await first;

        await outcomes.DisposeAsync();

        Assert.Equal(0, _model.Running);
    }

    [Fact]
    [Trait("Requirement", "S55")]
    public async Task S55_conversations_may_be_asked_too_and_none_is_no_error()
    {
        using var handler = new CannedHandler("{\"text\":\"ok\",\"finish\":\"stop\"}");
        IReadOnlyList<ChatMessage>[] conversations = [[new(ChatRole.User, "one")], []];

        var outcomes = await Fake.Client(handler).GetResponsesAsync(conversations, new() { ModelId = "other" });

        Assert.Equal(("ok", LlmErrorKind.InvalidRequest), (outcomes[0].Response!.Text, Assert.IsType<LlmProviderException>(outcomes[1].Error).Kind));
        Assert.Contains("\"other\"", handler.Single.Text, StringComparison.Ordinal);
        Assert.Empty(await _model.GetResponsesAsync(Array.Empty<string>()));
    }

    [Fact]
    [Trait("Requirement", "S55")]
    public void S55_wrong_arguments_are_told_at_once()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => { _model.GetResponsesAsCompletedAsync(Numbers(1).ToAsyncEnumerable(), maxConcurrency: 0); });
        Assert.Throws<ArgumentNullException>(() => { _ = _model.GetResponsesAsync((IEnumerable<string>)null!); });
    }

    public void Dispose() => _model.Dispose();

    private IEnumerable<string> Numbers(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _pulled++;
            yield return $"{i}";
        }
    }

    private static async IAsyncEnumerable<string> Slow(Task gate, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        yield return "early";
        await gate.WaitAsync(cancellationToken);
        yield return "late";
    }

    private static async IAsyncEnumerable<string> Deaf(Task gate, TaskCompletionSource ended)
    {
        try
        {
            yield return "early";
            await gate;
            yield return "late";
        }
        finally
        {
            ended.SetResult();
        }
    }

    private static async IAsyncEnumerable<string> Broken()
    {
        yield return "asked";
        await Task.Yield();
        throw new IOException("disk");
    }

    private sealed class Seen : IProgress<PromptProgress>
    {
        public List<PromptProgress> Reports { get; } = [];

        public void Report(PromptProgress value) => Reports.Add(value);
    }
}
