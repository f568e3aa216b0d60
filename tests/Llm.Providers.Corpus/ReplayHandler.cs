using System.Net;

namespace Llm.Providers.Corpus;

/// <summary>Answers every request with the recorded answer of a case.</summary>
internal sealed class ReplayHandler(CorpusCase recorded, byte[] body, ReplayMode mode) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = new HttpResponseMessage((HttpStatusCode)recorded.Status)
        {
            RequestMessage = request,
            Content = new StreamContent(new ReplayStream(body, mode, recorded.SplitOffsets)),
        };
        foreach (var (name, value) in recorded.Headers)
        {
            if (!response.Headers.TryAddWithoutValidation(name, value))
            {
                response.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return Task.FromResult(response);
    }
}
