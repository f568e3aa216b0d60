using System.Text.Json;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.OpenAICompatible;

public sealed class ToolCallShapeTests
{
    private const string Two = """{"tool_calls":[{"id":"ID","type":"function","function":{"name":"f","arguments":"{\"x\":1}"}},{"id":"ID","type":"function","function":{"name":"f","arguments":"{\"x\":2}"}}]}""";

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    public async Task Two_calls_of_one_list_stay_two_whatever_their_ids(string id)
    {
        var message = Two.Replace("ID", id, StringComparison.Ordinal);

        Assert.Equal(["f(x: 1)", "f(x: 2)"], Acme.Describe(await Acme.AnswerAsync(message)));
        Assert.Equal(["f(x: 1)", "f(x: 2)"], Acme.Describe(await Acme.StreamAsync(message)));
    }

    [Fact]
    public async Task Two_streamed_calls_with_one_id_are_told_apart_by_their_index()
    {
        var response = await Acme.StreamAsync(
            """{"tool_calls":[{"index":0,"id":"null","function":{"name":"f","arguments":"{\"x\":"}}]}""",
            """{"tool_calls":[{"index":1,"id":"null","function":{"name":"f","arguments":"{\"x\":"}}]}""",
            """{"tool_calls":[{"index":0,"id":"null","function":{"arguments":"1}"}}]}""",
            """{"tool_calls":[{"index":1,"id":"null","function":{"arguments":"2}"}}]}""");

        Assert.Equal(["f(x: 1)", "f(x: 2)"], Acme.Describe(response));
    }

    [Fact]
    public async Task The_text_of_a_custom_tool_is_an_argument_and_no_json()
    {
        var whole = await Acme.AnswerAsync("""{"tool_calls":[{"id":"c1","type":"custom","custom":{"name":"run","input":"print(\"é\")\n{"}}]}""");
        var streamed = await Acme.StreamAsync(
            """{"tool_calls":[{"index":0,"id":"c1","type":"custom","custom":{"name":"run","input":""}}]}""",
            """{"tool_calls":[{"index":0,"custom":{"input":"print(\"é"}}]}""",
            """{"tool_calls":[{"index":0,"custom":{"input":"\")\n{"}}]}""");

        Assert.Equal(["run($input: print(\"é\")\n{)"], Acme.Describe(whole));
        Assert.Equal(["run($input: print(\"é\")\n{)"], Acme.Describe(streamed));
        Assert.Equal(ChatFinishReason.ToolCalls, whole.FinishReason);
    }

    [Fact]
    public async Task A_call_of_a_custom_tool_goes_back_as_it_came()
    {
        var answer = await Acme.AnswerAsync("""{"tool_calls":[{"id":"c1","type":"custom","custom":{"name":"run","input":"print(1)"}}]}""");
        var http = new CannedHandler("""{"choices":[{"message":{"content":"ok"}}]}""");

        await Acme.Client(http).GetResponseAsync([new(ChatRole.User, "hi"), .. answer.Messages, new(ChatRole.Tool, [new FunctionResultContent("c1", "1")])]);

        var call = JsonDocument.Parse(http.Single.Body).RootElement.GetProperty("messages")[1].GetProperty("tool_calls")[0];
        Assert.Equal("""{"id":"c1","type":"custom","custom":{"name":"run","input":"print(1)"}}""", call.GetRawText());
    }
}
