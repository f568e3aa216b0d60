using Llm.Providers.Anthropic;

namespace Llm.Providers.Tests.Anthropic.Requests;

/// <summary>How a prompt is marked for caching.</summary>
public sealed class CachingTests
{
    [Fact]
    public void T37_tools_instructions_contents_and_results_can_be_marked() => Snapshot.Match(Claude.Render(
        [
            new ChatMessage(ChatRole.System, "Long.").WithCacheControl(CacheLifetime.OneHour),
            new(ChatRole.User, [new TextContent("Hi").WithCacheControl()]),
            new(ChatRole.Assistant, [new FunctionCallContent("a", "f")]),
            new(ChatRole.Tool, [new FunctionResultContent("a", "1").WithCacheControl()]),
        ],
        new() { Tools = [AIFunctionFactory.Create(() => 1, "f").WithCacheControl(CacheLifetime.OneHour)] }));

    [Fact]
    public void Marks_survive_a_history_that_goes_through_JSON()
    {
        var history = Claude.ThroughJson([new ChatMessage(ChatRole.User, "Hi").WithCacheControl(CacheLifetime.OneHour), new(ChatRole.User, [new TextContent("you").WithCacheControl()])]);

        Assert.Equal(
            """[{"role":"user","content":[{"type":"text","text":"Hi","cache_control":{"type":"ephemeral","ttl":"1h"}},{"type":"text","text":"you","cache_control":{"type":"ephemeral"}}]}]""",
            Claude.Member("messages", history));
    }

    [Fact]
    public async Task T37_of_more_than_four_marks_the_last_ones_are_kept_with_a_warning()
    {
        var (sent, warnings) = await Claude.SendAsync([new(ChatRole.User, [.. Enumerable.Range(1, 6).Select(i => new TextContent($"text {i}").WithCacheControl())])]);

        Assert.Equal(4, Marks(sent.Text));
        Assert.Contains("""{"type":"text","text":"text 2"},""", sent.Text, StringComparison.Ordinal);
        Assert.Contains("6 contents are marked", Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task T37_a_mark_of_an_hour_is_kept_before_those_of_five_minutes()
    {
        ChatMessage[] messages = [new ChatMessage(ChatRole.System, "Long.").WithCacheControl(CacheLifetime.OneHour), new(ChatRole.User, [.. Enumerable.Range(1, 4).Select(i => new TextContent($"text {i}").WithCacheControl())])];

        var (sent, _) = await Claude.SendAsync(messages);

        Assert.Contains("\"ttl\":\"1h\"", sent.Text, StringComparison.Ordinal);
        Assert.Contains("""{"type":"text","text":"text 1"},""", sent.Text, StringComparison.Ordinal);
        Assert.Equal(4, Marks(sent.Text));
    }

    [Fact]
    public async Task T37_a_shorter_mark_before_a_longer_one_is_lengthened()
    {
        var (sent, warnings) = await Claude.SendAsync([new ChatMessage(ChatRole.System, "Long.").WithCacheControl(), new ChatMessage(ChatRole.User, "Hi").WithCacheControl(CacheLifetime.OneHour)]);

        Assert.Equal(2, sent.Text.Split("\"ttl\":\"1h\"").Length - 1);
        Assert.Single(warnings);
    }

    [Fact]
    public async Task A_mark_for_the_whole_request_counts()
    {
        var options = new ChatOptions { AdditionalProperties = new() { ["cache_control"] = System.Text.Json.JsonElement.Parse("""{"type":"ephemeral"}""") } };

        var (sent, _) = await Claude.SendAsync([new(ChatRole.User, [.. Enumerable.Range(1, 4).Select(i => new TextContent($"text {i}").WithCacheControl())])], options);

        Assert.Equal(4, Marks(sent.Text));
    }

    [Fact]
    public void A_declaration_keeps_all_it_says_when_it_is_marked()
    {
        var declared = AIFunctionFactory.CreateDeclaration("f", "Does it.", System.Text.Json.JsonElement.Parse("""{"type":"object"}""")).WithCacheControl();

        Assert.Equal("""[{"name":"f","description":"Does it.","input_schema":{"type":"object"},"cache_control":{"type":"ephemeral"}}]""", Claude.Member("tools", new ChatOptions { Tools = [declared] }));
    }

    private static int Marks(string body) => body.Split("\"cache_control\"").Length - 1;
}
