using System.Text;
using System.Text.Json;
using Llm.Providers.OpenAICompatible;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.OpenAICompatible.Requests;

public sealed class ContentTests
{
    private static readonly byte[] s_png = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 1, 2, 3];

    [Fact]
    [Trait("Requirement", "S19")]
    public void Images_travel_as_data_and_as_addresses() =>
        Snapshot.Match(Compatible.RenderUser(null,
            new TextContent("What is this?"),
            new DataContent(s_png, "image/png"),
            new DataContent(s_png, "image/png") { AdditionalProperties = new() { ["detail"] = "low" } },
            new UriContent("https://example.test/a b.png?x=1&y=2", "image/png") { AdditionalProperties = new() { ["detail"] = "high" } }));

    [Theory]
    [InlineData(100)]
    [InlineData(8 * 1024)]
    [InlineData((8 * 1024) + 1)]
    [InlineData(1_000_001)]
    public async Task A_large_image_gives_the_same_json_as_a_small_one(int length)
    {
        var image = new byte[length];
        new Random(length).NextBytes(image);
        s_png.CopyTo(image, 0);
        var http = new CannedHandler("""{"choices":[{"message":{"content":"x"}}]}""");

        await Compatible.Client(http).GetResponseAsync([new ChatMessage(ChatRole.User, [new TextContent("a"), new DataContent(image, "image/png"), new DataContent(image, "image/png"), new TextContent("b")])]);

        var url = $"data:image/png;base64,{Convert.ToBase64String(image)}";
        var expected = $$$"""{"messages":[{"role":"user","content":[{"type":"text","text":"a"},{"type":"image_url","image_url":{"url":"{{{url}}}"}},{"type":"image_url","image_url":{"url":"{{{url}}}"}},{"type":"text","text":"b"}]}],"model":"acme-1"}""";
        Assert.True(expected == http.Single.Text, "The body differs.");
        Assert.Equal(http.Single.Body.Length.ToString(System.Globalization.CultureInfo.InvariantCulture), http.Single.Header("Content-Length"));
    }

    [Fact]
    public async Task An_image_with_the_wrong_media_type_is_sent_as_what_it_is_and_the_caller_is_told()
    {
        var http = new CannedHandler("""{"choices":[{"message":{"content":"x"}}]}""");

        var response = await Compatible.Client(http).GetResponseAsync([new ChatMessage(ChatRole.User, [new DataContent(s_png, "image/jpeg")])]);

        Assert.Contains("data:image/png;base64,", http.Single.Text, StringComparison.Ordinal);
        Assert.Equal(["An image called image/jpeg is image/png and was sent as such."], response.GetWarnings());
    }

    [Fact]
    public void Bytes_that_are_no_image_are_refused_before_sending()
    {
        var e = Compatible.Refused(new DataContent("<html>404</html>"u8.ToArray(), "image/png"));

        Assert.Equal(LlmErrorKind.InvalidRequest, e.Kind);
        Assert.Contains("The image/png in message 0 is no image", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "S18")]
    public async Task A_model_without_eyes_is_sent_no_image()
    {
        var http = new CannedHandler("{}");
        var client = Compatible.Client(http, model: "blind", models: new ModelItem { Id = "blind", ProviderId = "acme", Input = Modalities.Text });

        var e = await Fake.FailureAsync(() => client.GetResponseAsync([new ChatMessage(ChatRole.User, [new DataContent(s_png, "image/png")])]));

        Assert.Equal(LlmErrorKind.UnsupportedContent, e.Kind);
        Assert.Empty(http.Sent);
    }

    [Fact]
    public void A_vendor_that_loads_nothing_from_the_web_gets_no_addresses()
    {
        var e = Assert.Throws<LlmProviderException>(() => Compatible.RenderUser(new() { AcceptsImageUrls = false }, new UriContent("https://example.test/a.png", "image/png")));

        Assert.Equal(LlmErrorKind.UnsupportedContent, e.Kind);
        Assert.Contains("give its bytes as DataContent", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Documents_sound_files_and_video_have_forms_of_their_own() =>
        Snapshot.Match(Compatible.RenderUser(Compatible.Everything,
            new DataContent("%PDF-1.7"u8.ToArray(), "application/pdf") { Name = "report.pdf" },
            new DataContent("%PDF-1.7"u8.ToArray(), "application/pdf"),
            new UriContent("https://example.test/docs/paper.pdf", "application/pdf"),
            new DataContent("RIFF"u8.ToArray(), "audio/wav"),
            new DataContent("ID3"u8.ToArray(), "audio/mpeg"),
            new HostedFileContent("file-abc123"),
            new DataContent("a;b\n1;2\n"u8.ToArray(), "text/csv"),
            new DataContent("""{"a":"ü"}"""u8.ToArray(), "application/json"),
            new DataContent(new byte[] { 0, 0, 0, 1 }, "video/mp4"),
            new UriContent("https://example.test/v.mp4", "video/mp4")));

    [Theory]
    [InlineData(PdfForm.DocumentUrl, """{"type":"document_url","document_url":"data:application/pdf;base64,JVBERg=="}""", """{"type":"document_url","document_url":"https://example.test/p.pdf"}""")]
    [InlineData(PdfForm.FileUrl, """{"type":"file_url","file_url":{"url":"JVBERg=="}}""", """{"type":"file_url","file_url":{"url":"https://example.test/p.pdf"}}""")]
    public void Documents_have_the_form_the_vendor_wants(PdfForm form, string bytes, string address) =>
        Assert.Equal($"[{bytes},{address}]", Parts(new() { Pdf = form, AcceptsPdfUrls = true }, new DataContent("%PDF"u8.ToArray(), "application/pdf"), new UriContent("https://example.test/p.pdf", "application/pdf")));

    [Theory]
    [InlineData(AudioForm.DataAndFormat, """{"data":"SUQz","format":"mp3"}""")]
    [InlineData(AudioForm.Data, "\"SUQz\"")]
    [InlineData(AudioForm.DataUrlAndFormat, """{"data":"data:audio/mpeg;base64,SUQz","format":"mp3"}""")]
    public void Sound_has_the_form_the_vendor_wants(AudioForm form, string expected) =>
        Assert.Equal($$"""[{"type":"input_audio","input_audio":{{expected}}}]""", Parts(new() { Audio = form }, new DataContent("ID3"u8.ToArray(), "audio/mpeg")));

    public static TheoryData<AIContent, string> Unsupported => new()
    {
        { new DataContent(new byte[] { 1 }, "video/mp4"), "video/mp4" },
        { new DataContent(new byte[] { 1 }, "audio/flac"), "audio/flac" },
        { new DataContent("%PDF"u8.ToArray(), "application/pdf"), "application/pdf" },
        { new DataContent(new byte[] { 1 }, "application/zip"), "application/zip" },
        { new UriContent("https://example.test/a.zip", "application/zip"), "application/zip" },
        { new HostedFileContent("file-1"), "HostedFileContent" },
        { new HostedVectorStoreContent("vs-1"), "HostedVectorStoreContent" },
        { new FunctionCallContent("c1", "f"), "FunctionCallContent" },
        { new Unknown(), "Unknown" },
    };

    [Theory]
    [MemberData(nameof(Unsupported))]
    public void Content_the_vendor_cannot_take_is_refused_by_name(AIContent content, string name)
    {
        var e = Compatible.Refused(new TextContent("a"), content);

        Assert.Equal((LlmErrorKind.UnsupportedContent, "acme", "acme-1"), (e.Kind, e.ProviderId, e.ModelId));
        Assert.Contains(name, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Instructions_are_text_and_nothing_else()
    {
        var e = Assert.Throws<LlmProviderException>(() => Compatible.Render([new(ChatRole.System, [new DataContent(s_png, "image/png")]), new(ChatRole.User, "Hi")]));

        Assert.Equal(LlmErrorKind.UnsupportedContent, e.Kind);
    }

    [Fact]
    public void Text_files_are_read_as_utf8() =>
        Assert.Equal("äß🌍", JsonElement.Parse(Parts(null, new DataContent(Encoding.UTF8.GetBytes("äß🌍"), "text/plain")))[0].GetProperty("text").GetString());

    private static string Parts(ChatCompletionsDialect? dialect, params IList<AIContent> contents)
    {
        using var request = Compatible.Provider(dialect: dialect).Preview([new(ChatRole.User, contents)]);
        return JsonElement.Parse(request.ToString()).GetProperty("messages")[0].GetProperty("content").GetRawText();
    }

    private sealed class Unknown : AIContent;
}
