using Llm.Providers.Ollama;
using Llm.Providers.OpenAI;
using Llm.Providers.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;

namespace Llm.Providers.Tests.Core.Fetching;

/// <summary>Addresses become bytes for wires that carry bytes only, and only if somebody registered a fetcher.</summary>
public sealed class ContentLoadingTests : IDisposable
{
    private const string Answer = """{"model":"m","created_at":"2026-01-01T00:00:00Z","message":{"role":"assistant","content":"ok"},"done":true,"done_reason":"stop"}""";

    private static readonly byte[] s_png = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];

    private readonly IContentFetcher _fetcher = Substitute.For<IContentFetcher>();
    private readonly CannedHandler _handler = new(Answer);
    private readonly ChatMessage _message = new(ChatRole.User, [new TextContent("What is this?"), new UriContent("https://pictures.test/a.png", "image/png")]);

    public ContentLoadingTests() =>
        _fetcher.FetchAsync(Arg.Any<UriContent>(), Arg.Any<CancellationToken>()).Returns(_ => ValueTask.FromResult(new DataContent(s_png, "image/png")));

    public void Dispose() => _handler.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_image_is_loaded_for_a_wire_that_carries_bytes_only(bool streamed)
    {
        var client = Ollama(_fetcher);

        _ = streamed ? await client.GetStreamingResponseAsync([_message]).ToChatResponseAsync() : await client.GetResponseAsync([_message]);

        Assert.Contains(Convert.ToBase64String(s_png), _handler.Single.Text, StringComparison.Ordinal);
        Assert.IsType<UriContent>(_message.Contents[1]); // the caller's own stays as it is
    }

    [Fact]
    public async Task Nothing_is_loaded_unless_somebody_asked_for_it()
    {
        var e = await Fake.FailureAsync(() => Ollama(null).GetResponseAsync([_message]));

        Assert.Equal(LlmErrorKind.UnsupportedContent, e.Kind);
        Assert.Contains(nameof(GuardedContentFetcher), e.Message, StringComparison.Ordinal);
        Assert.Empty(_handler.Sent);
    }

    [Fact]
    public async Task What_a_vendor_loads_is_left_to_the_vendor()
    {
        var handler = new CannedHandler("""{"id":"1","choices":[{"index":0,"message":{"role":"assistant","content":"ok"},"finish_reason":"stop"}]}""");
        using var http = new HttpClient(handler);
        var client = new OpenAIProvider(new() { ApiKey = "k", Wire = OpenAIWire.ChatCompletions }, new(http) { ContentFetcher = _fetcher }).CreateChatClient("gpt-4.1");

        await client.GetResponseAsync([_message]);

        Assert.Contains("https://pictures.test/a.png", handler.Single.Text, StringComparison.Ordinal);
        await _fetcher.DidNotReceiveWithAnyArgs().FetchAsync(default!, default);
    }

    [Fact]
    public async Task What_a_model_made_is_not_loaded()
    {
        await Ollama(_fetcher).GetResponseAsync([new(ChatRole.User, "hi"), new(ChatRole.Assistant, [new UriContent("https://pictures.test/made.png", "image/png")]), new(ChatRole.User, "hi")]);

        await _fetcher.DidNotReceiveWithAnyArgs().FetchAsync(default!, default);
    }

    [Fact]
    public async Task A_refusal_says_who_was_called_and_sends_nothing()
    {
        using var guarded = new GuardedContentFetcher();

        var e = await Fake.FailureAsync(() => Ollama(guarded).GetResponseAsync([new(ChatRole.User, [new UriContent("https://127.0.0.1/a.png", "image/png")])]));

        Assert.Equal((LlmErrorKind.InvalidRequest, "ollama", "m"), (e.Kind, e.ProviderId, e.ModelId));
        Assert.Empty(_handler.Sent);
    }

    [Fact]
    public async Task A_container_hands_its_fetcher_to_every_provider()
    {
        await using var services = Container.Build(b => b.AddOllama().AddContentFetching(o => o.MaxBytes = 10).UseHandler(_handler));
        var client = services.GetRequiredService<ILlmProviderRegistry>().Resolve("ollama/m").CreateChatClient();

        var e = await Fake.FailureAsync(() => client.GetResponseAsync([new(ChatRole.User, [new UriContent("https://10.0.0.1/a.png", "image/png")])]));

        Assert.Equal(LlmErrorKind.InvalidRequest, e.Kind);
        Assert.IsType<GuardedContentFetcher>(services.GetRequiredService<IContentFetcher>());
    }

    private IChatClient Ollama(IContentFetcher? fetcher) =>
        new OllamaProvider(new(), new(new HttpClient(_handler, disposeHandler: false)) { ContentFetcher = fetcher, Environment = _ => null }).CreateChatClient("m");
}
