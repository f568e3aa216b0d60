using Llm.Providers.OpenAI;
using Llm.Providers.Testing;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Llm.Providers.Tests.OpenAI;

/// <summary>Microsoft.Extensions.AI's middleware around a client of this library.</summary>
public sealed class MiddlewareTests
{
    private readonly Emulator _emulator = new(new());

    [Theory, InlineData(false), InlineData(true)]
    [Trait("Requirement", "S30")]
    public async Task A_cached_answer_is_asked_for_once(bool stream)
    {
        var cache = new MemoryDistributedCache(Options.Create(new MemoryDistributedCacheOptions()));
        using var chat = CreateClient().AsBuilder().UseDistributedCache(cache).Build();

        var first = await AskAsync(chat, "scenario:text", stream);
        var second = await AskAsync(chat, "scenario:text", stream);

        Assert.Equal("Hello from the mock server.", first.Text);
        Assert.Equal((first.Text, first.Usage!.TotalTokenCount, first.FinishReason), (second.Text, second.Usage!.TotalTokenCount, second.FinishReason));
        Assert.Single(_emulator.Requests);
    }

    [Fact]
    [Trait("Requirement", "S30")]
    public async Task Telemetry_names_provider_model_and_usage()
    {
        var spans = new List<System.Diagnostics.Activity>();
        using var listener = new System.Diagnostics.ActivityListener
        {
            ShouldListenTo = source => source.Name == nameof(MiddlewareTests),
            Sample = (ref System.Diagnostics.ActivityCreationOptions<System.Diagnostics.ActivityContext> _) => System.Diagnostics.ActivitySamplingResult.AllData,
            ActivityStopped = spans.Add,
        };
        System.Diagnostics.ActivitySource.AddActivityListener(listener);
        using var chat = CreateClient().AsBuilder().UseOpenTelemetry(sourceName: nameof(MiddlewareTests)).Build();

        await AskAsync(chat, "scenario:text", stream: true);

        var span = Assert.Single(spans);
        Assert.Equal(("openai", "gpt-5", 11), (span.GetTagItem("gen_ai.provider.name"), span.GetTagItem("gen_ai.request.model"), Convert.ToInt32(span.GetTagItem("gen_ai.usage.input_tokens"), System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    [Trait("Requirement", "S30")]
    public async Task Options_set_by_middleware_reach_the_wire()
    {
        using var chat = CreateClient().AsBuilder().ConfigureOptions(o => o.MaxOutputTokens = 7).Build();

        await AskAsync(chat, "scenario:text", stream: false);

        Assert.Contains("\"max_completion_tokens\":7", System.Text.Encoding.UTF8.GetString(_emulator.Requests.Single().Body.Span), StringComparison.Ordinal);
    }

    private IChatClient CreateClient() =>
        new OpenAIProvider(new() { ApiKey = "k", Endpoint = EmulatorHandler.Endpoint }, new(new HttpClient(new EmulatorHandler(_emulator)))).CreateChatClient("gpt-5");

    private static Task<ChatResponse> AskAsync(IChatClient chat, string prompt, bool stream) =>
        stream ? chat.GetStreamingResponseAsync(prompt).ToChatResponseAsync() : chat.GetResponseAsync(prompt);
}
