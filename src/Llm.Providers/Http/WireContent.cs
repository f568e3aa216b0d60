using System.Buffers;
using System.Buffers.Text;
using System.Net;
using Llm.Providers.Wire;

namespace Llm.Providers;

/// <summary>Sends the body of a <see cref="WireRequest"/>, turning large data into base64 piece by piece on its way out.</summary>
internal sealed class WireContent : HttpContent
{
    /// <summary>A multiple of three, so that no piece but the last needs padding.</summary>
    private const int PieceBytes = 24 * 1024;

    private readonly WireRequest _request;

    public WireContent(WireRequest request)
    {
        _request = request;
        Headers.TryAddWithoutValidation("Content-Type", "application/json"); // a value made of it would be kept apart for each request
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _request.Retain();
        try
        {
            var json = _request.WrittenJson;
            var sent = 0;
            foreach (var splice in _request.Splices)
            {
                await stream.WriteAsync(json[sent..splice.Position], cancellationToken).ConfigureAwait(false);
                sent = splice.Position;
                await WriteBase64Async(stream, splice.Data, cancellationToken).ConfigureAwait(false);
            }

            await stream.WriteAsync(json[sent..], cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _request.Release();
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _request.BodyLength;
        return true;
    }

    private static async Task WriteBase64Async(Stream stream, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Base64.GetMaxEncodedToUtf8Length(PieceBytes));
        try
        {
            while (!data.IsEmpty)
            {
                var piece = data[..Math.Min(PieceBytes, data.Length)];
                data = data[piece.Length..];
                Base64.EncodeToUtf8(piece.Span, buffer, out _, out var written);
                await stream.WriteAsync(buffer.AsMemory(0, written), cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
