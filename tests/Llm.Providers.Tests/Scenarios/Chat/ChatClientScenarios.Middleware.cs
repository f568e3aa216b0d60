using System.Globalization;
using Llm.Providers.Testing;
using Llm.Providers.Tests.Support;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Llm.Providers.Tests.Scenarios;

/// <content>Answers are cached, logged and measured.</content>
public abstract partial class ChatClientScenarios<TWire>
{
    private readonly MemoryDistributedCache _cache = new(Options.Create(new MemoryDistributedCacheOptions()));

    [Fact]
    public virtual async Task Caching_OutputVariesWithoutCaching()
    {
        Model.Says("The first number.", "The second number.");

        var answers = new[] { await AskAsync(Client, "A number, please."), await AskAsync(Client, "A number, please.") };

        Assert.Equal(["The first number.", "The second number."], answers.Select(a => a.Text));
        Assert.Equal(2, Host.Requests.Count);
    }

    [Fact]
    [Trait("Requirement", "S30")]
    public virtual Task Caching_SamePromptResultsInCacheHit_NonStreaming() => SamePromptResultsInCacheHitAsync(stream: false);

    [Fact]
    [Trait("Requirement", "S30")]
    public virtual Task Caching_SamePromptResultsInCacheHit_Streaming() => SamePromptResultsInCacheHitAsync(stream: true);

    [Fact]
    public virtual async Task Caching_BeforeFunctionInvocation_AvoidsExtraCalls()
    {
        var calls = 0;
        var client = Client.AsBuilder().UseDistributedCache(_cache).UseFunctionInvocation().Build();

        var (first, second) = await AskTwiceAsync(client, () => ++calls > 0 ? "58" : "");

        Assert.Equal(first.Text, second.Text);
        Assert.Equal((1, 2), (calls, Host.Requests.Count));
    }

    [Fact]
    public virtual async Task Caching_AfterFunctionInvocation_FunctionOutputUnchanged()
    {
        var calls = 0;
        var client = Client.AsBuilder().UseFunctionInvocation().UseDistributedCache(_cache).Build();

        var (first, second) = await AskTwiceAsync(client, () => ++calls > 0 ? "58" : "");

        Assert.Equal(first.Text, second.Text);
        Assert.Equal((2, 2), (calls, Host.Requests.Count));
    }

    [Fact]
    public virtual async Task Caching_AfterFunctionInvocation_FunctionOutputChanged()
    {
        var calls = 0;
        var client = Client.AsBuilder().UseFunctionInvocation().UseDistributedCache(_cache).Build();

        var (first, second) = await AskTwiceAsync(client, () => ++calls == 1 ? "58" : "59");

        // The call came from the cache the second time and went back on the wire: it is still the call its result belongs to.
        Assert.Contains("58", first.Text, StringComparison.Ordinal);
        Assert.Contains("59", second.Text, StringComparison.Ordinal);
        Assert.Equal((2, 3), (calls, Host.Requests.Count));
    }

    [Fact]
    public virtual Task Logging_LogsCalls_NonStreaming() => CallsAreLoggedAsync(stream: false);

    [Fact]
    public virtual Task Logging_LogsCalls_Streaming() => CallsAreLoggedAsync(stream: true);

    [Fact]
    public virtual Task Logging_LogsFunctionCalls_NonStreaming() => FunctionCallsAreLoggedAsync(stream: false);

    [Fact]
    public virtual Task Logging_LogsFunctionCalls_Streaming() => FunctionCallsAreLoggedAsync(stream: true);

