namespace Llm.Providers.Tests.Support;

/// <summary>Answers requests from a script, in order, and keeps what was sent. The last answer repeats.</summary>
internal sealed class CannedHandler(params IReadOnlyList<CannedResponse> script) : HttpMessageHandler
{
    private readonly List<SentRequest> _sent = [];

    public CannedHandler(string body)
        : this(new CannedResponse(body))
    {
    }

    public IReadOnlyList<SentRequest> Sent => _sent;

    public SentRequest Single => Assert.Single(_sent);

    /// <summary>Gets or sets what is done when a request arrives.</summary>
    public Action<SentRequest>? OnRequest { get; set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var headers = request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? [])
            .ToDictionary(h => h.Key, h => string.Join(' ', h.Value), StringComparer.OrdinalIgnoreCase);
        var sent = new SentRequest(request.Method, request.RequestUri!, headers, body);
        _sent.Add(sent);
        OnRequest?.Invoke(sent);
        var response = script[Math.Min(_sent.Count, script.Count) - 1];
        if (response.Silent)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }

        return response.Exception is null ? response.ToMessage() : throw response.Exception;
    }
}
