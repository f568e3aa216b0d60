using System.Net;

namespace Llm.Providers.Corpus.Usages;

/// <summary>Answers with the body it is given when it is asked.</summary>
internal sealed class UsageHandler(Func<byte[]> body) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { RequestMessage = request, Content = new ByteArrayContent(body()) });
}
