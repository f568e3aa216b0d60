using System.Text;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Core.Framing;

public sealed class ServerSentEventTests
{
    public static TheoryData<string, string[]> Legal => new()
    {
        { "data: {\"a\":1}\n\ndata: {\"a\":2}\n\n", ["{\"a\":1}", "{\"a\":2}"] },
        { "data: {\"a\":1}\r\n\r\ndata: {\"a\":2}\r\n\r\n", ["{\"a\":1}", "{\"a\":2}"] },
        { "data: {\"a\":1}\r\rdata: {\"a\":2}\r\r", ["{\"a\":1}", "{\"a\":2}"] },
        { "data:{\"a\":1}\n\n", ["{\"a\":1}"] },
        { "data:  {\"a\":1}\n\n", [" {\"a\":1}"] },
        { "\uFEFFdata: {\"a\":1}\n\n", ["{\"a\":1}"] },
        { "data: {\ndata: \"a\":1\ndata: }\n\n", ["{\n\"a\":1\n}"] },
        { ": OPENROUTER PROCESSING\n\ndata: 1\n\n: ping\n\n", ["1"] },
        { "id: 1\nretry: 500\nevent: x\ndata: 1\n\n", ["x=1"] },
        { "event: ping\n\ndata: 1\n\n", ["1"] },
        { "data: \n\ndata:\n\ndata\n\ndata: 1\n\n", ["1"] },
        { "\n\n\n\ndata: 1\n\n\n\n", ["1"] },
        { "data: 1\nid\nunknown: 3\n\n", ["1"] },
        { "data: é🌍\n\n", ["é🌍"] },
        { "data: : keepalive\n\n", [": keepalive"] },
    };

    [Theory]
    [MemberData(nameof(Legal))]
    [Trait("Requirement", "T02")]
    [Trait("Requirement", "T03")]
    public async Task T03_every_legal_form_parses_alike_wherever_it_is_cut(string stream, string[] expected)
    {
        var bytes = Encoding.UTF8.GetBytes(stream);
        for (var cut = 0; cut < bytes.Length; cut++)
        {
            var frames = await Frames.EventsAsync(Frames.CutAt(bytes, cut));

            Assert.Equal(expected, frames.Select(f => f.Type.Length > 0 ? $"{f.Type}={f.Data}" : f.Data));
        }

        Assert.Equal(expected.Length, (await Frames.EventsAsync([.. bytes.Select(b => (object)new[] { b })])).Count);
    }

    [Theory]
    [InlineData("data: {\"a\":1}")]
    [InlineData("data: {\"a\":1}\n")]
    [InlineData("data: {\"a\":1}\r\n")]
    [InlineData("data: {\ndata: \"a\":1}")]
    [InlineData("data: [DONE]")]
    [InlineData("data: \"text\"")]
    public async Task A_last_event_without_its_blank_line_is_given_when_its_data_is_whole(string stream) =>
        Assert.Single(await Frames.EventsAsync(stream));

    [Theory]
    [InlineData("data: {\"a\":1")]
    [InlineData("data: {\"a\":\"1")]
    [InlineData("data: [DON")]
    [InlineData("data: {\ndata: \"a\":")]
    [InlineData("data: {} {}")]
    [InlineData("data: tru")]
    [InlineData("data: {\"a\":\"\xC3")]
    [InlineData("dat")]
    [InlineData("event: x")]
    public async Task A_last_event_that_was_cut_off_is_not_given(string stream) =>
        Assert.Empty(await Frames.EventsAsync(Encoding.Latin1.GetBytes(stream)));

    [Theory]
    [InlineData(16 * 1024)]
    [InlineData(100_000)]
    [InlineData(3_000_000)]
    public async Task An_event_may_be_larger_than_the_buffer(int length)
    {
        var text = new string('x', length);

        var frames = await Frames.EventsAsync($"data: 1\n\ndata: {text}\n\nda", "ta: 2\n\n");

        Assert.Equal(["1", text, "2"], frames.Select(f => f.Data));
    }

    [Fact]
    public async Task An_event_without_end_is_refused_at_the_limit()
    {
        var piece = new byte[4 * 1024 * 1024];
        Array.Fill(piece, (byte)'x');
        await using var body = new ScriptedStream([.. Enumerable.Repeat<object>(piece, 40)]);
        using var reader = FrameReader.Create(body, StreamFraming.ServerSentEvents);

        var e = await Assert.ThrowsAsync<System.Text.Json.JsonException>(async () =>
        {
            while (await reader.FillAsync(default))
            {
                Assert.False(reader.TryRead(out _));
            }
        });

        Assert.Contains("larger than", e.Message, StringComparison.Ordinal);
        Assert.InRange(reader.TotalBytes, LlmLimits.DefaultMaxEventBytes / 2, LlmLimits.DefaultMaxEventBytes);
    }

    [Fact]
    public async Task A_carriage_return_at_the_end_of_what_arrived_ends_the_event_at_once()
    {
        var gate = new TaskCompletionSource();
        await using var body = new ScriptedStream("data: 1\r\n\r", gate.Task, "\ndata: 2\r\n\r\n");
        using var reader = FrameReader.Create(body, StreamFraming.ServerSentEvents);

        await reader.FillAsync(default);

        Assert.True(reader.TryRead(out var frame));
        Assert.Equal("1"u8, frame.Data);
        gate.SetResult();
        await reader.FillAsync(default);
        Assert.True(reader.TryRead(out frame));
        Assert.Equal("2"u8, frame.Data);
        Assert.False(reader.TryRead(out _));
    }

    [Theory]
    [InlineData("{\"error\":1}", '{')]
    [InlineData(" \r\n\t[1]", '[')]
    [InlineData("\uFEFF{}", '{')]
    [InlineData("data: 1", 'd')]
    public async Task The_first_byte_tells_a_JSON_body_wherever_it_is_cut(string stream, char expected)
    {
        var bytes = Encoding.UTF8.GetBytes(stream);
        for (var cut = 0; cut < bytes.Length; cut++)
        {
            await using var body = new ScriptedStream(Frames.CutAt(bytes, cut));
            using var reader = FrameReader.Create(body, StreamFraming.ServerSentEvents);
            byte? first = null;
            while (first is null && await reader.FillAsync(default))
            {
                first = reader.FirstByte();
            }

            Assert.Equal((byte)expected, first);
        }
    }
}
