using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Ollama;

public sealed class ContentTests
{
    private static readonly byte[] s_png = [0x89, (byte)'P', (byte)'N', (byte)'G', 1, 2, 3];

    public static TheoryData<string> Refused => new("image address", "pdf", "sound", "file", "vector store", "approval");

    [Fact]
    [Trait("Requirement", "S19")]
    public async Task Images_travel_as_base64_without_a_prefix()
    {
        var (body, _) = await Served.SayAsync(new TextContent("What is it?"), new DataContent(s_png, "image/png"), new UriContent($"data:image/png;base64,{Convert.ToBase64String(s_png)}", "image/png"));

        Assert.Equal($$"""[{"role":"user","content":"What is it?","images":["{{Convert.ToBase64String(s_png)}}","{{Convert.ToBase64String(s_png)}}"]}]""", body.Member("messages"));
    }

    [Fact]
    public async Task A_large_image_is_not_held_twice_and_arrives_whole()
    {
        var image = new byte[100_000];
        s_png.CopyTo(image, 0);

        var (body, _) = await Served.SayAsync(new TextContent("?"), new DataContent(image, "image/png"));

        Assert.Equal(image, body.GetProperty("messages")[0].GetProperty("images")[0].GetBytesFromBase64());
    }

    [Fact]
    public async Task Texts_of_one_message_stand_on_lines_of_their_own()
    {
        var (body, _) = await Served.SayAsync(new TextContent("Sum up:"), new DataContent("one,two"u8.ToArray(), "text/csv"), new TextContent(""), new UsageContent(new()));

        Assert.Equal("""[{"role":"user","content":"Sum up:\none,two"}]""", body.Member("messages"));
    }

    [Theory, MemberData(nameof(Refused))]
    public async Task What_the_wire_cannot_carry_is_refused_by_name(string what)
    {
        var http = Served.Answering;
        AIContent content = what switch
        {
            "image address" => new UriContent("https://example.test/cat.png", "image/png"),
            "pdf" => new DataContent("%PDF-1.7"u8.ToArray(), "application/pdf"),
            "sound" => new DataContent("RIFF"u8.ToArray(), "audio/wav"),
            "file" => new HostedFileContent("file_1"),
            "vector store" => new HostedVectorStoreContent("vs_1"),
            _ => new ToolApprovalRequestContent("r1", new FunctionCallContent("c1", "f")),
        };

        var e = await Assert.ThrowsAsync<LlmProviderException>(() => Served.Client(http, Served.Model).GetResponseAsync([new ChatMessage(ChatRole.User, [content])]));

        Assert.Equal((LlmErrorKind.UnsupportedContent, 0), (e.Kind, http.Sent.Count));
        Assert.Contains(content.GetType().Name, e.Message, StringComparison.Ordinal);
        Assert.Contains("ollama-chat", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_image_address_is_refused_with_advice()
    {
        var e = await Assert.ThrowsAsync<LlmProviderException>(() => Served.SayAsync(new UriContent("https://example.test/cat.png", "image/png")));

        Assert.Contains("give its bytes as DataContent", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_conversation_is_refused()
    {
        var e = await Assert.ThrowsAsync<LlmProviderException>(() => Served.SendAsync([new(ChatRole.User, ""), new(ChatRole.Assistant, "")]));

        Assert.Equal(LlmErrorKind.InvalidRequest, e.Kind);
    }
}
