using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;

namespace Llm.Providers.Testing.Tests;

/// <summary>The emulator as a whole: what it records, how it keeps time, how it starts, stops and grows.</summary>
public sealed class EmulatorTests
{
    [Theory, MemberData(nameof(EmulatedHttp.Transports), MemberType = typeof(EmulatedHttp))]
    public async Task Requests_are_recorded_with_path_query_headers_and_body(string transport)
    {
        await using var http = await EmulatedHttp.StartAsync(transport);
        var body = Requests.User("Grüße");
        using var first = await http.PostAsync("chat/completions?api-version=1", body, default, ("X-Test-Id", "7"));
        using var second = await http.Client.GetAsync("models");

        var (chat, models) = (http.Emulator.Requests[0], http.Emulator.Requests[1]);

        Assert.Equal(("POST", "/v1/chat/completions", "api-version=1"), (chat.Method, chat.Path, chat.Query));
        Assert.Equal(("7", "application/json; charset=utf-8"), (chat.Header("x-test-id"), chat.Header("content-type")));
        Assert.Equal(body, chat.Text);
        Assert.Equal("Grüße", chat.ReadJson().GetProperty("messages")[0].GetProperty("content").GetString());
        Assert.Equal(("GET", "/v1/models", 0), (models.Method, models.Path, models.Body.Length));
        Assert.Null(models.Header("x-test-id"));
    }

    [Theory, MemberData(nameof(EmulatedHttp.Transports), MemberType = typeof(EmulatedHttp))]
    public async Task An_answer_read_to_its_end_is_completed(string transport)
    {
        await using var http = await EmulatedHttp.StartAsync(transport);

        await http.ChatAsync(Requests.User("scenario:text"), stream: true);

        Assert.Equal(ExchangeOutcome.Completed, await http.Emulator.Exchanges[0].Outcome);
    }

    [Theory, MemberData(nameof(EmulatedHttp.Transports), MemberType = typeof(EmulatedHttp))]
    [Trait("Requirement", "S20")]
    public async Task A_response_disposed_in_the_middle_is_abandoned(string transport)
    {
        await using var http = await EmulatedHttp.StartAsync(transport, new() { ByteSchedule = ByteSchedule.StallAfter(100) });
        var response = await http.PostAsync("chat/completions", Requests.WithStream(Requests.User("scenario:text"), true));

        response.Dispose();

        Assert.Equal(ExchangeOutcome.Abandoned, await http.Emulator.Exchanges[0].Outcome);
    }

    [Fact]
    public async Task A_slow_answer_follows_the_clock()
    {
        var clock = new FakeTimeProvider();
        await using var http = await EmulatedHttp.StartAsync("handler", new() { TimeProvider = clock });

        var sending = http.PostAsync("chat/completions", Requests.WithStream(Requests.User("scenario:slow"), true));
        Assert.False(sending.IsCompleted);
        clock.Advance(TimeSpan.FromMilliseconds(100));
        using var response = await sending;
        await using var body = await response.Content.ReadAsStreamAsync();
        var buffer = new byte[4096];
        Assert.True(await body.ReadAsync(buffer) > 0);

        var read = body.ReadAsync(buffer);
        clock.Advance(TimeSpan.FromMilliseconds(99));
        Assert.False(read.IsCompleted);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(await read > 0);
    }

