using System.Text;

namespace Llm.Providers.Testing;

/// <summary>The faults that servers, proxies and networks make. "In the middle" is after half of the writes of a stream, or half of the bytes of a whole answer.</summary>
public static class Faults
{
    private const string Html = "<!DOCTYPE html>\n<html><head><title>Please sign in</title></head>\n<body><h1>Please sign in</h1>: data: none</body></html>\n";

    /// <summary>Longer than any event of an answer: a client that keeps all of it in memory is at the mercy of the server.</summary>
    private const int OversizedLineMegabytes = 80;

    private static readonly TimeSpan s_dripInterval = TimeSpan.FromMilliseconds(1);

    /// <summary>Gets the fault of a port nobody listens on. Over a socket, where a connection stands already, it is reset.</summary>
    public static Fault ConnectionRefused { get; } = new("connection refused", "nobody listens", ByteSchedule.From(answer => answer with { HeadersFate = HeadersFate.Refused }));

    /// <summary>Gets the fault of a server that drops the connection instead of answering.</summary>
    public static Fault ResetBeforeHeaders { get; } = new("reset before the headers", "the connection breaks before the status line", ByteSchedule.CutBeforeHeaders);

    /// <summary>Gets the fault of a server that takes the request and says nothing.</summary>
    public static Fault StallBeforeHeaders { get; } = new("stall before the headers", "no status line ever comes", ByteSchedule.StallBeforeHeaders);

    /// <summary>Gets the fault of a server that sends its headers at once and then nothing.</summary>
    public static Fault StallBeforeContent { get; } = new("stall before the content", "headers come, and then nothing", ByteSchedule.StallAfter(0));

    /// <summary>Gets the fault of a stream that stops coming, on an open connection.</summary>
    public static Fault StallInBody { get; } = new("stall in the middle", "half of the answer comes, and then nothing", EndInMiddle(BodyEnd.Stall));

    /// <summary>Gets the fault of a server that goes on sending signs of life and nothing else.</summary>
    public static Fault EndlessKeepAlives { get; } = new("keep-alives without end", "half of the answer comes, and then only keep-alives", EndInMiddle(BodyEnd.KeepAlive));

    /// <summary>Gets the fault of a server that crashes while it answers.</summary>
    public static Fault ResetInBody { get; } = new("reset in the middle", "the connection is reset after half of the answer", EndInMiddle(BodyEnd.Reset));

    /// <summary>Gets the fault of a server that closes its direction of the connection while it answers.</summary>
    public static Fault HalfClosedSocket { get; } = new("half-closed socket", "the server stops sending after half of the answer, and goes on reading", EndInMiddle(BodyEnd.HalfClose));

    /// <summary>Gets the fault of a proxy that ends a body as if it were complete.</summary>
    public static Fault EarlyEnd { get; } = new("early end", "the body ends after half of the answer, without an error of the connection", EndInMiddle(BodyEnd.Complete));

    /// <summary>Gets the fault of memory that was overwritten: bytes in the middle of an event that are neither JSON nor UTF-8.</summary>
    public static Fault GarbageInBody { get; } = new("garbage in an event", "eight bytes in the middle are replaced", ByteSchedule.From(OverwriteMiddle));

    /// <summary>Gets the fault of a body that is something else altogether, such as a compressed one nobody announced.</summary>
    public static Fault GarbageInstead { get; } = new("garbage instead of an answer", "the body is binary data", ByteSchedule.From(answer => Page(answer, 200, Binary(), contentType: null)));

    /// <summary>Gets the fault of a line that does not end: 80 MB of it.</summary>
    public static Fault OversizedLine { get; } = new("oversized line", "half of the answer comes, and then a line of 80 MB", ByteSchedule.From(AddOversizedLine)) { IsForStreams = true };

    /// <summary>Gets the oddity of a server that calls its answer something else; the bytes are right.</summary>
    public static Fault WrongContentType { get; } = new("wrong content type", "the answer is whole and labelled as text/plain", ByteSchedule.From(answer => answer with { Headers = With(answer.Headers, ("content-type", "text/plain")) })) { IsHarmless = true };

    /// <summary>Gets the fault of a portal that answers for the vendor: a page, with a status of success.</summary>
    public static Fault HtmlPage { get; } = new("HTML page with 200", "a sign-in page comes instead of the answer", ByteSchedule.From(answer => Page(answer, 200, Encoding.UTF8.GetBytes(Html), "text/html")));

    /// <summary>Gets the fault of a proxy whose server is gone.</summary>
    public static Fault HtmlBadGateway { get; } = new("HTML page with 502", "a proxy's error page comes instead of the answer", ByteSchedule.From(answer => Page(answer, 502, "<html><body><h1>502 Bad Gateway</h1></body></html>"u8.ToArray(), "text/html")));

    /// <summary>Gets the oddity of a line so slow that every byte comes alone, a millisecond after the one before it.</summary>
    public static Fault SlowDrip { get; } = new("slow drip", "every byte comes alone, a millisecond after the one before", ByteSchedule.EveryByte.Then(ByteSchedule.From(answer => answer with { Body = [.. answer.Body.Select(step => step with { Delay = s_dripInterval })] }))) { IsHarmless = true };

    /// <summary>Gets the fault of a limit that is reached and stays so: 429, with a wait of two seconds asked for.</summary>
    public static Fault TooManyRequests { get; } = new(
        "429 storm", "every request is answered with 429 and Retry-After: 2",
        ByteSchedule.From(answer => Page(answer, 429, """{"error":{"message":"Too many requests","type":"rate_limit_error"}}"""u8.ToArray(), "application/json", ("retry-after", "2"))));

