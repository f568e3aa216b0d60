using System.Text.Json;
using System.Text.Json.Nodes;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Ollama;

public sealed class HistoryTests
{
    private static readonly ChatMessage s_question = new(ChatRole.User, "Weather?");

    public static TheoryData<object?, string> Results => new()
    {
        { "sunny", "sunny" },
        { null, "null" },
        { 21.5, "21.5" },
        { JsonElement.Parse("\"sun \\\"ny\\\"\""), "sun \"ny\"" },
        { JsonElement.Parse("""{"sky": "blue", "t": [1, 2]}"""), """{"sky":"blue","t":[1,2]}""" },
        { new JsonObject { ["sky"] = "blå" }, """{"sky":"blå"}""" },
        { new Dictionary<string, object?> { ["sky"] = "blue" }, """{"sky":"blue"}""" },
        { new TextContent("sunny"), "sunny" },
        { new List<AIContent> { new TextContent("sun"), new TextContent("ny") }, "sunny" },
    };

    [Theory, MemberData(nameof(Results))]
    [Trait("Requirement", "B20")]
    public async Task B20_results_of_tools_are_text_or_json(object? result, string expected)
    {
        var messages = await HistoryAsync(Call("c1", "Oslo"), new FunctionResultContent("c1", result));

        Assert.Equal(expected, messages[2].GetProperty("content").GetString());
    }

    [Fact]
    [Trait("Requirement", "B08")]
    public async Task B08_results_carry_the_name_of_their_tool_and_the_id_of_their_call()
    {
        var (body, _) = await Served.SendAsync(
            [
                s_question,
                new(ChatRole.Assistant, [Call("c1", "Oslo"), Call("c2", "Bergen")]),
                new(ChatRole.Tool, [new FunctionResultContent("c2", "rain"), new FunctionResultContent("c1", "sun")]),
            ]);

        Assert.Equal(
            """[{"id":"c1","function":{"name":"get_weather","arguments":{"city":"Oslo"}}},{"id":"c2","function":{"name":"get_weather","arguments":{"city":"Bergen"}}}]""",
            body.GetProperty("messages")[1].Member("tool_calls"));
        Assert.Equal("""{"role":"tool","content":"rain","tool_name":"get_weather","tool_call_id":"c2"}""", body.GetProperty("messages")[2].GetRawText());
        Assert.Equal("""{"role":"tool","content":"sun","tool_name":"get_weather","tool_call_id":"c1"}""", body.GetProperty("messages")[3].GetRawText());
    }

    [Fact]
    public async Task A_result_may_hold_an_image()
    {
        byte[] png = [0x89, (byte)'P', (byte)'N', (byte)'G', 9];

        var messages = await HistoryAsync(Call("c1", "Oslo"), new FunctionResultContent("c1", new List<AIContent> { new TextContent("as seen:"), new DataContent(png, "image/png") }));

        Assert.Equal(("\"as seen:\"", $"[\"{Convert.ToBase64String(png)}\"]"), (messages[2].Member("content"), messages[2].Member("images")));
    }

    [Fact]
    public async Task A_result_that_is_no_text_and_no_image_is_refused()
    {
        var e = await Assert.ThrowsAsync<LlmProviderException>(() => HistoryAsync(Call("c1", "Oslo"), new FunctionResultContent("c1", new DataContent("RIFF"u8.ToArray(), "audio/wav"))));

        Assert.Equal(LlmErrorKind.UnsupportedContent, e.Kind);
    }

    [Fact]
    [Trait("Case", "T11")]
    public async Task T11_a_call_without_arguments_has_an_empty_object()
    {
        var messages = await HistoryAsync(new FunctionCallContent("c1", "now"), new FunctionResultContent("c1", "noon"));

        Assert.Equal("""[{"id":"c1","function":{"name":"now","arguments":{}}}]""", messages[1].Member("tool_calls"));
    }

    [Fact]
    public async Task A_history_is_sent_the_same_after_it_went_through_json()
    {
        var answer = await Served.WholeAsync("""{"role":"assistant","content":"Let me look.","thinking":"Which city?","tool_calls":[{"id":"call_7","function":{"index":0,"name":"get_weather","arguments":{"city":"Oslo","days":[1,2]}}}]}""");
        List<ChatMessage> history = [s_question, .. answer.Messages, new(ChatRole.Tool, [new FunctionResultContent("call_7", "sun")])];

        var (before, _) = await Served.SendAsync(history);
        var (after, warnings) = await Served.SendAsync(history.Select(Kept));

        Assert.Equal(before.GetRawText(), after.GetRawText());
        Assert.Equal("""{"role":"assistant","content":"Let me look.","thinking":"Which city?","tool_calls":[{"id":"call_7","function":{"name":"get_weather","arguments":{"city":"Oslo","days":[1,2]}}}]}""", after.GetProperty("messages")[1].GetRawText());
        Assert.Empty(warnings);
    }

    [Fact]
    public async Task Reasoning_of_another_provider_stays_out_with_a_warning()
    {
        var foreign = new TextReasoningContent("secret") { ProtectedData = "sig", AdditionalProperties = new() { [LlmPropertyNames.Origin] = "anthropic" } };

        var (body, warnings) = await Served.SendAsync([s_question, new(ChatRole.Assistant, [foreign, new TextContent("Sun.")]), new(ChatRole.User, "Sure?")]);

        Assert.Equal("""{"role":"assistant","content":"Sun."}""", body.GetProperty("messages")[1].GetRawText());
        Assert.Contains(warnings, w => w.Contains("another provider", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Case", "T26")]
    public async Task T26_empty_messages_and_what_has_no_place_are_left_out()
    {
        var (body, warnings) = await Served.SendAsync(
            [
                new(ChatRole.System, ""), new(ChatRole.User, ""), s_question, new(ChatRole.Assistant, ""),
                new(ChatRole.Assistant, [new ErrorContent("broke"), new UsageContent(new()), new TextContent("Sun.")]),
                new(ChatRole.User, "Sure?"),
            ]);

        Assert.Equal("""[{"role":"user","content":"Weather?"},{"role":"assistant","content":"Sun."},{"role":"user","content":"Sure?"}]""", body.Member("messages"));
        Assert.Contains(warnings, w => w.Contains("error of an earlier turn", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Case", "T07")]
    public async Task T07_a_call_with_arguments_that_could_not_be_read_stays_out()
    {
        var cut = ToolArguments.ToCall("c1", "write", "{\"path\":\"x"u8);

        var (body, warnings) = await Served.SendAsync([s_question, new(ChatRole.Assistant, [new TextContent("Hm."), cut]), new(ChatRole.User, "Go on.")]);

        Assert.Equal("""{"role":"assistant","content":"Hm."}""", body.GetProperty("messages")[1].GetRawText());
        Assert.Contains(warnings, w => w.Contains("write", StringComparison.Ordinal));
    }

    private static ChatMessage Kept(ChatMessage message) => JsonSerializer.Deserialize<ChatMessage>(JsonSerializer.Serialize(message, AIJsonUtilities.DefaultOptions), AIJsonUtilities.DefaultOptions)!;

    private static FunctionCallContent Call(string id, string city) => new(id, "get_weather", new Dictionary<string, object?> { ["city"] = city });

    private static async Task<JsonElement> HistoryAsync(FunctionCallContent call, FunctionResultContent result)
    {
        var (body, _) = await Served.SendAsync([s_question, new(ChatRole.Assistant, [call]), new(ChatRole.Tool, [result])]);
        return body.GetProperty("messages");
    }
}
