using System.Net.ServerSentEvents;
using System.Text;
using System.Text.RegularExpressions;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Core.Framing;

/// <summary>The parser of the base class library, which is written to the same standard, is the oracle.</summary>
public sealed class ServerSentEventOracleTests
{
    private static readonly string[] s_ends = ["\n", "\r\n", "\r"];

    // An event name always comes with data: for one without, the standard forgets the name and the inbox parser keeps it.
    private static readonly string[][] s_lines =
    [
        ["data: {\"a\":1}"], ["data:{\"b\":2}"], ["data:"], ["data"], ["data:  two spaces"], ["data: [DONE]"], ["data: é🌍"], ["event: ping", "data: 1"], ["data: 1", "event:error"], ["event: x", "event:", "data: 1"],
        ["event", "data: 1"], ["id: 7"], ["retry: 100"], [": comment"], [":"], ["nonsense"], ["data : x"], [" data: x"], [""], [""], [""],
    ];

    [Fact]
    public async Task Every_generated_stream_gives_the_frames_of_the_inbox_parser()
    {
        for (var seed = 0; seed < 3_000; seed++)
        {
            var random = new Random(seed);
            var stream = Generate(random);
            var expected = Oracle(stream);

            var actual = await Frames.EventsAsync(Chop(stream, random));

            Assert.True(expected.SequenceEqual(actual), $"Seed {seed}: {Show(expected)} expected, {Show(actual)} found in {Escaped(stream)}");
        }
    }

    private static byte[] Generate(Random random)
    {
        var text = new StringBuilder(random.Next(8) == 0 ? "\uFEFF" : "");
        var end = s_ends[random.Next(s_ends.Length)];
        var mixed = random.Next(2) == 0;
        for (var i = random.Next(30); i >= 0; i--)
        {
            foreach (var line in s_lines[random.Next(s_lines.Length)])
            {
                var filler = random.Next(40) == 0 && line.Length > 0 ? 20_000 + random.Next(30_000) : 0; // larger than the buffer
                text.Append(line).Append('x', filler).Append(mixed ? s_ends[random.Next(s_ends.Length)] : end);
            }
        }

        return Encoding.UTF8.GetBytes(text.Append("\n\n").ToString());
    }

    private static List<(string Type, string Data)> Oracle(byte[] stream)
    {
        using var body = new MemoryStream(stream);
        return [.. SseParser.Create(body).Enumerate().Where(e => e.Data.Length > 0).Select(e => (e.EventType == "message" ? "" : e.EventType, e.Data))];
    }

    private static object[] Chop(byte[] stream, Random random)
    {
        var chunks = new List<object>();
        var largest = random.Next(3) switch { 0 => 3, 1 => 50, _ => 20_000 };
        for (var at = 0; at < stream.Length;)
        {
            var length = Math.Min(random.Next(1, largest), stream.Length - at);
            chunks.Add(stream[at..(at + length)]);
            at += length;
        }

        return [.. chunks];
    }

    private static string Show(List<(string Type, string Data)> frames) => string.Join(" | ", frames.Select(f => $"{Short(f.Type)}:{Short(f.Data)}"));

    private static string Short(string text) => text.Length > 60 ? $"{text[..60]}({text.Length})" : text;

    private static string Escaped(byte[] stream) =>
        Regex.Replace(Encoding.UTF8.GetString(stream), "x{9,}", m => $"x({m.Length})").Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
