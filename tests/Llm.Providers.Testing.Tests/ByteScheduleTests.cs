using System.Text;
using Microsoft.Extensions.Time.Testing;

namespace Llm.Providers.Testing.Tests;

public sealed class ByteScheduleTests
{
    private const string Done = "data: [DONE]\n\n";

    private static readonly string s_stream = Requests.WithStream(Requests.User("scenario:unicode"), true);

    public static TheoryData<string> Transports => EmulatedHttp.Transports;

    [Theory, MemberData(nameof(Transports))]
    [Trait("Case", "T01")]
    public async Task Splits_change_no_byte(string transport)
    {
        // Requests of one emulator differ in their ids, so each schedule gets a fresh one.
        var bodies = new List<string>();
        ByteSchedule[] schedules = [ByteSchedule.AsWritten, ByteSchedule.Whole, ByteSchedule.EveryByte, ByteSchedule.Pieces(7), ByteSchedule.SplitAt(3, 500)];
        foreach (var schedule in schedules)
        {
            await using var http = await EmulatedHttp.StartAsync(transport, new() { ByteSchedule = schedule, TimeProvider = new FakeTimeProvider() });
            using var response = await http.PostAsync("chat/completions", s_stream);
            bodies.Add(await response.Content.ReadAsStringAsync());
        }

        Assert.EndsWith(Done, bodies[0], StringComparison.Ordinal);
        Assert.All(bodies, body => Assert.Equal(bodies[0], body));
    }

    [Fact]
    public async Task Each_piece_is_one_read()
    {
        Assert.Equal([3, 7, 90], (await ReadsAsync(ByteSchedule.SplitAt(10, 3, 100))).Take(3));
        Assert.All(await ReadsAsync(ByteSchedule.EveryByte), length => Assert.Equal(1, length));
        Assert.All((await ReadsAsync(ByteSchedule.Pieces(64))).SkipLast(1), length => Assert.Equal(64, length));
        Assert.Single(await ReadsAsync(ByteSchedule.Whole));
        Assert.Equal(
            Encoding.UTF8.GetByteCount(Done),
            (await ReadsAsync(ByteSchedule.AsWritten))[^1]);
    }

    [Theory, MemberData(nameof(Transports))]
    [Trait("Case", "T06")]
    public async Task A_cut_delivers_its_bytes_and_then_breaks(string transport)
    {
        foreach (var stream in new[] { s_stream, Requests.User("scenario:text"), Requests.User("scenario:err500") })
        {
            await using var http = await EmulatedHttp.StartAsync(transport, new() { ByteSchedule = ByteSchedule.CutAfter(123) });
            using var response = await http.PostAsync("chat/completions", stream);
            var (bytes, failure) = await DrainAsync(response);

            Assert.Equal(123, bytes.Length);
            Assert.Equal(HttpRequestError.ResponseEnded, Assert.IsType<HttpIOException>(failure).HttpRequestError);
            Assert.Equal(ExchangeOutcome.Cut, await http.Emulator.Exchanges[0].Outcome);
        }
    }

    [Fact]
    public async Task A_broken_body_stays_broken()
    {
        await using var http = await EmulatedHttp.StartAsync("handler", new() { ByteSchedule = ByteSchedule.CutAfter(0) });
        using var response = await http.PostAsync("chat/completions", s_stream);
        await using var body = await response.Content.ReadAsStreamAsync();

        await Assert.ThrowsAsync<HttpIOException>(async () => await body.ReadExactlyAsync(new byte[1]));
        await Assert.ThrowsAsync<IOException>(async () => await body.ReadExactlyAsync(new byte[1]));
    }

    [Theory, MemberData(nameof(Transports))]
    public async Task A_cut_of_no_bytes_delivers_the_headers(string transport)
    {
        await using var http = await EmulatedHttp.StartAsync(transport, new() { ByteSchedule = ByteSchedule.CutAfter(0) });
        using var response = await http.PostAsync("chat/completions", s_stream);
        var (bytes, failure) = await DrainAsync(response);

        Assert.Empty(bytes);
        Assert.IsType<HttpIOException>(failure);
    }

    [Theory, MemberData(nameof(Transports))]
    public async Task A_cut_beyond_the_body_still_breaks_it(string transport)
    {
        await using var http = await EmulatedHttp.StartAsync(transport, new() { ByteSchedule = ByteSchedule.CutAfter(int.MaxValue) });
        using var response = await http.PostAsync("chat/completions", s_stream);
        var (bytes, failure) = await DrainAsync(response);

        Assert.EndsWith(Done, Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
        Assert.IsType<HttpIOException>(failure);
    }

    [Theory, MemberData(nameof(Transports))]
    public async Task A_cut_before_the_headers_fails_the_request(string transport)
    {
        await using var http = await EmulatedHttp.StartAsync(transport, new() { ByteSchedule = ByteSchedule.CutBeforeHeaders });

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => http.PostAsync("chat/completions", s_stream));

        Assert.Null(failure.StatusCode);
        Assert.Equal(ExchangeOutcome.Cut, await http.Emulator.Exchanges[0].Outcome);
    }

