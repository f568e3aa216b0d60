using System.Text.Json;

namespace Llm.Providers.Testing.Tests;

/// <summary>What a newcomer gets who has not heard of scenarios yet.</summary>
public sealed class FreeAnswerTests
{
    private const string TimeTool = """
        {"type":"function","function":{"name":"clock","description":"Tells the current time in a city",
         "parameters":{"type":"object","properties":{"city":{"type":"string"}}}}}
        """;

    private const string OnePixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC";

    [Fact]
    public async Task A_message_is_echoed_by_someone_who_says_who_it_is()
    {
        var answer = await AskAsync(Requests.User("Good morning"));

        Assert.Equal("""Hello! You said: "Good morning". This is the emulator answering, not a model.""", answer.Text);
        Assert.True(answer.Usage is { Input: > 0, Output: > 0 });
        Assert.Equal(answer.Usage.Input + answer.Usage.Output, answer.Usage.Total);
    }

    [Theory]
    [InlineData("What is the weather in Paris?", "get_weather", "Paris")]
    [InlineData("Will it rain in New York tomorrow?", "get_weather", "New York")]
    [InlineData("what's the weather", "get_weather", "Oslo")]
    [InlineData("Tell me what time it is in Lima, please.", "clock", "Lima")]
    [Trait("Requirement", "S22")]
    public async Task A_question_for_what_a_tool_does_calls_it(string question, string tool, string city)
    {
        var answer = await AskAsync(Requests.User(question, $"\"tools\":[{Requests.WeatherTool},{TimeTool}]"));

        var call = Assert.Single(answer.ToolCalls);
        Assert.Equal((tool, $$"""{"city":"{{city}}"}"""), (call.Name, call.Arguments));
        Assert.Equal("tool_calls", answer.Finish);
    }

    [Theory]
    [InlineData("Sing a song about a city.", "")]
    [InlineData("What is the weather in Paris?", ",\"tool_choice\":\"none\"")]
    public async Task No_tool_is_called_without_need_or_leave(string question, string choice)
    {
        var answer = await AskAsync(Requests.User(question, $"\"tools\":[{Requests.WeatherTool},{TimeTool}]{choice}"));

        Assert.Empty(answer.ToolCalls);
        Assert.Contains(question, answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"required\"", "get_weather")]
    [InlineData("""{"type":"function","function":{"name":"clock"}}""", "clock")]
    public async Task A_tool_that_must_be_called_is_called(string choice, string tool)
    {
        var answer = await AskAsync(Requests.User("Sing!", $"\"tools\":[{Requests.WeatherTool},{TimeTool}],\"tool_choice\":{choice}"));

        Assert.Equal(tool, Assert.Single(answer.ToolCalls).Name);
    }

    [Theory]
    [InlineData("true", 2)]
    [InlineData("false", 1)]
    public async Task Several_tools_are_called_at_once_if_that_is_welcome(string parallel, int count)
    {
        var answer = await AskAsync(Requests.User(
            "What do the clock and the weather say?",
            $"\"tools\":[{Requests.WeatherTool},{TimeTool}],\"parallel_tool_calls\":{parallel}"));

        Assert.Equal(count, answer.ToolCalls.Count);
        Assert.Equal(count, answer.ToolCalls.Select(call => call.Id).Distinct().Count());
    }

    [Fact]
    [Trait("Requirement", "S23")]
    public async Task Results_of_tools_are_answered_with()
    {
        var answer = await AskAsync(Requests.AfterTool("What is the weather in Paris?", "21 degrees", $"\"tools\":[{Requests.WeatherTool}]"));

        Assert.Equal("The tool get_weather returned: 21 degrees.", answer.Text);
        Assert.Equal("stop", answer.Finish);
    }

