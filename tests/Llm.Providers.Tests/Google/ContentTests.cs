using Llm.Providers.Tests.OpenAICompatible;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Google;

public sealed class ContentTests
{
    public static byte[] Png { get; } = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC");

    [Fact]
    [Trait("Requirement", "S19")]
    public void Data_and_references_of_every_kind_are_carried() => Snapshot.Match(Gemini.User(
        new TextContent("Look."),
        new DataContent(Png, "image/png") { AdditionalProperties = new() { ["mediaResolution"] = System.Text.Json.JsonElement.Parse("""{"level":"MEDIA_RESOLUTION_LOW"}""") } },
        new DataContent("%PDF-1.7"u8.ToArray(), "application/pdf"),
        new DataContent(new byte[] { 1, 2 }, "audio/mpeg"),
        new DataContent(new byte[] { 3 }, "video/mp4") { AdditionalProperties = new() { ["videoMetadata"] = System.Text.Json.JsonElement.Parse("""{"fps":2}""") } },
        new DataContent("a,b"u8.ToArray(), "text/csv"),
        new DataContent("{}"u8.ToArray(), "application/json"),
        new UriContent("https://example.com/a.png", "image/png"),
        new UriContent("gs://bucket/a.mp4", "video/mp4"),
        new UriContent("https://www.youtube.com/watch?v=9hE5-98ZeCg", "video/*"),
        new HostedFileContent("files/abc-123") { MediaType = "application/pdf" },
        new HostedFileContent("https://generativelanguage.googleapis.com/v1beta/files/xyz")));

    [Fact]
    public void Vertex_takes_files_by_address_only()
    {
        using var request = Gemini.Vertex().Preview([new(ChatRole.User, [new HostedFileContent("gs://bucket/a.pdf") { MediaType = "application/pdf" }])]);

        Assert.Contains("\"fileUri\":\"gs://bucket/a.pdf\"", request.ToString(), StringComparison.Ordinal);
        var refused = Assert.Throws<LlmProviderException>(() => Gemini.Vertex().Preview([new(ChatRole.User, [new HostedFileContent("files/abc")])]));
        Assert.Equal(LlmErrorKind.UnsupportedContent, refused.Kind);
    }

    [Theory]
    [InlineData(typeof(HostedVectorStoreContent))]
    [InlineData(typeof(FunctionCallContent))]
    [InlineData(typeof(TextReasoningContent))]
    [InlineData(typeof(ErrorContent))]
    [InlineData(typeof(DataContent))]
    public void What_a_user_message_cannot_hold_is_refused_by_name(Type type)
    {
        AIContent content = type.Name switch
        {
            nameof(HostedVectorStoreContent) => new HostedVectorStoreContent("vs"),
            nameof(FunctionCallContent) => new FunctionCallContent("c", "f"),
            nameof(TextReasoningContent) => new TextReasoningContent("hm"),
            nameof(ErrorContent) => new ErrorContent("no"),
            _ => new DataContent(new byte[] { 1 }, "application/zip"),
        };

        var e = Gemini.Refused(content);

        Assert.Equal(LlmErrorKind.UnsupportedContent, e.Kind);
        Assert.Contains(type.Name, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Images_and_sound_that_a_model_makes_are_data()
    {
        var response = await Gemini.ReadAsync(Gemini.Answer($$$"""{"text":"Here:"},{"inlineData":{"mimeType":"image/png","data":"{{{Convert.ToBase64String(Png)}}}"}},{"inlineData":{"mimeType":"audio/L16;codec=pcm;rate=24000","data":"CwAL"}}"""));

        var data = response.Contents().OfType<DataContent>().ToList();
        Assert.Equal(["image/png", "audio/L16;codec=pcm;rate=24000"], data.Select(d => d.MediaType));
        Assert.Equal(Png, data[0].Data.ToArray());
    }

    [Fact]
    public async Task Code_the_vendor_runs_is_code_and_result()
    {
        var response = await Gemini.ReadAsync(Gemini.Answer("""{"executableCode":{"language":"PYTHON","code":"print(1)"}},{"codeExecutionResult":{"outcome":"OUTCOME_OK","output":"1\n"}},{"executableCode":{"language":"PYTHON","code":"x"}},{"codeExecutionResult":{"outcome":"OUTCOME_FAILED","output":"NameError"}},{"text":"1"}"""));

        var calls = response.Contents().OfType<CodeInterpreterToolCallContent>().ToList();
        var results = response.Contents().OfType<CodeInterpreterToolResultContent>().ToList();
        Assert.Equal("print(1)", System.Text.Encoding.UTF8.GetString(Assert.IsType<DataContent>(calls[0].Inputs![0]).Data.Span));
        Assert.Equal(calls.Select(c => c.CallId), results.Select(r => r.CallId));
        Assert.Equal("1\n", Assert.IsType<TextContent>(results[0].Outputs![0]).Text);
        Assert.Equal("OUTCOME_FAILED", Assert.IsType<ErrorContent>(results[1].Outputs![0]).ErrorCode);
    }

    [Fact]
    public async Task Code_that_another_provider_ran_is_left_out_with_a_warning()
    {
        var foreign = new CodeInterpreterToolCallContent("c1") { AdditionalProperties = new() { [LlmPropertyNames.Origin] = "openai" } };

        var warnings = await Gemini.WarningsAsync(new(), new(ChatRole.User, "Hi"), new(ChatRole.Assistant, [foreign, new TextContent("1")]), new(ChatRole.User, "And?"));

        Assert.Contains("CodeInterpreterToolCallContent", warnings, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_late_system_message_is_put_before_the_conversation_with_a_warning()
    {
        var warnings = await Gemini.WarningsAsync(new() { Instructions = "Be kind." }, new(ChatRole.User, "Hi"), new(ChatRole.System, "Be brief."), new(ChatRole.User, "And?"));

        Assert.Contains("system message", warnings, StringComparison.Ordinal);
    }
}
