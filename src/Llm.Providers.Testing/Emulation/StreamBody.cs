using System.Text;

namespace Llm.Providers.Testing;

/// <summary>Collects the events or lines of a streamed answer, and keeps the delays and the cut of its scenario.</summary>
/// <param name="reply">The reply being streamed.</param>
/// <param name="contentType">The media type of the stream.</param>
internal sealed class StreamBody(ScenarioReply reply, string contentType = "text/event-stream; charset=utf-8")
{
    private readonly List<BodyStep> _steps = [];
    private int _pieces;
    private bool _cut;

    /// <summary>Adds an event of one line, <c>data: …</c>, below its name if it has one.</summary>
    public void Data(ReadOnlySpan<byte> data, string? name = null) => Write(Event(data, name), isPiece: false);

    /// <summary>Adds an event of one line that carries a piece of the reply, and so comes late, or not at all, if the scenario says so.</summary>
    public void Piece(ReadOnlySpan<byte> data, string? name = null) => Write(Event(data, name), isPiece: true);

    /// <summary>Adds a line of newline-delimited JSON.</summary>
    public void Line(ReadOnlySpan<byte> json) => Write([.. json, (byte)'\n'], isPiece: false);

    /// <summary>Adds a line of newline-delimited JSON that carries a piece of the reply.</summary>
    public void LinePiece(ReadOnlySpan<byte> json) => Write([.. json, (byte)'\n'], isPiece: true);

    /// <summary>Adds bytes of a framing of its own.</summary>
    /// <param name="bytes">The bytes, frame and all.</param>
    /// <param name="isPiece">Whether they carry a piece of the reply, and so come late, or not at all, if the scenario says so.</param>
    public void Write(byte[] bytes, bool isPiece)
    {
        _cut |= isPiece && _pieces++ == reply.CutAfterPieces;
        if (!_cut)
        {
            _steps.Add(new(bytes, isPiece ? reply.PieceDelay : TimeSpan.Zero));
        }
    }

    /// <summary>Adds the line that ends an OpenAI-shaped stream.</summary>
    public void Done() => Data("[DONE]"u8);

    public EmulatorResponse ToResponse(IReadOnlyDictionary<string, string> headers) => new()
    {
        Headers = new Dictionary<string, string>(headers) { ["content-type"] = contentType, ["cache-control"] = "no-cache" },
        Delay = reply.FirstDelay,
        Body = _steps,
        End = _cut ? BodyEnd.Cut : BodyEnd.Complete,
        AnnouncesLength = false,
    };

    private static byte[] Event(ReadOnlySpan<byte> data, string? name) =>
        [.. name is null ? [] : Encoding.UTF8.GetBytes($"event: {name}\n"), .. "data: "u8, .. data, .. "\n\n"u8];
}
