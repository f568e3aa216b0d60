using System.Text.Json;

namespace Llm.Providers.Tests.OpenAI.Responses;

public sealed class McpTests
{
    private const string Call = """{"id":"mcp_0","type":"mcp_call","status":"completed","approval_request_id":"mcpr_0","server_label":"docs","name":"ask","arguments":"{\"q\":\"a\"}","output":"b"}""";

    private const string Request = """{"id":"mcpr_0","type":"mcp_approval_request","server_label":"docs","name":"ask","arguments":"{\"q\":\"a\"}"}""";

    [Theory, InlineData(false), InlineData(true)]
    public async Task McpToolCall_has_server_arguments_and_output(bool stream)
    {
        var contents = (await Respond.ItemsAsync(stream, Call)).Messages[0].Contents;

        var call = contents.OfType<McpServerToolCallContent>().Single();
        Assert.Equal(("mcp_0", "ask", "docs", "a"), (call.CallId, call.Name, call.ServerName, call.Arguments!["q"]!.ToString()));
        Assert.Equal("b", ((TextContent)contents.OfType<McpServerToolResultContent>().Single().Outputs!.Single()).Text);
    }

    [Theory]
    [InlineData("""{"type":"http_error","code":424,"message":"Down."}""", "Down.", "424")]
    [InlineData("\"Down.\"", "Down.", null)]
    public async Task McpToolCall_that_failed_says_so(string error, string message, string? code)
    {
        var item = Call.Replace("\"output\":\"b\"", $"\"output\":null,\"error\":{error}", StringComparison.Ordinal);

        var output = Assert.IsType<ErrorContent>((await Respond.ItemsAsync(true, item)).Messages[0].Contents.OfType<McpServerToolResultContent>().Single().Outputs!.Single());

        Assert.Equal((message, code), (output.Message, output.ErrorCode));
    }

    [Fact]
    public async Task McpToolCall_goes_back_as_it_came()
    {
        var answer = await Respond.ItemsAsync(true, Call);

        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(Call), Respond.Input(Respond.ThroughJson([new(ChatRole.User, "Hi"), .. answer.Messages]))[1]));
    }

    [Theory, InlineData(true), InlineData(false)]
    [Trait("Requirement", "B11")]
    public async Task B11_McpToolCall_is_approved_by_the_caller_alone(bool approved)
    {
        var answer = await Respond.ItemsAsync(true, Request);
        var asked = Assert.Single(answer.Messages[0].Contents.OfType<ToolApprovalRequestContent>());

        var silent = Respond.Input(Respond.ThroughJson([new(ChatRole.User, "Hi"), .. answer.Messages, new(ChatRole.User, "Well?")]));
        var answered = Respond.Input(Respond.ThroughJson([new(ChatRole.User, "Hi"), .. answer.Messages, new(ChatRole.User, [asked.CreateResponse(approved, "because")])]));

        Assert.Equal("mcpr_0", asked.RequestId);
        Assert.DoesNotContain(silent, i => i.TryGetProperty("approve", out _));
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(Request), answered[1]));
        Assert.Equal($$"""{"type":"mcp_approval_response","approval_request_id":"mcpr_0","approve":{{(approved ? "true" : "false")}},"reason":"because"}""", answered[2].GetRawText());
    }

    [Fact]
    public void Approval_of_a_function_is_not_for_the_host() =>
        Assert.Equal(LlmErrorKind.UnsupportedContent, Assert.Throws<LlmProviderException>(() => Respond.Body([new(ChatRole.User, [new ToolApprovalResponseContent("r", true, new FunctionCallContent("c", "f"))])])).Kind);
}
