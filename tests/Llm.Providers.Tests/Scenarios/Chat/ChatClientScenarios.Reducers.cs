#pragma warning disable MEAI001 // the reducers are the newest middleware there is, and the one that rewrites what is sent
using Llm.Providers.Testing;

namespace Llm.Providers.Tests.Scenarios;

/// <content>Long conversations are shortened by the model itself.</content>
public abstract partial class ChatClientScenarios<TWire>
{
    private const string Summary = "Alice, who lives in Oslo, likes tea.";
    private const string Answer = "Your name is Alice.";

    [Fact]
    public virtual async Task SummarizingChatReducer_PreservesConversationContext()
    {
        Model.Says(Summary, Answer);

        var response = await AskAsync(Reducing(), Conversation());

        Assert.Equal((Answer, 2), (response.Text, Host.Requests.Count));
        AssertSentInOrder(0, "My name is Alice.", "Nice to meet you, Alice.", "I live in Oslo.", "A fine city.");
        AssertSentInOrder(1, Summary, "What is my name?");
        Assert.DoesNotContain("My name is Alice.", Host.Strings(1));
    }

    [Fact]
    public virtual async Task SummarizingChatReducer_PreservesSystemMessage()
    {
        Model.Says(Summary, Answer);

        await AskAsync(Reducing(), [new(ChatRole.System, "You talk like a pirate."), .. Conversation()]);

        Assert.Single(Host.Strings(1), s => s.Contains("You talk like a pirate.", StringComparison.Ordinal));
        Assert.Contains(Host.Strings(1), s => s.Contains(Summary, StringComparison.Ordinal));
    }

    [Fact]
    public virtual async Task SummarizingChatReducer_WithFunctionCalls()
    {
        Model.Says(Summary, ScriptedModel.Call("get_weather", """{"city":"Oslo"}"""), "It rains.");
        var client = Client.AsBuilder().UseChatReducer(Reducer(Client)).UseFunctionInvocation().Build();
        List<ChatMessage> history =
        [
            .. Conversation().SkipLast(1),
            new(ChatRole.User, "How was it yesterday?"),
            new(ChatRole.Assistant, [new FunctionCallContent("call_1", "get_weather", new Dictionary<string, object?> { ["city"] = "Oslo" })]),
            new(ChatRole.Tool, [new FunctionResultContent("call_1", "sunny")]),
            new(ChatRole.Assistant, "It was sunny."),
            new(ChatRole.User, "And today?"),
        ];

        var response = await AskAsync(client, history, stream: false, new() { Tools = [ToolShapes.Create("get_weather", (string city) => $"rain in {city}")] });

        Assert.Equal(("It rains.", 3), (response.Text, Host.Requests.Count));
        Assert.Contains("rain in Oslo", Assert.Single(Model.Prompts[2].ToolResults).Text, StringComparison.Ordinal);
    }

    [Fact]
    public virtual async Task SummarizingChatReducer_Streaming()
    {
        Model.Says(Summary, Answer);

        var response = await AskAsync(Reducing(), Conversation(), stream: true);

        Assert.Equal((Answer, 2), (response.Text, Host.Requests.Count));
        AssertSentInOrder(1, Summary, "What is my name?");
    }

    [Fact]
    public virtual async Task SummarizingChatReducer_CustomPrompt()
    {
        const string Prompt = "Sum it up for a child of five.";
        Model.Says(Summary, Answer);
        var reducer = Reducer(Client);
        reducer.SummarizationPrompt = Prompt;

        await AskAsync(Client.AsBuilder().UseChatReducer(reducer).Build(), Conversation());

        Assert.Contains(Host.Strings(0), s => s.Contains(Prompt, StringComparison.Ordinal));
        Assert.DoesNotContain(Host.Strings(1), s => s.Contains(Prompt, StringComparison.Ordinal));
    }

    private IChatClient Reducing() => Client.AsBuilder().UseChatReducer(Reducer(Client)).Build();

    private static SummarizingChatReducer Reducer(IChatClient client) => new(client, targetCount: 2, threshold: 1);

    private static List<ChatMessage> Conversation() =>
    [
        new(ChatRole.User, "My name is Alice."), new(ChatRole.Assistant, "Nice to meet you, Alice."), new(ChatRole.User, "I live in Oslo."),
        new(ChatRole.Assistant, "A fine city."), new(ChatRole.User, "I like tea."), new(ChatRole.Assistant, "So do I."), new(ChatRole.User, "What is my name?"),
    ];
}
