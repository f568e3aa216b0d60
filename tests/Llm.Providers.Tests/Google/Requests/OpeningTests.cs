using System.Text.Json;
using Llm.Providers.Google;

namespace Llm.Providers.Tests.Google.Requests;

/// <summary>A conversation that the model begins, as those are that were shortened.</summary>
public sealed class OpeningTests
{
    [Fact]
    [Trait("Requirement", "T26")]
    public void Calls_that_come_first_stay_behind_a_word_of_the_user()
    {
        using var request = new GoogleProvider(new() { ApiKey = "k" }).Preview(
            [
                new(ChatRole.Assistant, "It was sunny in spring."),
                new(ChatRole.Assistant, [new FunctionCallContent("c1", "get_weather", new Dictionary<string, object?> { ["city"] = "Oslo" })]),
                new(ChatRole.Tool, [new FunctionResultContent("c1", "rain")]),
                new(ChatRole.User, "And now?"),
            ],
            new() { ModelId = "gemini-2.5-flash" });
        var contents = JsonElement.Parse(request.ToString()).GetProperty("contents");

        Assert.Equal(["user", "model", "user"], contents.EnumerateArray().Select(c => c.GetProperty("role").GetString()).Take(3));
        Assert.Equal("""[{"text":"…"}]""", contents[0].GetProperty("parts").GetRawText());
        Assert.Equal("It was sunny in spring.", contents[1].GetProperty("parts")[0].GetProperty("text").GetString());
    }
}
