namespace Llm.Providers.Tests.Scenarios;

/// <summary>What a provider must do in each of the scenarios an emulator answers, whichever wire it speaks.</summary>
/// <param name="subject">The provider.</param>
/// <param name="create">Points it at a server that answers the scenarios.</param>
internal sealed class ScenarioSteps(ScenarioSubject subject, Func<Action<LlmProviderOptions>?, BaseLlmProvider> create)
{
    private const string Long = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty";

    private static readonly AIFunction s_weather = AIFunctionFactory.Create((string city) => $"{city}: 21", "get_weather", "Weather of a city");

    private static readonly byte[] s_png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC");

    public async Task Text_is_answered(bool stream)
    {
        var response = await AskAsync("scenario:text", stream);

        Assert.Equal("Hello from the mock server.", response.Text);
        Assert.Equal(ChatFinishReason.Stop, response.FinishReason);
        Assert.False(string.IsNullOrEmpty(response.ResponseId));
    }

    public async Task Tokens_are_counted(bool stream)
    {
        var usage = (await AskAsync("scenario:text", stream)).Usage!;

        Assert.Equal((11, 7, 18), (usage.InputTokenCount, usage.OutputTokenCount, usage.TotalTokenCount));
    }

    public async Task Text_beyond_ascii_arrives_whole(bool stream) =>
        Assert.Equal("Grüße, 世界! 👋🏽 café ☀ «ok» 日本語テキスト 😀😀😀", (await AskAsync("scenario:unicode", stream)).Text);

    public async Task A_long_answer_comes_in_pieces()
    {
        using var chat = Chat();

        var pieces = await chat.GetStreamingResponseAsync("scenario:long").Where(u => u.Text.Length > 0).ToListAsync();

        Assert.True(pieces.Count >= 3, $"{pieces.Count} pieces");
        Assert.Equal(Long, string.Concat(pieces.Select(p => p.Text)));
    }

    public async Task An_answer_that_was_cut_says_so(bool stream) => Assert.Equal(ChatFinishReason.Length, (await AskAsync("scenario:length", stream)).FinishReason);

    public async Task A_tool_is_called_and_its_result_used(bool stream)
    {
        using var chat = Chat().AsBuilder().UseFunctionInvocation().Build();

        var response = await AskAsync(chat, "scenario:tool", stream, Tools());

        Assert.Equal("It is 21 degrees in Paris.", response.Text);
        var call = Assert.Single(response.Messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>());
        Assert.Equal(("get_weather", "Paris"), (call.Name, call.Arguments!["city"]!.ToString()));
    }

    public async Task Parallel_calls_keep_their_own_results(bool stream)
    {
        using var chat = Chat().AsBuilder().UseFunctionInvocation().Build();

        var response = await AskAsync(chat, "scenario:parallel", stream, Tools());

        Assert.Equal("Paris 21, Berlin 17.", response.Text);
        var contents = response.Messages.SelectMany(m => m.Contents).ToList();
        var results = contents.OfType<FunctionResultContent>().ToDictionary(r => r.CallId, r => r.Result!.ToString());
        Assert.All(contents.OfType<FunctionCallContent>(), c => Assert.Equal($"{c.Arguments!["city"]}: 21", results[c.CallId]));
        Assert.Equal(2, results.Count);
    }

    public async Task Text_and_call_come_together(bool stream)
    {
        using var chat = Chat();

        var response = await AskAsync(chat, "scenario:mixed", stream, Tools());

        Assert.Equal("Let me look.", response.Text);
        Assert.Equal("Oslo", Assert.Single(response.Messages[0].Contents.OfType<FunctionCallContent>()).Arguments!["city"]!.ToString());
        Assert.Equal(ChatFinishReason.ToolCalls, response.FinishReason);
    }

