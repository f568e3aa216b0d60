using System.Text.Json;
using Llm.Providers.Anthropic;
using Llm.Providers.OpenAI;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Core.Routing;

/// <summary>A tool loop goes on at another vendor: the history is portable, native data stays at home.</summary>
[Trait("Requirement", "T26")]
public sealed class ToolLoopTests
{
    private const string Called = """
        {"id":"msg_1","type":"message","role":"assistant","model":"claude-test","content":[
          {"type":"thinking","thinking":"I should look.","signature":"c2lnbmF0dXJl"},
          {"type":"tool_use","id":"toolu_1","name":"get_weather","input":{"city":"Oslo"}}],
         "stop_reason":"tool_use","usage":{"input_tokens":10,"output_tokens":5}}
        """;

    private const string Answered = """
        {"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"gpt-test","choices":[{"index":0,"message":{"role":"assistant","content":"It rains."},"finish_reason":"stop"}]}
        """;

    [Fact]
    public async Task T26_a_tool_loop_survives_a_switch_in_its_middle()
    {
        CannedHandler first = new(new CannedResponse(Called), new CannedResponse(529, "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}")), second = new(Answered);
        var group = Kit.Group(null, null, new("anthropic/claude-test") { Client = new AnthropicProvider(new() { ApiKey = "a" }, Services(first)).CreateChatClient("claude-test") }, new("openai/gpt-test") { Client = new OpenAIProvider(new() { ApiKey = "o" }, Services(second)).CreateChatClient("gpt-test") });
        using var client = group.CreateChatClient().AsBuilder().UseFunctionInvocation().Build();
        var calls = 0;
        var tool = AIFunctionFactory.Create((string city) => $"{city}: rain {++calls}", "get_weather", serializerOptions: AIJsonUtilities.DefaultOptions);

        var response = await client.GetResponseAsync("Weather?", new() { Tools = [tool], ModelId = "smart" });

        Assert.Equal(("It rains.", 1, 2, 1), (response.Text, calls, first.Sent.Count, second.Sent.Count));
        Assert.Equal(["anthropic/claude-test", "openai/gpt-test"], response.Tried());
        var messages = JsonElement.Parse(second.Single.Body).GetProperty("messages").EnumerateArray().ToList();
        Assert.Equal(["user", "assistant", "tool"], messages.Select(m => m.GetProperty("role").GetString()));
        Assert.Equal(messages[1].GetProperty("tool_calls")[0].GetProperty("id").GetString(), messages[2].GetProperty("tool_call_id").GetString());
        Assert.Contains("Oslo: rain 1", messages[2].GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("c2lnbmF0dXJl", second.Single.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_response_of_a_group_survives_JSON()
    {
        var response = await Kit.Client(new CannedHandler(Kit.Down), new CannedHandler(Kit.Ok)).GetResponseAsync("hi");

        var json = JsonSerializer.Serialize(response, (System.Text.Json.Serialization.Metadata.JsonTypeInfo<ChatResponse>)AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(ChatResponse)));

        Assert.Contains("\"llm.served_by\":\"b/large\"", json.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static ProviderServices Services(HttpMessageHandler handler) => new(new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan }, new EagerTime());
}
