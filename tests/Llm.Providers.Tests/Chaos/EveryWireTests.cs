using System.Text;
using System.Text.RegularExpressions;
using Llm.Providers.Testing;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Chaos;

/// <summary>The laws of streams and errors that no wire is exempt from.</summary>
public sealed partial class EveryWireTests
{
    private const string Advice = "Slow down, please";

    public static TheoryData<string> Names => ChaosWires.Names;

    public static IEnumerable<object[]> EventStreams => ChaosWires.All.Where(w => w.ContentType == "text/event-stream").Select(w => new object[] { w.Name });

    public static IEnumerable<object[]> ErrorShapes =>
        from wire in ChaosWires.All
        from body in new[]
        {
            $$$"""{"error":{"message":"{{{Advice}}}"}}""", $$"""{"error":"{{Advice}}"}""", $$"""{"message":"{{Advice}}"}""", $$"""{"detail":"{{Advice}}"}""", $$$"""[{"error":{"code":400,"message":"{{{Advice}}}"}}]""",
            Advice, $"<html><body>{Advice}</body></html>", $"\"{Advice}\"", $$"""{"error":{"message":"{{Advice}}""", "", "null", "[]", "{}", "\u0000\u0001",
        }
        select new object[] { wire.Name, body };

    [Theory]
    [MemberData(nameof(Names))]
    [Trait("Requirement", "T02")]
    public async Task T02_keep_alives_between_events_say_nothing(string wire)
    {
        var met = ChaosWires.Named(wire);
        string[] noises = met.ContentType == "text/event-stream" ? [": PROCESSING\n\n", "data: : keepalive\n\n", "data: \n\n", "event: ping\n\n", "\n\n\n"] : ["\n", "\r\n", "  \n"];
        foreach (var noise in noises)
        {
            var answer = RecordedWire.Stream(met.ContentType, met.Events.SelectMany(e => new[] { noise, e }));

            FaultTests.AssertWhole(await MeetAsync(met, answer), ChaosWires.Text);
        }
    }

    [Theory]
    [MemberData(nameof(EventStreams))]
    [Trait("Requirement", "T03")]
    public async Task T03_other_line_ends_and_forms_of_an_event_say_the_same(string wire)
    {
        var met = ChaosWires.Named(wire);
        Func<string, string>[] forms = [e => e.ReplaceLineEndings("\r\n"), e => e.ReplaceLineEndings("\r"), e => e.Replace("data: ", "data:", StringComparison.Ordinal), e => "id: 7\nretry: 3000\n" + e];
        foreach (var form in forms)
        {
            FaultTests.AssertWhole(await MeetAsync(met, RecordedWire.Stream(met.ContentType, met.Events.Select(form))), ChaosWires.Text);
        }

        FaultTests.AssertWhole(await MeetAsync(met, RecordedWire.Stream(met.ContentType, ["\uFEFF", .. met.Events])), ChaosWires.Text);
    }

    [Theory]
    [MemberData(nameof(Names))]
    [Trait("Requirement", "T03")]
    public async Task T03_two_events_glued_together_are_malformed_and_the_text_before_is_kept(string wire)
    {
        var met = ChaosWires.Named(wire);
        var middle = met.Events.ToList().FindIndex(e => e.Contains("jumps over", StringComparison.Ordinal));
        var glued = met.Events[middle].TrimEnd()[..^9] + met.Events[middle + 1];

        var run = await MeetAsync(met, RecordedWire.Stream(met.ContentType, [.. met.Events.Take(middle), glued, .. met.Events.Skip(middle + 2)]));

        // The text of the broken event may be whole: where it was read as it came, it was given.
        Assert.Equal(LlmErrorKind.MalformedResponse, run.Kind);
        Assert.StartsWith("The quick brown 🌍 fox ", run.Text, StringComparison.Ordinal);
        Assert.StartsWith(run.Text, ChaosWires.Text, StringComparison.Ordinal);
        Assert.Equal(run.Text, ((LlmProviderException)run.Failure!).PartialText);
    }

