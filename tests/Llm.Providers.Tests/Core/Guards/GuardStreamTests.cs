using Llm.Providers.Tests.Core.Routing;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Core.Guards;

/// <summary>Guards and streams.</summary>
public sealed class GuardStreamTests
{
    private readonly Watch _guard = new();

    [Fact]
    [Trait("Requirement", "S52")]
    public async Task S52_a_stream_that_is_held_back_shows_nothing_that_is_blocked()
    {
        var (updates, failure) = await Fake.ReadAsync(Client(OutputChecking.BeforeDelivery, "for", "bidden"));

        Assert.Empty(updates);
        Assert.Equal(LlmErrorKind.ContentFiltered, Assert.IsType<LlmProviderException>(failure).Kind);
        Assert.Equal((ContentStage.Output, "forbidden"), _guard.Seen[^1]);
    }

    [Fact]
    [Trait("Requirement", "S52")]
    public async Task S52_a_stream_that_is_passed_on_ends_with_the_block()
    {
        var (updates, failure) = await Fake.ReadAsync(Client(OutputChecking.AfterDelivery, "for", "bidden"));

        Assert.Equal("forbidden", string.Concat(updates.Select(u => u.Text)));
        Assert.Equal(LlmErrorKind.ContentFiltered, Assert.IsType<LlmProviderException>(failure).Kind);
    }

    [Theory]
    [InlineData(OutputChecking.Off)]
    [InlineData(OutputChecking.AfterDelivery)]
    [InlineData(OutputChecking.BeforeDelivery)]
    [Trait("Requirement", "S52")]
    public async Task S52_a_stream_that_passes_is_what_it_was(OutputChecking checking)
    {
        var plain = await Fake.Client(new CannedHandler(Stream("Hel", "lo"))).GetStreamingResponseAsync("hi").ToListAsync();

        var (updates, failure) = await Fake.ReadAsync(Client(checking, "Hel", "lo"));

        Assert.Null(failure);
        Assert.Equal(plain.Select(u => (u.Text, u.FinishReason, u.Contents.Count)), updates.Select(u => (u.Text, u.FinishReason, u.Contents.Count)));
    }

    [Fact]
    [Trait("Requirement", "S52")]
    public async Task S52_notes_come_last_with_the_other_warnings()
    {
        var client = Fake.Client(new CannedHandler(Stream("an odd answer")), model: "plain").UseContentGuard(_guard, new() { Output = OutputChecking.AfterDelivery });

        var response = await client.GetStreamingResponseAsync("hi", new() { TopK = 3 }).ToChatResponseAsync();

        Assert.Equal("an odd answer", Assert.Single(response.Messages).Text);
        Assert.Equal([true, false], response.GetWarnings().Select(w => w.Contains("TopK", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("Requirement", "S52")]
    public async Task S52_a_group_does_not_ask_another_vendor_to_get_round_a_guard(bool failsOverOnFilters)
    {
        using var second = new CannedHandler(new CannedResponse(Kit.Ok));
        var guarded = Kit.Target("a", new CannedHandler(Kit.Ok));
        var group = Kit.Group(
            null,
            o =>
            {
                if (failsOverOnFilters)
                {
                    o.FailOverOn.Add(LlmErrorKind.ContentFiltered);
                }
            },
            new ModelGroupTarget(guarded.Model) { Client = guarded.Client!.UseContentGuard(_guard) },
            Kit.Target("b", second)).CreateChatClient();

        var e = await Fake.FailureAsync(() => group.GetResponseAsync("forbidden"));
        var streamed = await Record.ExceptionAsync(async () => await group.GetStreamingResponseAsync("forbidden").ToListAsync());

        Assert.Equal((LlmErrorKind.ContentFiltered, "blocked_by_guard"), (e.Kind, e.ErrorCode));
        Assert.Equal("blocked_by_guard", Assert.IsType<LlmProviderException>(streamed).ErrorCode);
        Assert.Empty(second.Sent);
    }

    private static string Stream(params string[] texts) => Fake.Events([.. texts.Select(t => $"{{\"text\":\"{t}\"}}"), "{\"finish\":\"stop\"}", "[DONE]"]);

    private IChatClient Client(OutputChecking checking, params string[] texts) => Fake.Client(new CannedHandler(Stream(texts))).UseContentGuard(_guard, new() { Output = checking });
}
