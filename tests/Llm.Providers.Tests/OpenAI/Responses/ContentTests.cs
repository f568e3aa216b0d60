using Llm.Providers.OpenAI;

namespace Llm.Providers.Tests.OpenAI.Responses;

public sealed class ContentTests
{
    private static readonly byte[] s_png = [0x89, 0x50, 0x4E, 0x47, 1, 2, 3];

    [Fact]
    public void Images_and_files_travel_by_bytes_address_and_id() => Snapshot.Match(Respond.Render(
        [
            new(ChatRole.User,
            [
                new TextContent("Look:"),
                new DataContent(s_png, "image/png") { AdditionalProperties = new() { ["detail"] = "low" } },
                new UriContent("https://example.org/a.jpg", "image/jpeg"),
                new HostedFileContent("file-img") { MediaType = "image/png" },
                new DataContent(new byte[] { 1, 2, 3 }, "application/pdf") { Name = "a.pdf" },
                new UriContent("https://example.org/a.pdf", "application/pdf"),
                new HostedFileContent("file-1"),
                new DataContent("text"u8.ToArray(), "text/markdown"),
            ]),
        ]));

    public static TheoryData<string, AIContent> Refused => new()
    {
        { "DataContent (audio/wav)", new DataContent(new byte[] { 1 }, "audio/wav") },
        { "UriContent (video/mp4)", new UriContent("https://example.org/a.mp4", "video/mp4") },
        { "HostedVectorStoreContent", new HostedVectorStoreContent("vs_1") },
        { "ErrorContent", new ErrorContent("x") },
        { "TextReasoningContent", new TextReasoningContent("x") },
        { "FunctionCallContent", new FunctionCallContent("c", "f") },
    };

    [Theory, MemberData(nameof(Refused))]
    public void Content_without_a_place_is_refused_by_name(string name, AIContent content)
    {
        var e = Assert.Throws<LlmProviderException>(() => Respond.Body([new(ChatRole.User, [new TextContent("Hi"), content])], new() { ModelId = "some-model" }));

        Assert.Equal(LlmErrorKind.UnsupportedContent, e.Kind);
        Assert.Contains(name, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_host_that_does_not_load_documents_is_not_asked_to() =>
        Assert.Contains("load it", Assert.Throws<LlmProviderException>(() => Respond.Body([new(ChatRole.User, [new UriContent("https://example.org/a.pdf", "application/pdf")])], new() { ModelId = "m" }, ResponsesDialects.LMStudio)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_tool_message_holds_results_only() =>
        Assert.Equal(LlmErrorKind.UnsupportedContent, Assert.Throws<LlmProviderException>(() => Respond.Body([new(ChatRole.Tool, "Hi")])).Kind);

    [Theory, InlineData(false), InlineData(true)]
    public void ToolCallResult_with_images_and_files_travels_as_parts(bool throughJson)
    {
        ChatMessage[] history =
        [
            new(ChatRole.User, "Look."),
            new(ChatRole.Assistant, [new FunctionCallContent("c1", "shot")]),
            new(ChatRole.Tool, [new FunctionResultContent("c1", new List<AIContent> { new TextContent("Here:"), new DataContent(s_png, "image/png"), new HostedFileContent("file-1") })]),
        ];

        var output = Respond.Input(throughJson ? Respond.ThroughJson(history) : history)[2].GetProperty("output");

        Assert.Equal("""[{"type":"input_text","text":"Here:"},{"type":"input_image","image_url":"data:image/png;base64,iVBORwECAw=="},{"type":"input_file","file_id":"file-1"}]""", output.GetRawText());
    }

    public static TheoryData<object?, string> Results => new()
    {
        { "sunny", "sunny" },
        { null, "null" },
        { 21, "21" },
        { new TextContent("sunny"), "sunny" },
        { new List<AIContent> { new TextContent("sun"), new TextContent("ny") }, "sunny" },
        { System.Text.Json.JsonElement.Parse("\"sunny\""), "sunny" },
        { System.Text.Json.JsonElement.Parse("""{"$type":"of my own","a":1}"""), """{"$type":"of my own","a":1}""" },
        { System.Text.Json.JsonElement.Parse("[]"), "[]" },
    };

    [Theory, MemberData(nameof(Results))]
    [Trait("Requirement", "B20")]
    public void ToolCallResult_text_and_objects_travel_as_text(object? result, string expected)
    {
        var input = Respond.Input([new(ChatRole.User, "Hi"), new(ChatRole.Assistant, [new FunctionCallContent("c1", "f")]), new(ChatRole.Tool, [new FunctionResultContent("c1", result)])]);

        Assert.Equal(expected, input[2].GetProperty("output").GetString());
    }

    [Fact]
    public void An_item_in_the_words_of_the_wire_is_sent_as_it_is()
    {
        var item = System.Text.Json.JsonElement.Parse("""{"type":"local_shell_call_output","id":"call_1","output":"ok"}""");

        var input = Respond.Input(Respond.ThroughJson([new(ChatRole.User, "Hi"), new(ChatRole.Tool, [ResponsesItem.Create(item)])]));

        Assert.Equal(item.GetRawText(), input[1].GetRawText());
    }

    [Fact]
    public void An_item_needs_a_type() => Assert.Throws<ArgumentException>(() => ResponsesItem.Create(System.Text.Json.JsonElement.Parse("{}")));
}