    [Theory]
    [MemberData(nameof(Names))]
    [Trait("Requirement", "T20")]
    public async Task T20_a_cancelled_stream_is_cancelled_and_closes_its_connection(string wire)
    {
        var met = ChaosWires.Named(wire);
        var emulator = FaultRun.Emulate(met.Stream, Faults.StallInBody.Schedule, TimeProvider.System);
        using var handler = new EmulatorHandler(emulator);
        using var cancel = new CancellationTokenSource();
        var text = new StringBuilder();

        var e = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var update in met.Create(handler, null, null).CreateChatClient(met.Model).GetStreamingResponseAsync("hi", cancellationToken: cancel.Token))
            {
                text.Append(update.Text);
                await cancel.CancelAsync();
            }
        });

        Assert.Equal(cancel.Token, e.CancellationToken);
        Assert.StartsWith("The quick ", text.ToString(), StringComparison.Ordinal);
        Assert.Equal(ExchangeOutcome.Abandoned, await Assert.Single(emulator.Exchanges).Outcome.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    [Trait("Requirement", "T20")]
    public async Task T20_a_caller_that_stops_reading_closes_the_connection(string wire)
    {
        var met = ChaosWires.Named(wire);
        var emulator = FaultRun.Emulate(met.Stream, Faults.StallInBody.Schedule, TimeProvider.System);
        using var handler = new EmulatorHandler(emulator);

        await foreach (var _ in met.Create(handler, null, null).CreateChatClient(met.Model).GetStreamingResponseAsync("hi"))
        {
            break;
        }

        Assert.Equal(ExchangeOutcome.Abandoned, await Assert.Single(emulator.Exchanges).Outcome.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Theory]
    [MemberData(nameof(ErrorShapes))]
    [Trait("Requirement", "S58")]
    [Trait("Requirement", "T21")]
    public async Task T21_an_error_of_any_shape_keeps_its_status_its_body_and_its_words(string wire, string body)
    {
        var handler = new CannedHandler(new CannedResponse(503, body).With("x-request-id", "req-9"));
        foreach (var streamed in new[] { true, false })
        {
            var run = await FaultRun.CallAsync(ChaosWires.Named(wire).Create(handler, null, o => o.MaxRetries = 0).CreateChatClient(ChaosWires.Named(wire).Model), streamed);

            var e = Assert.IsType<LlmProviderException>(run.Failure);
            Assert.Equal((LlmErrorKind.Unavailable, 503, "req-9"), (e.Kind, (int?)e.StatusCode, e.RequestId));
            Assert.Equal(body, e.ResponseBody ?? "");
            if (body.StartsWith('{') && body.EndsWith('}') && body.Contains(Advice, StringComparison.Ordinal))
            {
                Assert.Equal(Advice, e.VendorMessage);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    [Trait("Requirement", "T40")]
    public async Task T40_a_stream_put_together_is_the_whole_answer(string wire)
    {
        var met = ChaosWires.Named(wire);

        var streamed = (await MeetAsync(met, met.Stream)).Response!;
        var whole = (await FaultRun.MeetAsync(met, ByteSchedule.AsWritten, streamed: false)).Response!;

        Assert.Equal(Facts(whole), Facts(streamed));
    }

    [Theory]
    [MemberData(nameof(Names))]
    [Trait("Requirement", "T40")]
    public async Task T40_all_updates_of_a_turn_have_one_id_one_role_and_one_usage(string wire)
    {
        var met = ChaosWires.Named(wire);
        using var handler = new EmulatorHandler(FaultRun.Emulate(met.Stream, ByteSchedule.AsWritten, TimeProvider.System));

        var updates = await met.Create(handler, null, null).CreateChatClient(met.Model).GetStreamingResponseAsync("hi").ToListAsync();

        Assert.NotNull(Assert.Single(updates.Select(u => u.MessageId).Distinct()));
        Assert.NotNull(Assert.Single(updates.Select(u => u.ResponseId).Distinct()));
        Assert.Equal(ChatRole.Assistant, Assert.Single(updates.Select(u => u.Role).Distinct()));
        Assert.Single(updates.SelectMany(u => u.Contents).OfType<UsageContent>());
        Assert.NotNull(Assert.Single(updates, u => u.FinishReason is not null));
        Assert.NotNull(updates[^1].FinishReason);
    }

    // A wire without ids gets new ones for each turn.
    private static string Facts(ChatResponse response) => MadeUpId().Replace(Describe(response), "msg_*");

    [GeneratedRegex("msg_[0-9a-f]{32}")]
    private static partial Regex MadeUpId();

    private static string Describe(ChatResponse response)
    {
        var message = Assert.Single(response.Messages);
        var contents = message.Contents.Where(c => c is not UsageContent).Select(c => c is FunctionCallContent call ? $"{call.CallId} {call.Name} {call.Arguments!["city"]}" : $"{c.GetType().Name} {c}");
        return $"{response.ResponseId} {response.ModelId} {response.FinishReason} {message.Role} {message.MessageId} {response.Usage?.InputTokenCount}+{response.Usage?.OutputTokenCount} {string.Join(" | ", contents)}";
    }

    private static Task<FaultRun> MeetAsync(ChaosWire wire, EmulatorResponse answer) =>
        Task.Run(() => FaultRun.MeetAsync(wire, ByteSchedule.From(_ => answer), streamed: true));
}
