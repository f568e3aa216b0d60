using System.Text.Json;
using Llm.Providers.OpenAI;
using Llm.Providers.Testing;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.OpenAI.Responses;

/// <summary>Conversations the host keeps and answers it makes in the background: only when a caller asks for them.</summary>
public sealed class StateTests
{
    private static readonly ChatMessage[] s_hi = [new(ChatRole.User, "Hi")];

    [Theory]
    [InlineData("resp_7", "previous_response_id")]
    [InlineData("conv_7", "conversation")]
    [InlineData("bf3b2b34-79d4", "previous_response_id")]
    public void ConversationId_names_an_answer_or_a_conversation_and_keeps_the_next(string id, string member)
    {
        var body = Respond.Body(new ChatOptions { ConversationId = id });

        Assert.Equal(($"\"{id}\"", "true"), (Respond.MemberOf(member, body), Respond.MemberOf("store", body)));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task ConversationId_comes_with_an_answer_that_is_kept(bool stream)
    {
        var body = Respond.Answer(Respond.Message(0, "Hi."), "\"store\":true");
        body = stream ? $$"""data: {"type":"response.completed","response":{{body}}}""" + "\n\n" : body;

        Assert.Null((await Respond.ReadAsync(body, stream)).ConversationId);
        Assert.Equal("resp_1", (await Respond.ReadAsync(body, stream, new() { ConversationId = "resp_0" })).ConversationId);
        Assert.Equal("resp_1", (await Respond.ReadAsync(body, stream, new() { AdditionalProperties = new() { ["store"] = true } })).ConversationId);
    }

    [Fact]
    public async Task ConversationId_stays_that_of_the_conversation() =>
        Assert.Equal("conv_7", (await Respond.ReadAsync(Respond.Answer(Respond.Message(0, "Hi."), "\"store\":true,\"conversation\":{\"id\":\"conv_7\"}"), false, new() { ConversationId = "conv_7" })).ConversationId);

    [Fact]
    public async Task ConversationId_is_not_given_when_the_host_keeps_nothing() =>
        Assert.Null((await Respond.ReadAsync(Respond.Answer(Respond.Message(0, "Hi."), "\"store\":false"), false, new() { ConversationId = "resp_0" })).ConversationId);

    [Fact]
    public void ConversationId_is_reported_where_nothing_is_kept() =>
        Assert.Equal("absent false", $"{Respond.Member("previous_response_id", new() { ModelId = "m", ConversationId = "resp_7" }, ResponsesDialects.OpenRouter)} {Respond.Member("store", new() { ModelId = "m", ConversationId = "resp_7" }, ResponsesDialects.OpenRouter)}");

    [Fact]
    public async Task ConversationId_lets_a_conversation_go_on_at_the_host()
    {
        using var client = Emulated().CreateChatClient();
        var options = new ChatOptions { AdditionalProperties = new() { ["store"] = true } };
        var first = await client.GetResponseAsync("scenario:text", options);

        var second = await client.GetResponseAsync("scenario:unicode", new ChatOptions { ConversationId = first.ConversationId });

        Assert.Equal(first.ResponseId, first.ConversationId);
        Assert.Equal(second.ResponseId, second.ConversationId);
        Assert.NotEqual(first.ConversationId, second.ConversationId);
    }

    [Fact]
    public async Task ConversationId_that_is_not_known_is_an_error()
    {
        using var client = Emulated().CreateChatClient();

        var e = await Assert.ThrowsAsync<LlmProviderException>(() => client.GetResponseAsync("Hi", new() { ConversationId = "resp_gone" }));

        Assert.Equal((LlmErrorKind.InvalidRequest, "previous_response_not_found"), (e.Kind, e.ErrorCode));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task ConversationId_in_a_tool_loop_sends_the_results_alone(bool stream)
    {
        var emulator = new Emulator(new());
        using var chat = Emulated(emulator).CreateChatClient().AsBuilder().UseFunctionInvocation().Build();

        var response = await Respond.AskAsync(chat, [new(ChatRole.User, "scenario:tool")], stream, new() { AdditionalProperties = new() { ["store"] = true }, Tools = [AIFunctionFactory.Create((string city) => "21", "get_weather")] });

        Assert.Equal("It is 21 degrees in Paris.", response.Text);
        Assert.Equal("function_call_output", Assert.Single(emulator.Requests[1].ReadJson().GetProperty("input").EnumerateArray()).GetProperty("type").GetString());
    }

    [Fact]
    public void BackgroundResponses_are_asked_for_and_kept()
    {
        var body = Respond.Body(new ChatOptions { AllowBackgroundResponses = true });

        Assert.Equal(("true", "true"), (Respond.MemberOf("background", body), Respond.MemberOf("store", body)));
    }

    [Fact]
    public async Task BackgroundResponses_are_polled_until_they_are_there()
    {
        var emulator = new Emulator(new());
        using var client = Emulated(emulator).CreateChatClient();

        var response = await client.GetResponseAsync("scenario:text", new() { AllowBackgroundResponses = true });
        var (polls, id) = (0, response.ResponseId);
        Assert.Equal(("queued", "", null), (response.FindProperty("status"), response.Text, response.FinishReason));
        while (response.ContinuationToken is { } token)
        {
            response = await client.GetResponseAsync([], new() { ContinuationToken = ResponseContinuationToken.FromBytes(token.ToBytes()) });
            polls++;
        }

        Assert.Equal(("Hello from the mock server.", ChatFinishReason.Stop, id, id, 2), (response.Text, response.FinishReason, response.ResponseId, response.ConversationId, polls));
        Assert.Equal(("GET", $"/v1/responses/{id}", 0), (emulator.Requests[1].Method, emulator.Requests[1].Path, emulator.Requests[1].Body.Length));
    }

    [Fact]
    public async Task BackgroundResponses_that_stream_are_taken_up_again_at_any_update()
    {
        var emulator = new Emulator(new());
        using var client = Emulated(emulator).CreateChatClient();
        var updates = await client.GetStreamingResponseAsync("scenario:long", new() { AllowBackgroundResponses = true }).ToListAsync();
        Assert.NotNull(updates[0].ContinuationToken);
        Assert.Null(updates[^1].ContinuationToken);
        Assert.Null(updates.ToChatResponse().ContinuationToken);

        for (var i = 0; i < updates.Count - 1; i++)
        {
            var rest = await client.GetStreamingResponseAsync([], new() { ContinuationToken = updates[i].ContinuationToken }).ToListAsync();

            var text = string.Concat(updates.Take(i + 1).Concat(rest).Select(u => u.Text));
            Assert.Equal(BuiltInScenarios.LongText, text);
            Assert.Equal(updates[0].ResponseId, Assert.Single(rest.Select(u => u.ResponseId).Distinct()));
            Assert.NotNull(rest[^1].FinishReason);
        }
    }

    [Fact]
    public async Task BackgroundResponses_that_were_cancelled_or_failed_say_so()
    {
        var options = new ChatOptions { ContinuationToken = await TokenAsync() };
        using var cancelled = Respond.Client(new CannedHandler("""{"id":"resp_1","background":true,"status":"cancelled","output":[]}"""));
        using var failed = Respond.Client(new CannedHandler("""{"id":"resp_1","background":true,"status":"failed","error":{"code":"server_error","message":"Broke."},"output":[]}"""));

        Assert.Equal("cancelled", (await cancelled.GetResponseAsync([], options)).FinishReason!.Value.Value);
        Assert.Equal(LlmErrorKind.Unavailable, (await Assert.ThrowsAsync<LlmProviderException>(() => failed.GetResponseAsync([], options))).Kind);
    }

    [Fact]
    public async Task BackgroundResponses_cannot_be_given_messages()
    {
        using var client = Respond.Client(new CannedHandler("{}"));
        var options = new ChatOptions { ContinuationToken = await TokenAsync() };

        Assert.Equal(LlmErrorKind.InvalidRequest, (await Assert.ThrowsAsync<LlmProviderException>(() => client.GetResponseAsync("Hi", options))).Kind);
    }

    [Fact]
    public async Task BackgroundResponses_know_their_own_tokens()
    {
        using var client = Respond.Client(new CannedHandler("{}"));
        var options = new ChatOptions { ContinuationToken = ResponseContinuationToken.FromBytes("elsewhere"u8.ToArray()) };

        Assert.Equal(LlmErrorKind.InvalidRequest, (await Assert.ThrowsAsync<LlmProviderException>(() => client.GetResponseAsync([], options))).Kind);
    }

    [Fact]
    public void Without_a_token_a_conversation_needs_messages() => Assert.Equal(LlmErrorKind.InvalidRequest, Assert.Throws<LlmProviderException>(() => Respond.Body([])).Kind);

    [Fact]
    public async Task Tokens_are_counted_by_the_host()
    {
        var emulator = new Emulator(new());

        var count = await Emulated(emulator).CountTokensAsync(s_hi, new() { Instructions = "Be brief.", MaxOutputTokens = 50 });

        Assert.True(count > 0);
        Assert.Equal("/v1/responses/input_tokens", emulator.Requests[0].Path);
        Assert.Equal(["model", "instructions", "input"], emulator.Requests[0].ReadJson().EnumerateObject().Select(m => m.Name));
    }

    [Fact]
    public async Task Tokens_of_the_other_wire_are_estimated() =>
        Assert.True((await Respond.Provider(configure: o => o.Wire = OpenAIWire.ChatCompletions).CountTokensAsync(s_hi)).IsEstimate);

    private static async Task<ResponseContinuationToken> TokenAsync() =>
        (await Respond.ReadAsync("""{"id":"resp_1","background":true,"status":"queued","output":[]}""", stream: false)).ContinuationToken!;

    private static OpenAIProvider Emulated(Emulator? emulator = null) =>
        Respond.Provider(new EmulatorHandler(emulator ?? new(new())), o => o.Endpoint = EmulatorHandler.Endpoint);
}
