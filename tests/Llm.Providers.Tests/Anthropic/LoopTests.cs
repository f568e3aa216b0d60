using Llm.Providers.Anthropic;
using Llm.Providers.Testing;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Anthropic;

/// <summary>Conversations with tools and thinking over the emulator, which checks signatures and pairs as its vendor does.</summary>
public sealed class LoopTests
{
    private static readonly AIFunction s_weather = AIFunctionFactory.Create((string city) => $"{city}: 21", "get_weather", "Weather of a city");

    [Theory]
    [InlineData(false, Claude.Budget)]
    [InlineData(true, Claude.Budget)]
    [InlineData(false, Claude.Adaptive)]
    [InlineData(true, Claude.Adaptive)]
    public async Task T15_thoughts_go_through_a_tool_loop_unchanged(bool stream, string model)
    {
        var emulator = new Emulator();
        using var chat = Client(emulator, model).AsBuilder().UseFunctionInvocation().Build();
        var options = new ChatOptions { Tools = [s_weather], Reasoning = new() { Effort = ReasoningEffort.Low } };

        var response = stream ? await chat.GetStreamingResponseAsync("scenario:parallel", options).ToChatResponseAsync() : await chat.GetResponseAsync("scenario:parallel", options);

        Assert.Equal("Paris 21, Berlin 17.", response.Text);
        Assert.Equal(2, emulator.Requests.Count);
        Assert.Contains("\"signature\":", emulator.Requests[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task T15_a_history_that_went_through_JSON_is_taken()
    {
        var emulator = new Emulator();
        using var chat = Client(emulator, Claude.Budget);
        var options = new ChatOptions { Tools = [s_weather], Reasoning = new() { Effort = ReasoningEffort.Low } };
        List<ChatMessage> history = [new(ChatRole.User, "scenario:tool")];

        history.AddMessages(await chat.GetResponseAsync(history, options));
        var call = history[^1].Contents.OfType<FunctionCallContent>().Single();
        history.Add(new(ChatRole.Tool, [new FunctionResultContent(call.CallId, "21")]));
        var response = await chat.GetResponseAsync(Claude.ThroughJson(history), options);

        Assert.Equal("It is 21 degrees in Paris.", response.Text);
        Assert.Contains("\"content\":\"21\"", emulator.Requests[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_thought_is_refused_by_the_emulator_as_by_the_vendor()
    {
        using var chat = Client(new(), Claude.Budget);
        List<ChatMessage> history = [new(ChatRole.User, "scenario:tool")];
        var options = new ChatOptions { Tools = [s_weather], Reasoning = new() { Effort = ReasoningEffort.Low } };

        history.AddMessages(await chat.GetResponseAsync(history, options));
        history[^1].Contents.OfType<TextReasoningContent>().First().Text += "!";
        history.Add(new(ChatRole.Tool, [new FunctionResultContent(history[^1].Contents.OfType<FunctionCallContent>().Single().CallId, "21")]));
        var e = await Fake.FailureAsync(() => chat.GetResponseAsync(history, options));

        Assert.Contains("Invalid `signature`", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Models_are_listed_page_by_page_with_limits_and_abilities()
    {
        var options = new EmulatorOptions();
        options.Models.Clear();
        foreach (var id in Enumerable.Range(1, 1500).Select(i => $"model-{i}"))
        {
            options.Models.Add(id);
        }

        var emulator = new Emulator(options);
        var models = await Provider(emulator).ListModelsAsync();

        Assert.Equal(1500, models.Count);
        Assert.Equal(2, emulator.Requests.Count);
        Assert.Equal((200_000, 64_000, true, true), (models[0].ContextWindow, models[0].MaxOutputTokens, models[0].Supports(ModelCapabilities.Reasoning), models[0].Accepts(Modalities.Pdf)));
        Assert.Equal((true, true, "low medium high"), (models[0].Reasoning!.Adaptive, models[0].Reasoning!.TakesBudget, string.Join(' ', models[0].Reasoning!.Efforts)));
    }

    [Fact]
    public async Task Tokens_are_counted_and_errors_of_it_are_typed()
    {
        var provider = Provider(new());

        Assert.True(await provider.CountTokensAsync([new(ChatRole.User, "one two three four")]) > 0);
        Assert.Equal(LlmErrorKind.InvalidRequest, (await Fake.FailureAsync(() => provider.CountTokensAsync([new(ChatRole.User, "x")], new() { Tools = [AIFunctionFactory.CreateDeclaration("no spaces please", null, default)] }))).Kind);
    }

    private static AnthropicProvider Provider(Emulator emulator) => Claude.Provider(new EmulatorHandler(emulator), o => o.ApiKey = "sk-test-key");

    private static IChatClient Client(Emulator emulator, string model) => Provider(emulator).CreateChatClient(model);
}
