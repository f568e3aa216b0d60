using Llm.Providers.Google;
using Llm.Providers.Tests.Scenarios;

namespace Llm.Providers.Tests.Google;

/// <summary>Google in the scenarios.</summary>
internal static class GoogleSubject
{
    public static ScenarioSubject Instance { get; } = new("gemini-3-flash", "gemini-embedding-001", (root, configure, services) =>
    {
        var options = new GoogleOptions { Endpoint = new(root, "v1beta/") };
        configure(options);
        return new GoogleProvider(options, services);
    });

    /// <summary>Asks for an answer with its thoughts, which this vendor gives to those only who ask for them.</summary>
    public static async Task Reasoning_comes_apart_from_the_text(BaseLlmProvider provider, bool stream)
    {
        using var chat = provider.CreateChatClient(Instance.ChatModel);
        var options = new ChatOptions { Reasoning = new() { Output = ReasoningOutput.Summary } };

        var response = stream ? await chat.GetStreamingResponseAsync("scenario:reasoning", options).ToChatResponseAsync() : await chat.GetResponseAsync("scenario:reasoning", options);

        Assert.Equal("The answer is 42.", response.Text);
        Assert.Equal("Let me think about it step by step.", string.Concat(response.Contents().OfType<TextReasoningContent>().Select(r => r.Text)));
    }
}
