using System.Text.Json;
using Llm.Providers.OpenAICompatible;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.OpenAICompatible.Presets;

public sealed class OpenRouterReasoningTests
{
    private const string Details = """[{"type":"reasoning.text","text":"Let me look.","format":"anthropic-claude-v1","index":0,"signature":"EvsC+/8="},{"type":"reasoning.encrypted","data":"gAAA","id":"rs_1","index":1}]""";

    private static readonly string s_stream = Fake.Events(
        Delta("""{"role":"assistant","content":"","reasoning":"Let me","reasoning_details":[{"type":"reasoning.text","text":"Let me","format":"anthropic-claude-v1","index":0}]}"""),
        Delta("""{"content":"","reasoning":" look.","reasoning_details":[{"type":"reasoning.text","text":" look.","index":0}]}"""),
        Delta("""{"content":"","reasoning_details":[{"type":"reasoning.text","signature":"EvsC+/8=","index":0}]}"""),
        Delta("""{"content":"","reasoning_details":[{"type":"reasoning.encrypted","data":"gAAA","id":"rs_1","index":1}]}"""),
        Delta("""{"tool_calls":[{"index":0,"id":"toolu_1","type":"function","function":{"name":"get_weather","arguments":"{\"city\":\"Oslo\"}"}}]}"""),
        """{"choices":[{"index":0,"delta":{"content":""},"finish_reason":"tool_calls"}]}""",
        "[DONE]");

    [Fact]
    [Trait("Case", "T35")]
    public async Task Pieces_of_one_index_become_one_and_their_text_comes_once()
    {
        var message = await AnswerAsync();

        Assert.Equal("Let me look.", string.Concat(message.Contents.OfType<TextReasoningContent>().Select(r => r.Text)));
        Assert.Equal(Details, Replayed(message));
    }

    [Fact]
    [Trait("Case", "T35")]
    public async Task They_go_back_byte_for_byte_after_the_history_went_through_JSON()
    {
        var options = AIJsonUtilities.DefaultOptions;
        var stored = JsonSerializer.Serialize(await AnswerAsync(), options.GetTypeInfo(typeof(ChatMessage)));

        var restored = (ChatMessage)JsonSerializer.Deserialize(stored, options.GetTypeInfo(typeof(ChatMessage)))!;

        Assert.Equal(Details, Replayed(restored));
    }

    [Fact]
    [Trait("Case", "T35")]
    public async Task They_stay_out_of_a_request_to_another_vendor()
    {
        var request = Render(DeepSeek.Preset, await AnswerAsync());

        Assert.DoesNotContain("EvsC", request, StringComparison.Ordinal);
        Assert.DoesNotContain("reasoning_details", request, StringComparison.Ordinal);
    }

    [Fact]
    public void Reasoning_without_pieces_goes_back_as_text_alone()
    {
        var message = new ChatMessage(ChatRole.Assistant, [new TextReasoningContent("Hm."), new TextContent("Yes.")]);

        var request = JsonElement.Parse(Render(OpenRouter.Preset, message)).GetProperty("messages")[1];

        Assert.Equal("Hm.", request.GetProperty("reasoning").GetString());
        Assert.False(request.TryGetProperty("reasoning_details", out _));
    }

    [Fact]
    public async Task Reasoning_can_be_asked_to_stay_out_of_the_answer()
    {
        var (body, warnings) = await PresetCalls.SendAsync(OpenRouter.Preset, new() { Reasoning = new() { Effort = ReasoningEffort.Low, Output = ReasoningOutput.None } });

        Assert.Equal("""{"effort":"low","exclude":true}""", body.GetProperty("reasoning").GetRawText());
        Assert.Empty(warnings);
    }

    private static string Delta(string delta) => $$"""{"choices":[{"index":0,"delta":{{delta}},"finish_reason":null}]}""";

    private static async Task<ChatMessage> AnswerAsync()
    {
        using var client = PresetCalls.Provider(OpenRouter.Preset, new CannedHandler(s_stream)).CreateChatClient("anthropic/claude-sonnet-4.6");
        var response = await client.GetStreamingResponseAsync("What is the weather in Oslo?").ToChatResponseAsync();
        return Assert.Single(response.Messages);
    }

    private static string Replayed(ChatMessage message) => JsonElement.Parse(Render(OpenRouter.Preset, message)).GetProperty("messages")[1].GetProperty("reasoning_details").GetRawText();

    private static string Render(OpenAICompatiblePreset preset, ChatMessage message)
    {
        var results = message.Contents.OfType<FunctionCallContent>().Select(c => new ChatMessage(ChatRole.Tool, [new FunctionResultContent(c.CallId, "Rain")]));
        using var request = PresetCalls.Provider(preset).Preview([new(ChatRole.User, "What is the weather in Oslo?"), message, .. results], new() { ModelId = "m" });
        return request.ToString();
    }
}
