using Llm.Providers.Testing;

namespace Llm.Providers.Tests.Scenarios;

/// <summary>
/// What every chat client must be able to do under the middleware of Microsoft.Extensions.AI, over the bytes of an emulator: the requests it really
/// sends are read back, and the answers it gives are compared with what the model said.
/// </summary>
/// <typeparam name="TWire">The wire. A scenario a wire cannot do is overridden with a test of what happens instead.</typeparam>
/// <remarks>The names are those of the integration tests Microsoft.Extensions.AI has for chat clients, one method for each of the 45.</remarks>
public abstract partial class ChatClientScenarios<TWire> : IDisposable
    where TWire : ScenarioWire, new()
{
    private readonly TWire _wire = new();

    protected ChatClientScenarios() => Host = new(_wire);

    private protected ScenarioHost Host { get; }

    private protected ScriptedModel Model => Host.Model;

    /// <summary>Gets the client without any middleware.</summary>
    protected IChatClient Client => field ??= Host.Provider.CreateChatClient(_wire.ChatModel);

    public void Dispose()
    {
        Client.Dispose();
        Host.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public virtual async Task GetResponseAsync_SingleRequestMessage()
    {
        Model.Says("The blue whale.");

        var response = await Client.GetResponseAsync("What is the largest animal?");

        Assert.Equal(("The blue whale.", ChatFinishReason.Stop), (response.Text, response.FinishReason));
        Assert.Equal("What is the largest animal?", Model.Prompt.UserText);
        Assert.Empty(response.GetWarnings());
        Assert.False(string.IsNullOrEmpty(response.ResponseId));
    }

    [Fact]
    public virtual async Task GetResponseAsync_MultipleRequestMessages()
    {
        Model.Says("America and Asia.");

        var response = await Client.GetResponseAsync(
        [
            new(ChatRole.System, "Be brief."), new(ChatRole.User, "Name a city."), new(ChatRole.Assistant, "Seattle"), new(ChatRole.User, "Another one."),
            new(ChatRole.Assistant, "Jakarta"), new(ChatRole.User, "Which continents are they on?"),
        ]);

        Assert.Equal("America and Asia.", response.Text);
        AssertSentInOrder(0, "Name a city.", "Seattle", "Another one.", "Jakarta", "Which continents are they on?");
        Assert.Single(Host.Strings(0), "Be brief.");
    }

    [Fact]
    [Trait("Requirement", "T26")]
    public virtual async Task GetResponseAsync_WithEmptyMessage()
    {
        Model.Says("3");

        var response = await Client.GetResponseAsync([new(ChatRole.System, ""), new(ChatRole.User, ""), new(ChatRole.Assistant, ""), new(ChatRole.User, "What is 1+2?")]);

        Assert.Equal("3", response.Text);
        Assert.Equal("What is 1+2?", Model.Prompt.UserText);
        Assert.Single(Host.Requests);
    }

    [Fact]
    [Trait("Requirement", "S20")]
    public virtual async Task GetStreamingResponseAsync()
    {
        Model.Says("Neil Armstrong was the first to walk on the moon.");

        var updates = await Client.GetStreamingResponseAsync("Who walked on the moon first?").ToListAsync();

        Assert.Equal("Neil Armstrong was the first to walk on the moon.", string.Concat(updates.Select(u => u.Text)));
        Assert.True(updates.Count(u => u.Text.Length > 0) > 3);
        Assert.Single(updates.Select(u => (u.ResponseId, u.MessageId, u.Role)).Distinct());
    }

    [Fact]
    [Trait("Requirement", "B07")]
    public virtual async Task GetResponseAsync_UsageDataAvailable()
    {
        Model.Says(new ScenarioReply { Text = "Because.", Usage = new(21, 9) });

        var usage = (await Client.GetResponseAsync("Why?")).Usage!;

        Assert.Equal((21, 9, 30), (usage.InputTokenCount, usage.OutputTokenCount, usage.TotalTokenCount));
    }

    [Fact]
    [Trait("Requirement", "T23")]
    public virtual async Task GetStreamingResponseAsync_UsageDataAvailable()
    {
        Model.Says(new ScenarioReply { Text = "Because it is so.", Usage = new(21, 9) });

        var updates = await Client.GetStreamingResponseAsync("Why?").ToListAsync();

        var usage = Assert.Single(updates.SelectMany(u => u.Contents).OfType<UsageContent>()).Details;
        Assert.Equal((21, 9, 30), (usage.InputTokenCount, usage.OutputTokenCount, usage.TotalTokenCount));
    }

    [Fact]
    [Trait("Requirement", "T40")]
    public virtual async Task GetStreamingResponseAsync_AppendToHistory()
    {
        Model.Says("It is Paris, as everybody knows.", "About two million.");
        List<ChatMessage> history = [new(ChatRole.User, "What is the capital of France?")];

        history.AddMessages(await Client.GetStreamingResponseAsync(history).ToListAsync());
        var answer = history[^1];
        history.Add(new(ChatRole.User, "How many live there?"));
        history.AddMessages(await Client.GetStreamingResponseAsync(history).ToListAsync());

        Assert.Equal(["user", "assistant", "user", "assistant"], history.Select(m => m.Role.Value));
        Assert.Equal("It is Paris, as everybody knows.", Assert.IsType<TextContent>(Assert.Single(answer.Contents)).Text);
        AssertSentInOrder(1, "What is the capital of France?", "It is Paris, as everybody knows.", "How many live there?");
    }

    [Fact]
    [Trait("Requirement", "S19")]
    public virtual async Task MultiModal_DescribeImage()
    {
        Model.Says("A single red pixel.");

        var response = await Client.GetResponseAsync([new(ChatRole.User, [new TextContent("What does it show?"), new DataContent(Media.Png, "image/png")])]);

        Assert.Equal("A single red pixel.", response.Text);
        AssertSent(Media.Png, "image/png");
    }

    [Fact]
    public virtual async Task MultiModal_DescribePdf()
    {
        Model.Says("An empty page.");

        var response = await Client.GetResponseAsync([new(ChatRole.User, [new TextContent("What does it say?"), new DataContent(Media.Pdf, "application/pdf") { Name = "page.pdf" }])]);

        Assert.Equal("An empty page.", response.Text);
        AssertSent(Media.Pdf, "application/pdf");
    }

    /// <summary>What a wire without PDF does instead: it says so, before anything is sent.</summary>
    protected async Task A_pdf_is_refused_by_name()
    {
        var e = await Assert.ThrowsAsync<LlmProviderException>(() => Client.GetResponseAsync([new(ChatRole.User, [new DataContent(Media.Pdf, "application/pdf")])]));

        Assert.Equal((LlmErrorKind.UnsupportedContent, 0), (e.Kind, e.Attempts));
        Assert.Contains("application/pdf", e.Message, StringComparison.Ordinal);
        Assert.Empty(Host.Requests);
    }

    private protected static Task<ChatResponse> AskAsync(IChatClient client, string prompt, bool stream = false, ChatOptions? options = null) =>
        AskAsync(client, [new(ChatRole.User, prompt)], stream, options);

    private protected static async Task<ChatResponse> AskAsync(IChatClient client, IEnumerable<ChatMessage> messages, bool stream = false, ChatOptions? options = null) =>
        stream ? await client.GetStreamingResponseAsync(messages, options).ToChatResponseAsync() : await client.GetResponseAsync(messages, options);

    /// <summary>Asserts that sentences stand in a request, whole, once and in this order.</summary>
    private protected void AssertSentInOrder(int request, params IReadOnlyList<string> sentences) =>
        Assert.Equal(sentences, Host.Strings(request).Where(sentences.Contains));

    private void AssertSent(byte[] bytes, string mediaType)
    {
        var media = Assert.Single(Model.Prompt.Media);
        Assert.Equal(mediaType, media.MediaType);
        Assert.Equal(bytes, media.Bytes.ToArray());
    }
}
