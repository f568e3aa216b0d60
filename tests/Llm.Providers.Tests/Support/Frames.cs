using System.Text;

namespace Llm.Providers.Tests.Support;

/// <summary>Reads all frames of a body.</summary>
internal static class Frames
{
    public static async Task<List<(string Type, string Data)>> ReadAsync(StreamFraming framing, params object[] chunks)
    {
        var frames = new List<(string, string)>();
        await using var body = new ScriptedStream(chunks);
        using var reader = FrameReader.Create(body, framing);
        do
        {
            Drain(reader, frames);
        }
        while (await reader.FillAsync(default));

        Drain(reader, frames);
        return frames;
    }

    public static Task<List<(string Type, string Data)>> EventsAsync(params object[] chunks) => ReadAsync(StreamFraming.ServerSentEvents, chunks);

    public static Task<List<(string Type, string Data)>> LinesAsync(params object[] chunks) => ReadAsync(StreamFraming.NewlineDelimitedJson, chunks);

    /// <summary>Cuts bytes at one place.</summary>
    public static object[] CutAt(byte[] bytes, int at) => at == 0 ? [bytes] : [bytes[..at], bytes[at..]];

    private static void Drain(FrameReader reader, List<(string, string)> frames)
    {
        while (reader.TryRead(out var frame))
        {
            frames.Add((Encoding.UTF8.GetString(frame.EventType), Encoding.UTF8.GetString(frame.Data)));
        }
    }
}