    [Theory]
    [InlineData(
        """{"type":"object","properties":{"name":{"type":"string"},"age":{"type":"integer"}},"required":["name","age"]}""",
        """{"name":"Ada","age":36}""")]
    [InlineData(
        """{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"boolean"}},"required":["b"]}""",
        """{"b":true}""")]
    [InlineData(
        """{"type":"object","properties":{"unit":{"enum":["kelvin","celsius"]},"v":{"const":3},"n":{"type":["null","number"],"maximum":2.5}}}""",
        """{"unit":"celsius","v":3,"n":2.5}""")]
    [InlineData(
        """{"type":"array","minItems":2,"items":{"type":"object","properties":{"on":{"type":"string","format":"date"}}}}""",
        """[{"on":"2025-01-01"},{"on":"2025-01-01"}]""")]
    [InlineData(
        """
        {"$ref":"#/$defs/n","$defs":{"n":{"type":"object","required":["v"],
         "properties":{"v":{"type":"integer","minimum":40},"next":{"anyOf":[{"type":"null"},{"$ref":"#/$defs/n"}]}}}}}
        """,
        """{"v":40}""")]
    [InlineData("""{"type":"number","exclusiveMinimum":0,"exclusiveMaximum":1}""", "0.5")]
    [InlineData("""{"type":"string","minLength":5,"maxLength":5}""", "\"Ada..\"")]
    public async Task Json_is_made_that_satisfies_the_schema(string schema, string expected)
    {
        var answer = await AskAsync(Requests.User(
            "I met Ada, who is 36, at 20 degrees celsius.",
            $$$"""
            "response_format":{"type":"json_schema","json_schema":{"name":"n","schema":{{{schema}}}}}
            """));

        Assert.Equal(expected, answer.Text);
    }

    [Fact]
    public async Task Arguments_take_the_words_and_numbers_of_the_prompt_in_order()
    {
        const string Tool = """
            {"type":"function","function":{"name":"book_train","parameters":{"type":"object","properties":{
              "from":{"type":"string"},"to":{"type":"string"},"seats":{"type":"integer"},"hour":{"type":"integer"}}}}}
            """;

        var answer = await AskAsync(Requests.User("Book a train from Oslo to Bergen for 2 people at 9.", $"\"tools\":[{Tool}]"));

        Assert.Equal("""{"from":"Oslo","to":"Bergen","seats":2,"hour":9}""", Assert.Single(answer.ToolCalls).Arguments);
    }

    [Fact]
    public async Task Json_without_a_schema_is_an_object()
    {
        var answer = await AskAsync(Requests.User("Some \"json\" 😀, please", "\"response_format\":{\"type\":\"json_object\"}"));

        Assert.Contains("Some \"json\" 😀, please", JsonElement.Parse(answer.Text).GetProperty("answer").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("data:image/png;base64," + OnePixel, "image/png of 69 bytes, 1x1 pixels")]
    [InlineData("data:image/jpeg;base64,aGVsbG8=", "image/jpeg of 5 bytes.")]
    [InlineData("https://example.com/a.png", "image/* by reference: https://example.com/a.png.")]
    [Trait("Requirement", "S18")]
    public async Task An_image_is_described_by_what_can_be_seen_without_eyes(string url, string description)
    {
        var answer = await AskAsync(Requests.Messages(
            $$$"""[{"role":"user","content":[{"type":"text","text":"What is this?"},{"type":"image_url","image_url":{"url":"{{{url}}}"}}]}]"""));

        Assert.Contains(description, answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_output_limit_cuts_the_answer()
    {
        var answer = await AskAsync(Requests.User("Good morning", "\"max_completion_tokens\":3"));

        Assert.Equal(("Hello! You s", "length", 3), (answer.Text, answer.Finish, answer.Usage.Output));
    }

    [Fact]
    public async Task A_stop_sequence_ends_the_answer()
    {
        var answer = await AskAsync(Requests.User("Good morning", "\"stop\":[\"never\",\" You\"]"));

        Assert.Equal(("Hello!", "stop"), (answer.Text, answer.Finish));
    }

    private static async Task<ChatAnswer> AskAsync(string body)
    {
        await using var http = await EmulatedHttp.StartAsync("handler");
        return await http.ChatAsync(body);
    }
}
