using System.Text.Json;
using Llm.Providers.Anthropic;

namespace Llm.Providers.Tests.Anthropic.Requests;

/// <summary>A conversation that the assistant begins, as those are that were shortened.</summary>
public sealed class OpeningTests
{
    [Fact]
    [Trait("Requirement", "T26")]
    public void What_the_assistant_said_first_stays_behind_a_word_of_the_user() =>
        Assert.Equal(
            """[{"role":"user","content":"…"},{"role":"assistant","content":"Alice lives in Oslo."},{"role":"user","content":"Where do I live?"}]""",
            Messages(new(ChatRole.Assistant, "Alice lives in Oslo."), new(ChatRole.User, "Where do I live?")));

    [Fact]
    [Trait("Requirement", "T26")]
    public void Calls_that_come_first_keep_their_results()
    {
        var sent = Messages(
            new(ChatRole.Assistant, [new FunctionCallContent("c1", "get_weather", new Dictionary<string, object?> { ["city"] = "Oslo" })]), new(ChatRole.Tool, [new FunctionResultContent("c1", "rain")]), new(ChatRole.User, "And now?"));

        Assert.Equal(["user", "assistant", "user"], JsonElement.Parse(sent).EnumerateArray().Select(m => m.GetProperty("role").GetString()));
        Assert.Contains("\"tool_use\"", sent, StringComparison.Ordinal);
        Assert.Contains("rain", sent, StringComparison.Ordinal);
    }

    private static string Messages(params IReadOnlyList<ChatMessage> conversation)
    {
        using var request = new AnthropicProvider(new() { ApiKey = "k" }).Preview(conversation, new() { ModelId = "claude-sonnet-4-5" });
        return JsonElement.Parse(request.ToString()).GetProperty("messages").GetRawText();
    }
}
