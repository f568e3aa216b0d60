using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.OpenAICompatible;

public sealed class ErrorShapeTests
{
    private const string Text = """{"choices":[{"index":0,"delta":{"content":"Once upon"}}]}""";

    [Theory]
    [InlineData("""{"error":{"message":"broke off","code":502}}""")]
    [InlineData("""{"object":"error","message":"broke off","type":"upstream","code":502}""")]
    [InlineData("""{"choices":[{"index":0,"delta":{"content":""},"finish_reason":"error","error":{"message":"broke off","code":502}}]}""")]
    [InlineData("""{"error":{"message":"broke off","code":502},"choices":[{"index":0,"delta":{"content":""},"finish_reason":"error"}]}""")]
    public async Task An_error_in_the_middle_of_a_stream_comes_after_the_text_that_came_before_it(string error)
    {
        var (updates, failure) = await Fake.ReadAsync(Acme.Client(new CannedHandler(Fake.Events(Text, error, "[DONE]"))));

        var thrown = Assert.IsType<LlmProviderException>(failure);
        Assert.Equal(("broke off", "502", "Once upon"), (thrown.VendorMessage, thrown.ErrorCode, thrown.PartialText));
        Assert.Equal("Once upon", updates.ToChatResponse().Text);
    }

    [Theory]
    [InlineData("""{"error":{"message":"no","code":"c"}}""")]
    [InlineData("""{"object":"error","message":"no","code":"c"}""")]
    [InlineData("""{"choices":null,"error":{"message":"no","code":"c"}}""")]
    [InlineData("""{"choices":[{"message":{"content":""},"finish_reason":"error","error":{"message":"no","code":"c"}}]}""")]
    [InlineData("""{"message":"no","code":"c"}""")]
    public async Task An_error_under_the_status_of_a_success_is_an_error(string body)
    {
        var whole = await Fake.FailureAsync(() => Acme.Client(new CannedHandler(body)).GetResponseAsync("hi"));
        var (_, streamed) = await Fake.ReadAsync(Acme.Client(new CannedHandler(body)));

        Assert.Equal(("no", "c"), (whole.VendorMessage, whole.ErrorCode));
        Assert.Equal("no", Assert.IsType<LlmProviderException>(streamed).VendorMessage);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("{}")]
    [InlineData("false")]
    public async Task A_member_error_that_says_nothing_is_none(string error)
    {
        var response = await Acme.Client(new CannedHandler($$"""{"error":{{error}},"choices":[{"message":{"content":"hi"},"error":{{error}}}]}""")).GetResponseAsync("hi");

        Assert.Equal("hi", response.Text);
    }
}
