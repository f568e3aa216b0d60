using System.Text.Json;
using Llm.Providers.Tests.OpenAICompatible;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Anthropic.Answers;

/// <summary>What the vendor's own tools leave in an answer, and how it goes back.</summary>
public sealed class NativeBlockTests
{
    private const string Search = """{"type":"server_tool_use","id":"srvtoolu_1","name":"web_search","input":{"query":"oslo"}}""";
    private const string Found = """{"type":"web_search_tool_result","tool_use_id":"srvtoolu_1","content":[{"type":"web_search_result","url":"https://a.test/","title":"Oslo","encrypted_content":"enc","page_age":null}]}""";
    private const string Citation = """{"type":"web_search_result_location","url":"https://a.test/","title":"Oslo","encrypted_index":"idx","cited_text":"Oslo is big."}""";

    [Fact]
    public async Task A_search_its_pages_and_its_citations_are_read()
    {
        var response = await Claude.AnswerAsync($$"""{{Search}},{{Found}},{"type":"text","text":"It is big","citations":[{{Citation}}]},{"type":"text","text":"."}""");

        var contents = response.Messages[0].Contents;
        Assert.Equal("oslo", Assert.Single(Assert.IsType<WebSearchToolCallContent>(contents[0]).Queries!));
        Assert.Equal("https://a.test/", Assert.IsType<UriContent>(Assert.Single(Assert.IsType<WebSearchToolResultContent>(contents[1]).Outputs!)).Uri.AbsoluteUri);
        var citation = Assert.IsType<CitationAnnotation>(Assert.Single(contents[2].Annotations!));
        Assert.Equal(("Oslo", "https://a.test/", "Oslo is big."), (citation.Title, citation.Url!.AbsoluteUri, citation.Snippet));
        Assert.Equal((0, 9), Assert.IsType<TextSpanAnnotatedRegion>(Assert.Single(citation.AnnotatedRegions!)) is var region ? (region.StartIndex, region.EndIndex) : default);
        Assert.Equal("It is big.", response.Text);
    }

    [Fact]
    public async Task Streamed_and_whole_are_the_same()
    {
        var whole = await Claude.AnswerAsync($$"""{{Search}},{{Found}},{"type":"text","text":"It is big","citations":[{{Citation}}]},{"type":"text","text":"."}""");

        var streamed = await Claude.StreamAsync(
        [
            Claude.Start(),
            .. Claude.Block(0, Search.Replace("""{"query":"oslo"}""", "{}", StringComparison.Ordinal), """{"type":"input_json_delta","partial_json":"{\"query\":"}""", """{"type":"input_json_delta","partial_json":"\"oslo\"}"}"""),
            .. Claude.Block(1, Found),
            .. Claude.Block(2, """{"type":"text","text":"","citations":[]}""", $$"""{"type":"citations_delta","citation":{{Citation}}}""", """{"type":"text_delta","text":"It is "}""", """{"type":"text_delta","text":"big"}"""),
            .. Claude.TextBlock(3, "."),
            Claude.End(), Claude.Stop,
        ]);

        Assert.Equal(Json(whole.Timeless().Messages), Json(streamed.Timeless().Messages));
    }

    [Fact]
    public async Task Code_and_what_it_gave_are_read()
    {
        var response = await Claude.AnswerAsync("""
            {"type":"server_tool_use","id":"s1","name":"bash_code_execution","input":{"command":"ls"}},
            {"type":"bash_code_execution_tool_result","tool_use_id":"s1","content":{"type":"bash_code_execution_result","stdout":"a.txt","stderr":"oops","return_code":1,"content":[{"type":"bash_code_execution_output","file_id":"file_1"}]}},
            {"type":"text_editor_code_execution_tool_result","tool_use_id":"s2","content":{"type":"text_editor_code_execution_tool_result_error","error_code":"unavailable"}},
            {"type":"mcp_tool_use","id":"m1","name":"ask","server_name":"wiki","input":{"q":"x"}},{"type":"mcp_tool_result","tool_use_id":"m1","is_error":false,"content":[{"type":"text","text":"y"}]},
            {"type":"tool_search_tool_result","tool_use_id":"t1","content":{"type":"tool_search_tool_search_result","tool_references":[]}},{"type":"compaction","content":"Summary."}
            """);

        var contents = response.Messages[0].Contents;
        Assert.Equal("ls", System.Text.Encoding.UTF8.GetString(Assert.IsType<DataContent>(Assert.Single(Assert.IsType<CodeInterpreterToolCallContent>(contents[0]).Inputs!)).Data.Span));
        Assert.Equal([typeof(TextContent), typeof(ErrorContent), typeof(HostedFileContent)], Assert.IsType<CodeInterpreterToolResultContent>(contents[1]).Outputs!.Select(o => o.GetType()));
        Assert.Equal("unavailable", Assert.IsType<ErrorContent>(Assert.Single(Assert.IsType<CodeInterpreterToolResultContent>(contents[2]).Outputs!)).ErrorCode);
        Assert.Equal(("ask", "wiki"), Assert.IsType<McpServerToolCallContent>(contents[3]) is var call ? (call.Name, call.ServerName) : default);
        Assert.Equal("y", Assert.IsType<TextContent>(Assert.Single(Assert.IsType<McpServerToolResultContent>(contents[4]).Outputs!)).Text);
        Assert.Equal("t1", Assert.IsType<ToolResultContent>(contents[5]).CallId);
        Assert.Equal(7, contents.Count);
    }