    [Fact]
    [Trait("Requirement", "S30")]
    public virtual async Task OpenTelemetry_CanEmitTracesAndMetrics()
    {
        Model.Says(new ScenarioReply { Text = "Hello there.", Usage = new(13, 5) });
        using var telemetry = new Telemetry();
        var client = Client.AsBuilder().UseOpenTelemetry(sourceName: telemetry.Source).Build();

        var whole = await AskAsync(client, "Hi");
        var streamed = await AskAsync(client, "Hi", stream: true);

        Assert.Equal([whole.ResponseId, streamed.ResponseId], telemetry.Of("chat").Select(s => (string?)s.GetTagItem("gen_ai.response.id")));
        foreach (var span in telemetry.Of("chat"))
        {
            Assert.Equal((Host.Provider.Descriptor.TelemetryName ?? Host.Provider.Descriptor.Id, _wire.ChatModel), (span.GetTagItem("gen_ai.provider.name"), span.GetTagItem("gen_ai.request.model")));
            Assert.Equal((13, 5), (Number(span.GetTagItem("gen_ai.usage.input_tokens")), Number(span.GetTagItem("gen_ai.usage.output_tokens"))));
            Assert.Contains("stop", span.GetTagItem("gen_ai.response.finish_reasons")!.ToString(), StringComparison.Ordinal);
            Assert.Equal(ScenarioWire.Host.Host, span.GetTagItem("server.address"));
        }

        Assert.Equal([5, 5, 13, 13], telemetry.Measurements.Where(m => m.Instrument == "gen_ai.client.token.usage").Select(m => m.Value).Order());
        Assert.Equal(2, telemetry.Measurements.Count(m => m.Instrument == "gen_ai.client.operation.duration"));
    }

    private static int Number(object? value) => Convert.ToInt32(value, CultureInfo.InvariantCulture);

    private async Task SamePromptResultsInCacheHitAsync(bool stream)
    {
        Model.Says(new ScenarioReply { Text = "The first answer.", Usage = new(9, 4) }, "Another answer.");
        var client = Client.AsBuilder().UseDistributedCache(_cache).Build();

        var first = await AskAsync(client, "A number, please.", stream);
        var second = await AskAsync(client, "A number, please.", stream);
        var other = await AskAsync(client, "A letter, please.", stream);

        Assert.Equal(("The first answer.", 13L, ChatFinishReason.Stop), (first.Text, first.Usage!.TotalTokenCount!.Value, first.FinishReason));
        Assert.Equal((first.Text, first.Usage.TotalTokenCount, first.FinishReason, first.ResponseId, first.ModelId), (second.Text, second.Usage!.TotalTokenCount, second.FinishReason, second.ResponseId, second.ModelId));
        Assert.Equal(("Another answer.", 2), (other.Text, Host.Requests.Count));
    }

    private async Task<(ChatResponse First, ChatResponse Second)> AskTwiceAsync(IChatClient client, Func<string> function)
    {
        Model.Uses("get_temperature", "{}", "It is {0} degrees.");
        var options = new ChatOptions { Tools = [ToolShapes.Create("get_temperature", function)] };
        return (await AskAsync(client, "How warm is it?", stream: false, options), await AskAsync(client, "How warm is it?", stream: false, options));
    }

    private async Task CallsAreLoggedAsync(bool stream)
    {
        Model.Says("Grüße, 世界!");
        var log = new LogRecorder();

        await AskAsync(Client.AsBuilder().UseLogging(log).Build(), "What is the largest animal?", stream, new() { Temperature = 0.5f });

        Assert.Contains(log.Entries, e => e.Text.Contains("invoked", StringComparison.Ordinal) && e.Text.Contains("largest animal", StringComparison.Ordinal));
        Assert.Contains(log.Entries, e => e.Text.Contains("completed", StringComparison.Ordinal));
        Assert.Contains("世界", log.Text, StringComparison.Ordinal);
        AssertHarmless(log);
    }

    private async Task FunctionCallsAreLoggedAsync(bool stream)
    {
        Model.Uses("get_secret_number", """{"name":"Ada"}""", "It is {0}.");
        var log = new LogRecorder();
        var client = Client.AsBuilder().UseLogging(log).UseFunctionInvocation(log).Build();

        await AskAsync(client, "The number of Ada?", stream, new() { Tools = [ToolShapes.Create("get_secret_number", (string name) => 4242)] });

        Assert.Contains(log.Entries, e => e.Text.StartsWith("Invoking get_secret_number", StringComparison.Ordinal) && e.Text.Contains("Ada", StringComparison.Ordinal));
        Assert.Contains(log.Entries, e => e.Text.StartsWith("get_secret_number invocation completed", StringComparison.Ordinal) && e.Text.Contains("4242", StringComparison.Ordinal));
        AssertHarmless(log);
    }

    private static void AssertHarmless(LogRecorder log)
    {
        Assert.DoesNotContain(log.Entries, e => e.Level >= LogLevel.Warning);
        Assert.DoesNotContain(ScenarioWire.Key, log.Text, StringComparison.Ordinal);
    }
}
