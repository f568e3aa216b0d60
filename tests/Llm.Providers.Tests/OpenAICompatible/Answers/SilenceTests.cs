using Llm.Providers.OpenAICompatible;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.OpenAICompatible.Answers;

/// <summary>Content that becomes an update only when it is complete is not silence while it comes.</summary>
public sealed class SilenceTests
{
    [Theory]
    [InlineData("""{"audio":{"data":"AAEC"}}""")]
    [InlineData("""{"reasoning_details":[{"index":0,"type":"reasoning.encrypted","data":"xx"}]}""")]
    [InlineData("""{"tool_calls":[{"index":0,"function":{"name":"f","arguments":" "}}]}""")]
    [InlineData("""{"refusal":"no"}""")]
    public async Task T20_content_that_is_kept_back_counts_as_content(string delta)
    {
        var time = new StepTime();
        var gates = Enumerable.Range(0, 5).Select(_ => new TaskCompletionSource()).ToList();
        object[] steps = [.. gates.SelectMany(g => new object[] { Compatible.Events(Compatible.Chunk(delta)), g.Task }), Compatible.Events(Compatible.Chunk("{}", "stop"), "[DONE]")];
        var services = new ProviderServices(new HttpClient(new CannedHandler(new CannedResponse(new ScriptedStream(steps)))) { Timeout = Timeout.InfiniteTimeSpan }, time);
        var provider = new OpenAICompatibleProvider(new() { Id = "acme", DisplayName = "Acme", Endpoint = new("https://api.acme.test/v1/") }, new() { ApiKey = "k" }, services);

        var answer = provider.CreateChatClient("acme-1").GetStreamingResponseAsync("hi").ToChatResponseAsync();
        foreach (var gate in gates[..^1])
        {
            time.Advance(TimeSpan.FromSeconds(29));
            var waiting = time.NextStart;
            gate.SetResult();
            await Task.WhenAny(waiting, answer);
        }

        gates[^1].SetResult();

        Assert.NotEmpty((await answer).Messages[0].Contents);
    }
}