    [Theory, MemberData(nameof(Transports))]
    public async Task An_early_end_is_a_clean_one(string transport)
    {
        await using var http = await EmulatedHttp.StartAsync(transport, new() { ByteSchedule = ByteSchedule.EndAfter(50) });

        foreach (var body in new[] { s_stream, Requests.User("scenario:text") })
        {
            using var response = await http.PostAsync("chat/completions", body);
            var (bytes, failure) = await DrainAsync(response);

            Assert.Equal(50, bytes.Length);
            Assert.Null(failure);
        }
    }

    [Theory, MemberData(nameof(Transports))]
    [Trait("Case", "T20")]
    public async Task A_stall_delivers_its_bytes_and_holds_until_the_client_leaves(string transport)
    {
        await using var http = await EmulatedHttp.StartAsync(transport, new() { ByteSchedule = ByteSchedule.StallAfter(40) });
        using var response = await http.PostAsync("chat/completions", s_stream);
        await using var body = await response.Content.ReadAsStreamAsync();
        using var cancel = new CancellationTokenSource();
        await body.ReadExactlyAsync(new byte[40], cancel.Token);

        var next = body.ReadAsync(new byte[1], cancel.Token);
        Assert.False(next.IsCompleted);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
        Assert.Equal(ExchangeOutcome.Abandoned, await http.Emulator.Exchanges[0].Outcome);
    }

    [Theory, MemberData(nameof(Transports))]
    [Trait("Case", "T20")]
    public async Task A_stall_before_the_headers_holds_until_the_client_leaves(string transport)
    {
        await using var http = await EmulatedHttp.StartAsync(transport, new() { ByteSchedule = ByteSchedule.StallBeforeHeaders });
        using var cancel = new CancellationTokenSource();
        var sending = http.PostAsync("chat/completions", s_stream, cancel.Token);
        while (http.Emulator.Exchanges.Count == 0)
        {
            await Task.Yield();
        }

        Assert.False(sending.IsCompleted);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        Assert.Equal(ExchangeOutcome.Abandoned, await http.Emulator.Exchanges[0].Outcome);
    }

    [Theory, MemberData(nameof(Transports))]
    [Trait("Case", "T02")]
    public async Task Foreign_bytes_are_put_where_they_belong(string transport)
    {
        var schedule = ByteSchedule.Inject(0, ": keep-alive\n\n").Then(ByteSchedule.Inject(4, "!"));
        await using var http = await EmulatedHttp.StartAsync(transport, new() { ByteSchedule = schedule });
        using var response = await http.PostAsync("chat/completions", s_stream);

        Assert.StartsWith(": ke!ep-alive\n\ndata: {", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Foreign_bytes_beyond_the_end_are_appended()
    {
        await using var http = await EmulatedHttp.StartAsync("handler", new() { ByteSchedule = ByteSchedule.Inject(int.MaxValue, "more") });
        using var response = await http.PostAsync("chat/completions", s_stream);

        Assert.EndsWith(Done + "more", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_schedule_of_a_running_emulator_can_be_changed()
    {
        await using var http = await EmulatedHttp.StartAsync("handler");
        http.Emulator.ByteSchedule = ByteSchedule.EndAfter(5);
        using var response = await http.PostAsync("chat/completions", s_stream);

        Assert.Equal("data:", await response.Content.ReadAsStringAsync());
    }

    private static async Task<List<int>> ReadsAsync(ByteSchedule schedule)
    {
        await using var http = await EmulatedHttp.StartAsync("handler", new() { ByteSchedule = schedule });
        using var response = await http.PostAsync("chat/completions", s_stream);
        await using var body = await response.Content.ReadAsStreamAsync();
        var reads = new List<int>();
        var buffer = new byte[1 << 16];
        while (await body.ReadAsync(buffer) is var length and > 0)
        {
            reads.Add(length);
        }

        return reads;
    }

    private static async Task<(byte[] Bytes, Exception? Failure)> DrainAsync(HttpResponseMessage response)
    {
        var bytes = new List<byte>();
        var buffer = new byte[256];
        await using var body = await response.Content.ReadAsStreamAsync();
        try
        {
            while (await body.ReadAsync(buffer) is var length and > 0)
            {
                bytes.AddRange(buffer[..length]);
            }

            return ([.. bytes], null);
        }
        catch (IOException failure)
        {
            return ([.. bytes], failure);
        }
    }
}
