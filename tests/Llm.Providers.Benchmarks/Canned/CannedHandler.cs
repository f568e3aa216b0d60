using System.Net;
using System.Net.Http.Headers;

namespace Llm.Providers.Benchmarks;

/// <summary>Takes in the whole request, as a socket would, and answers with bytes that are there already.</summary>
internal sealed class CannedHandler(byte[] body, string mediaType, Func<Stream> sink) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is not null)
        {
            var stream = sink();
            await using (stream.ConfigureAwait(false))
            {
                await request.Content.CopyToAsync(stream, cancellationToken).ConfigureAwait(false);
            }
        }

        var content = new StreamContent(new MemoryStream(body, writable: false));
        content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        content.Headers.ContentLength = mediaType == "application/json" ? body.Length : null;
        return new(HttpStatusCode.OK) { Content = content, RequestMessage = request };
    }
}