    [Fact]
    public async Task A_summary_of_a_long_conversation_is_put_together_from_its_events()
    {
        var response = await Claude.StreamAsync([Claude.Start(), .. Claude.Block(0, """{"type":"compaction","content":null}""", """{"type":"compaction_delta","content":"Summary."}"""), .. Claude.TextBlock(1, "Hi"), Claude.End(), Claude.Stop]);

        Assert.Equal("""[{"role":"assistant","content":[{"type":"compaction","content":"Summary."},{"type":"text","text":"Hi"}]},{"role":"user","content":"Go on."}]""", Sent(response)[(Sent(response).IndexOf("},", StringComparison.Ordinal) + 2)..].Insert(0, "["));
    }

    [Fact]
    public async Task A_call_made_by_code_keeps_who_made_it()
    {
        const string Call = """{"type":"tool_use","id":"toolu_1","name":"roll","input":{"x":1},"caller":{"type":"code_execution_20260120","tool_id":"srvtoolu_1"}}""";
        var response = await Claude.AnswerAsync(Call, "tool_use");
        List<ChatMessage> history = [new(ChatRole.User, "?"), .. response.Messages, new(ChatRole.Tool, [new FunctionResultContent("toolu_1", "6")])];

        Assert.Contains(Call, Claude.Member("messages", Claude.ThroughJson(history)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calls_whose_results_were_used_already_are_not_run_again()
    {
        var response = await Claude.AnswerAsync("""
            {"type":"tool_use","id":"toolu_1","name":"roll","input":{},"caller":{"type":"code_execution_20250825","tool_id":"s1"}},
            {"type":"code_execution_tool_result","tool_use_id":"s1","content":{"type":"code_execution_result","stdout":"6","stderr":"","return_code":0,"content":[]}},{"type":"text","text":"Six."}
            """);

        Assert.True(Assert.Single(response.Messages[0].Contents.OfType<FunctionCallContent>()).InformationalOnly);
        Assert.Equal(ChatFinishReason.Stop, response.FinishReason);
    }

    [Fact]
    public async Task Another_vendor_does_not_get_them()
    {
        var response = await Claude.AnswerAsync($$"""{{Search}},{{Found}},{"type":"text","text":"Hi"}""");
        foreach (var content in response.Messages[0].Contents)
        {
            (content.AdditionalProperties ??= [])[LlmPropertyNames.Origin] = "other";
        }

        var (sent, warnings) = await Claude.SendAsync([new(ChatRole.User, "?"), .. response.Messages, new(ChatRole.User, "!")]);

        Assert.DoesNotContain("srvtoolu_1", sent.Text, StringComparison.Ordinal);
        Assert.Equal(2, warnings.Count);
    }

    [SharedFact]
    public async Task T15_every_recorded_answer_goes_back_block_for_block_after_JSON()
    {
        var seen = 0;
        foreach (var folder in Directory.EnumerateDirectories(Path.Combine(Repository.Shared!, "corpus", "cases", "anthropic")))
        {
            if (!File.ReadAllText(Path.Combine(folder, "meta.json")).Contains("\"kind\": \"chat\"", StringComparison.Ordinal))
            {
                continue;
            }

            var body = JsonElement.Parse(await File.ReadAllBytesAsync(Path.Combine(folder, "response.body")));
            if (body.GetProperty("content").EnumerateArray().Any(b => b.GetProperty("type").GetString() == "tool_use"))
            {
                continue; // without their results they are left out, and other tests are about them
            }

            var response = await Claude.Client(new CannedHandler(body.GetRawText())).GetResponseAsync("hi");
            var expected = Blocks(body.GetProperty("content")).ToList();
            if (expected.Count == 0)
            {
                continue;
            }

            var turn = JsonElement.Parse(Sent(response)).EnumerateArray().ElementAt(1).GetProperty("content");
            var actual = turn.ValueKind == JsonValueKind.String ? [turn.GetString()!] : Blocks(turn).ToList();
            Assert.Equal(expected, actual);
            seen++;
        }

        Assert.True(seen >= 15, $"{seen} answers");
    }

    // Blocks of plain text are joined, and those of white space alone, which the API refuses, are left out.
    private static IEnumerable<string> Blocks(JsonElement content)
    {
        var text = "";
        foreach (var block in content.EnumerateArray())
        {
            var isPlain = block.GetProperty("type").GetString() == "text" && !(block.TryGetProperty("citations", out var citations) && citations.ValueKind == JsonValueKind.Array && citations.GetArrayLength() > 0);
            if (isPlain)
            {
                text += block.GetProperty("text").GetString();
                continue;
            }

            if (!string.IsNullOrWhiteSpace(text))
            {
                yield return text;
            }

            text = "";
            yield return Canonical(block);
        }

        if (!string.IsNullOrWhiteSpace(text))
        {
            yield return text;
        }
    }

    private static string Canonical(JsonElement block) => string.Join(',', block.EnumerateObject().OrderBy(m => m.Name, StringComparer.Ordinal).Select(m => $"{m.Name}:{Compatible.Indent(m.Value.GetRawText())}"));

    private static string Sent(ChatResponse response) => Claude.Member("messages", Claude.ThroughJson([new(ChatRole.User, "hi"), .. response.Messages, new(ChatRole.User, "Go on.")]));

    private static string Json(IEnumerable<ChatMessage> messages) => string.Join('\n', messages.Select(m => Compatible.Indent(JsonSerializer.Serialize(m, AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(ChatMessage))))));
}