    /// <summary>Gets the oddity of a server that closes the connection after each answer and does not say so; a client that keeps connections meets it at its next request.</summary>
    public static Fault ClosedAfterAnswer { get; } = new("closed after the answer", "the answer is whole, and then the connection is gone", ByteSchedule.From(answer => answer with { End = BodyEnd.CloseAfter, AnnouncesLength = false })) { IsHarmless = true };

    /// <summary>Gets the faults that need to know nothing of the wire.</summary>
    public static IReadOnlyList<Fault> All { get; } =
    [
        ConnectionRefused, ResetBeforeHeaders, StallBeforeHeaders, StallBeforeContent, StallInBody, EndlessKeepAlives, ResetInBody, HalfClosedSocket, EarlyEnd,
        GarbageInBody, GarbageInstead, OversizedLine, WrongContentType, HtmlPage, HtmlBadGateway, SlowDrip, TooManyRequests, ClosedAfterAnswer,
    ];

    /// <summary>Makes the fault of an error that comes as the first event of a stream, after a status of success.</summary>
    /// <param name="error">The event as the wire writes it, with its end.</param>
    /// <returns>The fault.</returns>
    public static Fault ErrorFirst(string error) =>
        new("error event first", "the first event of the stream is an error", ByteSchedule.From(answer => answer with { Body = [new(Encoding.UTF8.GetBytes(error))] })) { IsForStreams = true };

    /// <summary>Makes the fault of an error that comes in the middle of a stream and ends it.</summary>
    /// <param name="error">The event as the wire writes it, with its end.</param>
    /// <returns>The fault.</returns>
    public static Fault ErrorInBody(string error) =>
        new("error event in the middle", "half of the answer comes, and then an error event", ByteSchedule.From(answer => answer with { Body = [.. FirstHalf(answer), new(Encoding.UTF8.GetBytes(error))] })) { IsForStreams = true };

    /// <summary>Makes the oddity of a byte that no UTF-8 text can hold. A client is to show U+FFFD for it and go on.</summary>
    /// <param name="word">A word of the answer as it stands in the body; its last byte becomes 0xFF.</param>
    /// <returns>The fault.</returns>
    public static Fault InvalidUtf8(string word) => new("invalid UTF-8", "a byte inside a word is not UTF-8", ByteSchedule.From(answer => Spoil(answer, Encoding.UTF8.GetBytes(word)))) { IsHarmless = true };

    private static ByteSchedule EndInMiddle(BodyEnd end) =>
        ByteSchedule.From(answer => answer with { Body = FirstHalf(answer), End = end, AnnouncesLength = false });

    private static IReadOnlyList<BodyStep> FirstHalf(EmulatorResponse answer) =>
        answer.Body.Count > 1 ? [.. answer.Body.Take(answer.Body.Count / 2)]
        : answer.Body.Count == 1 ? [answer.Body[0] with { Bytes = answer.Body[0].Bytes[..(answer.Body[0].Bytes.Length / 2)] }]
        : [];

    private static EmulatorResponse OverwriteMiddle(EmulatorResponse answer)
    {
        // No line end, no quote and no backslash: whatever they hit, they stay inside it.
        ReadOnlySpan<byte> garbage = [0x00, 0x9D, 0xFF, 0xFE, 0x1B, 0x00, 0xC0, 0x80];
        var steps = answer.Body.ToArray();
        var middle = steps.Length / 2;
        var bytes = steps[middle].Bytes.ToArray();
        garbage[..Math.Min(garbage.Length, bytes.Length / 2)].CopyTo(bytes.AsSpan(bytes.Length / 2));
        steps[middle] = steps[middle] with { Bytes = bytes };
        return answer with { Body = steps };
    }

    private static EmulatorResponse AddOversizedLine(EmulatorResponse answer)
    {
        var megabyte = new byte[1024 * 1024];
        megabyte.AsSpan().Fill((byte)'x');
        var start = answer.IsEventStream ? "data: {\"x\":\""u8.ToArray() : "{\"x\":\""u8.ToArray();
        return answer with { Body = [.. FirstHalf(answer), new(start), .. Enumerable.Repeat(new BodyStep(megabyte), OversizedLineMegabytes)] };
    }

    private static EmulatorResponse Spoil(EmulatorResponse answer, byte[] word) => answer with
    {
        Body = [.. answer.Body.Select(step =>
        {
            var at = step.Bytes.Span.IndexOf(word);
            if (at < 0)
            {
                return step;
            }

            var bytes = step.Bytes.ToArray();
            bytes[at + word.Length - 1] = 0xFF;
            return step with { Bytes = bytes };
        })],
    };

    private static EmulatorResponse Page(EmulatorResponse answer, int status, byte[] body, string? contentType, params IEnumerable<(string Name, string Value)> headers) => answer with
    {
        Status = status,
        Headers = With(answer.Headers, [.. contentType is null ? [] : new[] { ("content-type", contentType) }, .. headers]),
        Body = [new(body)],
        End = BodyEnd.Complete,
    };

    // The start of a gzip stream and what could follow it.
    private static byte[] Binary() => [0x1F, 0x8B, 0x08, 0x00, .. Enumerable.Range(0, 252).Select(i => (byte)(i * 167))];

    private static Dictionary<string, string> With(IReadOnlyDictionary<string, string> headers, params IEnumerable<(string Name, string Value)> added)
    {
        var result = new Dictionary<string, string>(headers, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in added)
        {
            result[name] = value;
        }

        return result;
    }
}
