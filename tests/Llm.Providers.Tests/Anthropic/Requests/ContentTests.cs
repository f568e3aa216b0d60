using System.Text.Json;
using Llm.Providers.Anthropic;

namespace Llm.Providers.Tests.Anthropic.Requests;

/// <summary>How images, documents and files are sent.</summary>
public sealed class ContentTests
{
    [Fact]
    [Trait("Requirement", "S19")]
    public void Images_and_documents_travel_as_bytes_addresses_and_ids() => Snapshot.Match(Claude.RenderUser(
        new DataContent(Claude.Png, "image/png"),
        new UriContent("https://a.test/b.jpg", "image/jpeg"),
        new DataContent("%PDF-1.4"u8.ToArray(), "application/pdf") { Name = "paper.pdf", AdditionalProperties = new() { ["citations"] = true, ["context"] = "Of 1999." } },
        new UriContent("https://a.test/b.pdf", "application/pdf"),
        new DataContent("a,b"u8.ToArray(), "text/csv") { Name = "table" },
        new HostedFileContent("file_1"),
        new HostedFileContent("file_2") { MediaType = "image/png" },
        new HostedFileContent("file_3") { MediaType = "text/csv" },
        new TextContent("What is it?")));

    [Fact]
    public void Files_name_the_preview_feature_they_need()
    {
        using var request = Claude.Provider().Preview([new(ChatRole.User, [new HostedFileContent("file_1"), new TextContent("?")])]);

        Assert.Equal("files-api-2025-04-14", request.Headers["anthropic-beta"]);
    }

    [Fact]
    public void A_large_image_is_not_copied_into_the_request()
    {
        var image = new byte[100_000];
        Claude.Png.CopyTo(image, 0);
        using var request = Claude.Provider().Preview([new(ChatRole.User, [new DataContent(image, "image/png")])]);

        Assert.Contains(Convert.ToBase64String(image), request.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Results_of_tools_may_be_text_JSON_images_and_documents() => Snapshot.Match(Claude.Render(
    [
        new(ChatRole.User, "?"),
        new(ChatRole.Assistant, [new FunctionCallContent("a", "f"), new FunctionCallContent("b", "f"), new FunctionCallContent("c", "f"), new FunctionCallContent("d", "f")]),
        new(ChatRole.Tool,
        [
            new FunctionResultContent("a", JsonElement.Parse("\"sunny\"")),
            new FunctionResultContent("b", JsonElement.Parse("""{"t":21}""")),
            new FunctionResultContent("c", new List<AIContent> { new TextContent("Here:"), new DataContent(Claude.Png, "image/png"), new DataContent("%PDF-1.4"u8.ToArray(), "application/pdf") }),
            new FunctionResultContent("d", null),
        ]),
    ]));

    [Fact]
    public void A_block_that_has_no_type_of_its_own_is_sent_as_it_is()
    {
        var result = new AIContent { AdditionalProperties = new() { [AnthropicPropertyNames.Block] = JsonElement.Parse("""{"type":"search_result","source":"a","title":"b","content":[]}""") } };

        Assert.Contains("""[{"type":"search_result","source":"a","title":"b","content":[]},""", Claude.Member("messages", [new(ChatRole.User, [result, new TextContent("?")])]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("audio/wav")]
    [InlineData("video/mp4")]
    [InlineData("application/zip")]
    public void What_the_wire_cannot_carry_is_refused_by_name(string mediaType)
    {
        var e = Assert.Throws<LlmProviderException>(() => Claude.Render([new(ChatRole.User, [new DataContent(new byte[] { 1 }, mediaType)])], new() { ModelId = "new" }));

        Assert.Equal(LlmErrorKind.UnsupportedContent, e.Kind);
        Assert.Contains(mediaType, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reasoning_and_calls_do_not_belong_to_the_user()
    {
        Assert.Throws<LlmProviderException>(() => Claude.RenderUser(new TextReasoningContent("Hm.")));
        Assert.Throws<LlmProviderException>(() => Claude.RenderUser(new HostedVectorStoreContent("v")));
    }
}
