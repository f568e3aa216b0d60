using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.OpenAICompatible.Requests;

public sealed class MessageTests
{
    [Fact]
    [Trait("Requirement", "S28")]
    public void Instructions_stand_before_the_conversation_and_messages_keep_their_order() =>
        Snapshot.Match(Compatible.Render(
            [
                new(ChatRole.System, [new TextContent("You are "), new TextContent("terse.")]),
                new(ChatRole.User, "What is it?") { AuthorName = "ada" },
                new(ChatRole.Assistant, "A \"quote\" & <b>ä 🌍</b>\n"),
                new(new("developer"), "Mind the gap."),
                new(ChatRole.User, [new TextContent("And "), new TextContent("this?")]),
            ],
            new() { Instructions = "Answer in verse." }));

    [Fact]
    public void Instructions_have_the_role_the_vendor_gives_them() =>
        Assert.Equal(
            """[{"role":"developer","content":"Be brief."},{"role":"developer","content":"s"},{"role":"developer","content":"d"},{"role":"user","content":"u"}]""",
            Messages([new(ChatRole.System, "s"), new(new("developer"), "d"), new(ChatRole.User, "u")], "Be brief.", "developer"));

    [Fact]
    public void A_developer_message_becomes_a_system_message_where_there_is_no_other_role() =>
        Assert.Equal("""[{"role":"system","content":"d"},{"role":"user","content":"u"}]""", Messages([new(new("developer"), "d"), new(ChatRole.User, "u")], null, "system"));

    [Fact]
    public void T26_messages_without_content_are_left_out() =>
        Assert.Equal(
            """[{"role":"user","content":"Hi"}]""",
            Messages([new(ChatRole.System, ""), new(ChatRole.User, ""), new(ChatRole.Assistant, ""), new(ChatRole.Assistant, [new TextReasoningContent("hm")]), new(ChatRole.User, [new TextContent(""), new UsageContent(new())]), new(ChatRole.User, "Hi")]));

    [Fact]
    public void T26_an_empty_part_beside_others_is_left_out() =>
        Assert.Equal("""[{"role":"user","content":[{"type":"text","text":"a"}]}]""", Messages([new(ChatRole.User, [new TextContent(""), new TextContent("a")])]));

    [Fact]
    public void T26_a_conversation_of_empty_messages_is_an_error_before_anything_is_sent()
    {
        var e = Assert.Throws<LlmProviderException>(() => Messages([new(ChatRole.User, ""), new(ChatRole.System, "")]));

        Assert.Equal((LlmErrorKind.InvalidRequest, "acme", "acme-1"), (e.Kind, e.ProviderId, e.ModelId));
    }

    [Fact]
    [Trait("Requirement", "S28")]
    public void An_unknown_role_is_an_error()
    {
        var e = Assert.Throws<LlmProviderException>(() => Messages([new(new("narrator"), "Once upon a time")]));

        Assert.Equal(LlmErrorKind.InvalidRequest, e.Kind);
        Assert.Contains("'narrator'", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Ada Lovelace", true)]
    [InlineData("<ada>", true)]
    [InlineData("ada", false)]
    public async Task A_name_the_vendor_would_refuse_is_left_out_with_a_warning(string name, bool refused)
    {
        var http = new CannedHandler("""{"choices":[{"message":{"content":"x"}}]}""");

        var response = await Compatible.Client(http).GetResponseAsync([new ChatMessage(ChatRole.User, "Hi") { AuthorName = name }]);

        Assert.Equal(refused, !http.Single.Text.Contains("\"name\"", StringComparison.Ordinal));
        Assert.Equal(refused ? 1 : 0, response.GetWarnings().Count);
    }

    [Fact]
    public void Lone_surrogates_do_not_break_a_request() =>
        Assert.Equal("[{\"role\":\"user\",\"content\":\"a\\uFFFDb\"}]", Messages([new(ChatRole.User, "a\ud83db")]));

    private static string Messages(IEnumerable<ChatMessage> messages, string? instructions = null, string role = "system")
    {
        using var request = Compatible.Provider(dialect: new() { InstructionRole = role }).Preview(messages, new() { Instructions = instructions });
        return Compatible.Member("messages", request.ToString());
    }
}
