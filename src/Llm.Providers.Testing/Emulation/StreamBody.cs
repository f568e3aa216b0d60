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

    /// <summary>Adds an event of one line, <c>data: …</c>.</summary>
    public void Data(ReadOnlySpan<byte> data) => Add([.. "data: "u8, .. data, .. "\n\n"u8], TimeSpan.Zero);

    /// <summary>Adds a line of newline-delimited JSON.</summary>
    public void Line(ReadOnlySpan<byte> json) => Add([.. json, (byte)'\n'], TimeSpan.Zero);

    /// <summary>Adds a line of newline-delimited JSON that carries a piece of the reply.</summary>
    public void LinePiece(ReadOnlySpan<byte> json)
    {
        _cut |= _pieces++ == reply.CutAfterPieces;
        Add([.. json, (byte)'\n'], reply.PieceDelay);
    }

    /// <summary>Adds an event of one line that carries a piece of the reply, and so comes late, or not at all, if the scenario says so.</summary>
    public void Piece(ReadOnlySpan<byte> data)
    {
        _cut |= _pieces++ == reply.CutAfterPieces;
        Add([.. "data: "u8, .. data, .. "\n\n"u8], reply.PieceDelay);
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

    private void Add(byte[] bytes, TimeSpan delay)
    {
        if (!_cut)
        {
            _steps.Add(new(bytes, delay));
        }
    }
}
