using Llm.Providers.OpenAI;
using Llm.Providers.Testing;

namespace Llm.Providers.Tests.OpenAI.Responses;

/// <summary>A tool loop with reasoning against a host that refuses what was changed, left out or torn apart.</summary>
public sealed class LoopTests
{
    [Theory, InlineData(false), InlineData(true)]
    [Trait("Requirement", "S23")]
    [Trait("Requirement", "B10")]
    public async Task B10_T34_reasoning_and_calls_survive_a_loop_of_several_turns(bool stream)
    {
        var options = new EmulatorOptions();
        options.Scenarios.Add(new("think", prompt => prompt.ToolResults.Count switch
        {
            0 => new ScenarioReply { Reasoning = "First Oslo.", ToolCalls = [new("get_weather", """{"city":"Oslo"}""")] },
            1 => new ScenarioReply { Reasoning = "Then Bergen.", Text = "One more.", ToolCalls = [new("get_weather", """{"city":"Bergen"}""")] },
            _ => new ScenarioReply { Reasoning = "Done.", Text = string.Join(' ', prompt.ToolResults.Select(r => r.Text)) },
        }));
        var emulator = new Emulator(options);
        using var chat = Respond.Provider(new EmulatorHandler(emulator), o => o.Endpoint = EmulatorHandler.Endpoint).CreateChatClient().AsBuilder().UseFunctionInvocation().Build();
        var tools = new ChatOptions { Tools = [AIFunctionFactory.Create((string city) => $"{city}: 21", "get_weather")] };
        List<ChatMessage> history = [new(ChatRole.User, "think")];

        var first = await Respond.AskAsync(chat, history, stream, tools);
        history.AddRange(Respond.ThroughJson(first.Messages));
        history.Add(new(ChatRole.User, "scenario:text"));
        var second = await Respond.AskAsync(chat, history, stream, tools);

        Assert.Equal("One more.Oslo: 21 Bergen: 21", first.Text.ReplaceLineEndings(""));
        Assert.Equal("Hello from the mock server.", second.Text);
        Assert.All(emulator.Exchanges, e => Assert.Equal(200, e.Response.Status));
        Assert.Equal(3, emulator.Requests[3].ReadJson().GetProperty("input").EnumerateArray().Count(i => i.TryGetProperty("encrypted_content", out _)));
    }

    [Fact]
    public async Task T21_T22_errors_have_their_kind()
    {
        static async Task<LlmProviderException> FailAsync(int status, string body)
        {
            using var client = Respond.Client(new Support.CannedHandler(new Support.CannedResponse(status, body)));
            return await Assert.ThrowsAsync<LlmProviderException>(() => client.GetResponseAsync("Hi"));
        }

        Assert.Equal(LlmErrorKind.ContextLengthExceeded, (await FailAsync(400, """{"error":{"message":"Your input exceeds the context window of this model.","type":"invalid_request_error","param":"input","code":"context_length_exceeded"}}""")).Kind);
        Assert.Equal((LlmErrorKind.Unavailable, null), ((await FailAsync(502, "<html>Bad gateway</html>")) is var html ? (html.Kind, html.VendorMessage) : default));
        Assert.Equal(("invalid-argument", "Bad key."), ((await FailAsync(400, """{"code":"invalid-argument","error":"Bad key."}""")) is var xai ? (xai.ErrorCode, xai.VendorMessage) : default));
        Assert.Equal(LlmErrorKind.Unavailable, (await FailAsync(503, "")).Kind);
    }
}