    [Fact]
    public async Task A_slow_answer_that_is_not_streamed_comes_after_all_its_time()
    {
        var clock = new FakeTimeProvider();
        await using var http = await EmulatedHttp.StartAsync("handler", new() { TimeProvider = clock });

        var sending = http.PostAsync("chat/completions", Requests.User("scenario:slow"));
        clock.Advance(TimeSpan.FromSeconds(2.5));
        Assert.False(sending.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(0.1));

        using var response = await sending;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Latency_can_be_turned_off()
    {
        await using var http = await EmulatedHttp.StartAsync("handler", new() { TimeProvider = new FakeTimeProvider(), ScenarioLatency = false });

        Assert.Equal(BuiltInScenarios.LongText, (await http.ChatAsync(Requests.User("scenario:slow"), stream: true)).Text);
    }

    [Fact]
    public async Task Splits_keep_the_delays()
    {
        var clock = new FakeTimeProvider();
        await using var http = await EmulatedHttp.StartAsync("handler", new() { TimeProvider = clock, ByteSchedule = ByteSchedule.Whole });
        var sending = http.PostAsync("chat/completions", Requests.WithStream(Requests.User("scenario:slow"), true));
        clock.Advance(TimeSpan.FromMilliseconds(100));
        using var response = await sending;

        var reading = response.Content.ReadAsStringAsync();
        clock.Advance(TimeSpan.FromSeconds(2.4));
        Assert.False(reading.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Contains("twenty", await reading, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_server_listens_on_loopback_only_and_lets_go_of_its_port()
    {
        var server = await EmulatorServer.StartAsync();
        var (host, port) = (server.Endpoint.Host, server.Endpoint.Port);
        await Assert.ThrowsAsync<IOException>(() => EmulatorServer.StartAsync(new() { Port = port }));
        await server.DisposeAsync();

        using var socket = new TcpClient();
        await Assert.ThrowsAsync<SocketException>(() => socket.ConnectAsync(host, port));
        Assert.Equal("127.0.0.1", host);
    }

    [Fact]
    public async Task Stopping_the_server_ends_a_stalled_answer()
    {
        var http = await EmulatedHttp.StartAsync("server", new() { ByteSchedule = ByteSchedule.StallAfter(10) });
        using var response = await http.PostAsync("chat/completions", Requests.User("scenario:text"));
        var reading = response.Content.ReadAsByteArrayAsync();

        await http.DisposeAsync();

        await Assert.ThrowsAnyAsync<Exception>(() => reading);
        Assert.Equal(ExchangeOutcome.Abandoned, await http.Emulator.Exchanges[0].Outcome);
    }

    [Fact]
    public async Task A_body_of_many_megabytes_is_taken()
    {
        await using var http = await EmulatedHttp.StartAsync("server");
        var image = Convert.ToBase64String(new byte[24_000_000]);

        var answer = await http.ChatAsync(Requests.Messages(
            $$$"""[{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/webp;base64,{{{image}}}"}}]}]"""));

        Assert.Contains("image/webp of 24000000 bytes", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hundred_clients_at_once_get_their_own_answers()
    {
        await using var http = await EmulatedHttp.StartAsync("server");

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(number => http.ChatAsync(Requests.User($"number {number}."), stream: true)));

        Assert.All(answers.Index(), answer => Assert.Contains($"number {answer.Index}.", answer.Item.Text, StringComparison.Ordinal));
        Assert.Equal(100, http.Emulator.Exchanges.Count);
    }

    [Fact]
    public async Task A_protocol_of_your_own_is_one_class()
    {
        await using var http = await EmulatedHttp.StartAsync("server", new() { Wires = { [0] = new ShoutingWire() } });

        Assert.Equal("OSLO: HELLO FROM THE MOCK SERVER.", await http.Client.GetStringAsync("/shout/oslo/now?scenario:text"));
        using var failure = await http.Client.GetAsync("/shout/oslo/now?scenario:err503");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "OVERLOADED"), (failure.StatusCode, await failure.Content.ReadAsStringAsync()));
        using var missing = await http.Client.GetAsync("/shout/nothing");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    private sealed class ShoutingWire : IWireEmulator
    {
        public string Name => "shouting";

        public IReadOnlyList<EmulatorRoute> Routes { get; } =
        [
            new("GET", "/shout/{id}/now", call => Say(200, $"{call.Id}: {call.Reply(new() { UserText = call.Request.Query }).Text}")),
        ];

        public bool Speaks(EmulatorRequest request) => request.Path.StartsWith("/shout", StringComparison.Ordinal);

        public string? ReadKey(EmulatorRequest request) => null;

        public EmulatorResponse Fail(ScenarioError error, EmulatorCall call) => Say(error.Status, error.Message);

        private static EmulatorResponse Say(int status, string text) =>
            new() { Status = status, Body = [new(System.Text.Encoding.UTF8.GetBytes(text.ToUpperInvariant()))] };
    }
}