    public async Task An_answer_follows_a_schema(bool stream)
    {
        var schema = System.Text.Json.JsonElement.Parse("""{"type":"object","properties":{"name":{"type":"string"},"age":{"type":"integer"}},"required":["name","age"],"additionalProperties":false}""");
        using var chat = Chat();

        var response = await AskAsync(chat, "scenario:json", stream, new() { ResponseFormat = ChatResponseFormat.ForJsonSchema(schema, "person") });

        Assert.Equal("Ada", System.Text.Json.JsonElement.Parse(response.Text).GetProperty("name").GetString());
    }

    public async Task An_image_is_seen()
    {
        using var chat = Chat();

        var response = await chat.DescribeImageAsync("scenario:vision", new DataContent(s_png, "image/png"));

        Assert.Equal("I see a red square.", response.Text);
    }

    public async Task Reasoning_comes_apart_from_the_text(bool stream)
    {
        var response = await AskAsync("scenario:reasoning", stream);

        Assert.Equal("The answer is 42.", response.Text);
        Assert.Equal("Let me think about it step by step.", string.Concat(response.Messages[0].Contents.OfType<TextReasoningContent>().Select(r => r.Text)));
    }

    public async Task An_error_has_its_kind(int status, LlmErrorKind kind, bool stream)
    {
        var e = await Assert.ThrowsAsync<LlmProviderException>(() => AskAsync($"scenario:err{status}", stream));

        Assert.Equal((kind, status, 1), (e.Kind, (int?)e.StatusCode, e.Attempts));
        Assert.Equal(status == 429 ? TimeSpan.FromSeconds(1) : null, e.RetryAfter);
    }

    public async Task A_cut_connection_is_an_interruption()
    {
        using var chat = Chat();
        var text = "";

        var e = await Assert.ThrowsAsync<LlmProviderException>(async () =>
        {
            await foreach (var update in chat.GetStreamingResponseAsync("scenario:disconnect"))
            {
                text += update.Text;
            }
        });

        Assert.Equal(LlmErrorKind.StreamInterrupted, e.Kind);
        Assert.StartsWith(text, Long, StringComparison.Ordinal);
        Assert.Equal(text, e.PartialText ?? "");
    }

    public async Task A_slow_answer_can_be_left_in_the_middle()
    {
        using var chat = Chat();
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var update in chat.GetStreamingResponseAsync("scenario:slow", cancellationToken: stop.Token))
            {
                await stop.CancelAsync();
            }
        });

        Assert.Equal("Hello from the mock server.", (await chat.GetResponseAsync("scenario:text")).Text);
    }

    public async Task A_rate_limit_is_waited_out(bool stream)
    {
        using var chat = create(o => o.MaxRetries = 2).CreateChatClient(subject.ChatModel);

        Assert.Equal("Recovered.", (await AskAsync(chat, "scenario:retry", stream)).Text);
    }

    public async Task Models_are_listed() => Assert.NotEmpty(await create(null).ListModelsAsync());

    public async Task The_same_text_has_the_same_vector()
    {
        using var generator = create(null).CreateEmbeddingGenerator(subject.EmbeddingModel);

        var vectors = await generator.GenerateAsync(["alpha", "beta", "alpha"]);

        Assert.Equal(vectors[0].Vector.ToArray(), vectors[2].Vector.ToArray());
        Assert.NotEqual(vectors[0].Vector.ToArray(), vectors[1].Vector.ToArray());
    }

    private IChatClient Chat() => create(null).CreateChatClient(subject.ChatModel);

    private static ChatOptions Tools() => new() { Tools = [s_weather] };

    private async Task<ChatResponse> AskAsync(string prompt, bool stream)
    {
        using var chat = Chat();
        return await AskAsync(chat, prompt, stream);
    }

    private static Task<ChatResponse> AskAsync(IChatClient chat, string prompt, bool stream, ChatOptions? options = null) =>
        stream ? chat.GetStreamingResponseAsync(prompt, options).ToChatResponseAsync() : chat.GetResponseAsync(prompt, options);
}
