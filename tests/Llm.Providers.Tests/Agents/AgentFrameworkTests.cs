using System.Text.Json;
using Llm.Providers.Testing;
using Llm.Providers.Tests.Scenarios;
using Microsoft.Agents.AI;

namespace Llm.Providers.Tests.Agents;

/// <summary>Microsoft Agent Framework over the clients of this library: it knows them as any <see cref="IChatClient"/>.</summary>
[Trait("Requirement", "S30")]
public sealed class AgentFrameworkTests
{
    private static readonly Dictionary<string, Func<ScenarioWire>> s_wires = new()
    {
        ["chat-completions"] = () => new ChatCompletionsWire(),
        ["responses"] = () => new ResponsesWire(),
        ["messages"] = () => new MessagesWire(),
        ["generate-content"] = () => new GenerateContentWire(),
        ["ollama"] = () => new OllamaWire(),
    };

    public static TheoryData<string, bool> Wires
    {
        get
        {
            var data = new TheoryData<string, bool>();
            foreach (var wire in s_wires.Keys)
            {
                data.Add(wire, false);
                data.Add(wire, true);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task S30_an_agent_calls_its_tool_and_knows_in_the_second_turn_what_was_said_in_the_first(string wire, bool stream)
    {
        using var host = Host(s_wires[wire]());
        var asked = new List<string>();
        var agent = Agent(host, asked);
        var session = await agent.CreateSessionAsync();

        var first = await RunAsync(agent, "What is the weather in Bergen?", session, stream);
        var second = await RunAsync(agent, "Is that usual there?", session, stream);

        Assert.Equal(("It is rain in Bergen.", "Yes, it is."), (first.Text, second.Text));
        Assert.Equal(["Bergen"], asked);
        Assert.Equal(ChatFinishReason.Stop, second.FinishReason);
        Assert.Equal((30 + 50, 10 + 6), (first.Usage!.InputTokenCount, first.Usage.OutputTokenCount));
        Assert.Equal(3, host.Requests.Count); // the call of the tool, the answer to its result, the second turn
        var sent = host.Strings(2);
        Assert.All(["What is the weather in Bergen?", "It is rain in Bergen.", "Is that usual there?"], said => Assert.Single(sent, said));
        Assert.Contains(sent, s => s.Contains("You know the weather.", StringComparison.Ordinal));
        Assert.Contains(sent, s => s == "get_weather");
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task S30_a_session_that_was_stored_as_JSON_goes_on_where_it_was(string wire, bool stream)
    {
        using var host = Host(s_wires[wire]());
        var agent = Agent(host, []);
        var session = await agent.CreateSessionAsync();
        await RunAsync(agent, "What is the weather in Bergen?", session, stream);

        var stored = JsonSerializer.Serialize(await agent.SerializeSessionAsync(session), AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(JsonElement)));
        var again = await agent.DeserializeSessionAsync(JsonElement.Parse(stored));
        var second = await RunAsync(agent, "Is that usual there?", again, stream);

        Assert.Equal("Yes, it is.", second.Text);
        Assert.All(["What is the weather in Bergen?", "It is rain in Bergen.", "Is that usual there?"], said => Assert.Single(host.Strings(2), said));
        Assert.DoesNotContain(ScenarioWire.Key, stored, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S30_a_client_becomes_an_agent_in_one_line()
    {
        using var host = Host(new ChatCompletionsWire());
        using var chat = host.Provider.CreateChatClient(host.ChatModel);
        var weather = Weather([]);

        AIAgent agent = chat.AsAIAgent("You know the weather.", tools: [weather]);
        var session = await agent.CreateSessionAsync();
        var answer = await agent.RunAsync("What is the weather in Bergen?", session);

        Assert.Equal("It is rain in Bergen.", answer.Text);
        Assert.Same(host.Provider, agent.GetService<IChatClient>()?.GetService<BaseLlmProvider>());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task S30_what_fails_reaches_the_caller_of_an_agent_as_it_is(bool stream)
    {
        using var host = Host(new MessagesWire());
        host.Model.Says(new ScenarioReply { Error = new() { Status = 503, Message = "Overloaded", Type = "overloaded_error", Code = "overloaded" } });
        var agent = Agent(host, []);

        var error = await Assert.ThrowsAsync<LlmProviderException>(async () => await RunAsync(agent, "What is the weather in Bergen?", await agent.CreateSessionAsync(), stream));

        Assert.Equal((LlmErrorKind.Unavailable, "anthropic"), (error.Kind, error.ProviderId));
    }

    private static ScenarioHost Host(ScenarioWire wire)
    {
        var host = new ScenarioHost(wire);
        host.Model.Answers(prompt => prompt switch
        {
            { UserText: "Is that usual there?" } => new() { Text = "Yes, it is.", Usage = new(70, 4) },
            { ToolResults: [var result] } => new() { Text = $"It is {result.Text.Trim('"')} in Bergen.", Usage = new(50, 6) },
            _ => ScriptedModel.Call("get_weather", """{"city":"Bergen"}""") with { Usage = new(30, 10) },
        });
        return host;
    }

    private static AIFunction Weather(List<string> asked) => ToolShapes.Create("get_weather", (string city) =>
    {
        asked.Add(city);
        return "rain";
    });

    private static ChatClientAgent Agent(ScenarioHost host, List<string> asked) => host.Provider.CreateChatClient(host.ChatModel).AsAIAgent("You know the weather.", tools: [Weather(asked)]);

    private static async Task<AgentResponse> RunAsync(AIAgent agent, string text, AgentSession session, bool stream)
    {
        if (!stream)
        {
            return await agent.RunAsync(text, session);
        }

        var updates = await agent.RunStreamingAsync(text, session).ToListAsync();
        Assert.True(updates.Count > 1, "The answer came in one piece.");
        return updates.ToAgentResponse();
    }
}
