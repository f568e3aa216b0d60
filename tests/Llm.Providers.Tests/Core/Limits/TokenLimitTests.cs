using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Core.Limits;

/// <summary>What is set aside of the tokens of a minute, and for what.</summary>
public sealed class TokenLimitTests
{
    private static readonly CannedResponse s_thousand = new("{\"text\":\"ok\",\"finish\":\"stop\",\"in\":600,\"out\":400}");

    [Theory]
    [InlineData(4000, null, false)]
    [InlineData(4000, null, true)]
    [InlineData(8, 1000, false)]
    [InlineData(8, 1000, true)]
    public async Task Calls_that_go_out_before_the_first_one_has_ended_wait_for_one_another(int characters, int? maxOutput, bool streamed)
    {
        var time = new StepTime();
        var handler = new CannedHandler(s_thousand with { Silent = true });
        var client = Fake.Client(handler, time, o => o.Limits.TokensPerMinute = 6000); // a thousand in ten seconds
        using var cancel = new CancellationTokenSource();
        ChatOptions options = new() { MaxOutputTokens = maxOutput };
        var prompt = new string('x', characters);

        var calls = Enumerable.Range(0, 3).Select(_ => streamed ? client.GetStreamingResponseAsync(prompt, options, cancel.Token).ToChatResponseAsync() : client.GetResponseAsync(prompt, options, cancel.Token)).ToList();

        Assert.Single(handler.Sent);
        await cancel.CancelAsync();
        foreach (var call in calls)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        }
    }

    [Fact]
    public async Task A_list_of_models_takes_no_tokens_and_waits_for_none()
    {
        var time = new EagerTime();
        var list = new CannedResponse("[\"large\"]");
        var provider = Fake.Provider(new CannedHandler(s_thousand, list, list, list, s_thousand), time, o => o.Limits.TokensPerMinute = 6000);
        var client = provider.CreateChatClient();
        await client.GetResponseAsync("hi");

        for (var i = 0; i < 3; i++)
        {
            await provider.ListModelsAsync();
        }

        Assert.Empty(time.Delays);
        await client.GetResponseAsync("hi");
        Assert.Equal(10, Math.Round(Assert.Single(time.Delays).TotalSeconds));
    }

    [Fact]
    public async Task A_large_image_sets_no_more_aside_than_the_words_around_it()
    {
        var time = new EagerTime();
        var client = Fake.Client(new CannedHandler(new CannedResponse("{\"text\":\"ok\",\"finish\":\"stop\"}")), time, o => o.Limits.TokensPerMinute = 6000);
        byte[] png = [0x89, .. "PNG\r\n\u001A\n"u8, .. new byte[1_000_000]];
        ChatMessage image = new(ChatRole.User, [new TextContent("what is this?"), new DataContent(png, "image/png")]);

        for (var i = 0; i < 5; i++)
        {
            await client.GetResponseAsync([image]);
        }

        Assert.Empty(time.Delays);
    }
}
