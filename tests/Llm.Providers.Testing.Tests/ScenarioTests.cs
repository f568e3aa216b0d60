using System.Net;
using System.Text.Json;

namespace Llm.Providers.Testing.Tests;

public sealed class ScenarioTests
{
    private static readonly (string Key, string Text, string Finish)[] s_texts =
    [
        ("scenario:text", "Hello from the mock server.", "stop"),
        ("scenario:unicode", "Grüße, 世界! 👋🏽 café ☀ «ok» 日本語テキスト 😀😀😀", "stop"),
        ("scenario:long", BuiltInScenarios.LongText, "stop"),
        ("scenario:length", "This answer was cut", "length"),
        ("scenario:json", """{"name":"Ada","age":36}""", "stop"),
        ("scenario:vision", "I see a red square.", "stop"),
    ];

    /// <summary>Every transport, streamed and not.</summary>
    public static TheoryData<string, bool> Ways => new() { { "server", false }, { "server", true }, { "handler", false }, { "handler", true } };

    public static TheoryData<string, bool, string, string, string> Texts
    {
        get
        {
            var data = new TheoryData<string, bool, string, string, string>();
            foreach (var way in Ways)
            {
                foreach (var (key, text, finish) in s_texts)
                {
                    data.Add((string)way[0], (bool)way[1], key, text, finish);
                }
            }

            return data;
        }
    }

    public static TheoryData<string, bool, int> Errors
    {
        get
        {
            var data = new TheoryData<string, bool, int>();
            foreach (var way in Ways)
            {
                foreach (var status in new[] { 400, 401, 403, 404, 429, 500, 503 })
                {
                    data.Add((string)way[0], (bool)way[1], status);
                }
            }

            return data;
        }
    }

    [Fact]
    public async Task A_scenario_for_every_prompt_is_asked_before_those_behind_it()
    {
        var asked = new List<ScenarioPrompt>();
        var options = new EmulatorOptions { Scenarios = { Scenario.ForEveryPrompt(prompt => Note(prompt, asked)), new("hello", "Never said.") } };
        using var http = new HttpClient(new EmulatorHandler(options)) { BaseAddress = EmulatorHandler.Endpoint };

        var answers = new List<string>();
        foreach (var text in new[] { "hello", "scenario:json" })
        {
            var answer = await http.PostAsync(new Uri("chat/completions", UriKind.Relative), new StringContent($$"""{"model":"m","messages":[{"role":"user","content":"{{text}}"}]}"""));
            answers.Add(JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!);
        }

        Assert.Equal(["hello", "scenario:json"], asked.Select(prompt => prompt.UserText));
        Assert.Equal(["You said hello.", "You said scenario:json."], answers);
    }

    [Theory, MemberData(nameof(Texts))]
    [Trait("Requirement", "S28")]
    public async Task A_text_scenario_gives_its_text(string transport, bool stream, string key, string text, string finish)
    {
        await using var http = await EmulatedHttp.StartAsync(transport);

        var answer = await http.ChatAsync(Requests.User($"please {key} now"), stream);

        Assert.Equal((text, finish), (answer.Text, answer.Finish));
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task Token_counts_of_the_contract_are_given(string transport, bool stream)
    {
        await using var http = await EmulatedHttp.StartAsync(transport);

        var answer = await http.ChatAsync(Requests.User("scenario:text"), stream);

        Assert.Equal((11, 7, 18), answer.Usage);
    }

    [Theory, MemberData(nameof(Ways))]
    [Trait("Requirement", "S22")]
    public async Task A_tool_is_called_and_its_result_answered(string transport, bool stream)
    {
        await using var http = await EmulatedHttp.StartAsync(transport);

        var call = await http.ChatAsync(Requests.User("scenario:tool"), stream);
        var answer = await http.ChatAsync(Requests.AfterTool("scenario:tool", "21"), stream);

        Assert.Equal("tool_calls", call.Finish);
        Assert.Equal([("call_tool_1", "get_weather", """{"city":"Paris"}""")], call.ToolCalls);
        Assert.Equal("It is 21 degrees in Paris.", answer.Text);
    }

    [Theory, MemberData(nameof(Ways))]
    [Trait("Requirement", "S23")]
    public async Task Two_tools_are_called_in_one_answer(string transport, bool stream)
    {
        await using var http = await EmulatedHttp.StartAsync(transport);

        var answer = await http.ChatAsync(Requests.User("scenario:parallel"), stream);

        Assert.Equal(
            [("call_p_1", "get_weather", """{"city":"Paris"}"""), ("call_p_2", "get_weather", """{"city":"Berlin"}""")],
            answer.ToolCalls);
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task Text_and_a_call_come_together(string transport, bool stream)
    {
        await using var http = await EmulatedHttp.StartAsync(transport);

        var answer = await http.ChatAsync(Requests.User("scenario:mixed"), stream);

        Assert.Equal(("Let me look.", "tool_calls"), (answer.Text, answer.Finish));
        Assert.Equal("""{"city":"Oslo"}""", Assert.Single(answer.ToolCalls).Arguments);
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task Reasoning_comes_apart_from_the_text(string transport, bool stream)
    {
        await using var http = await EmulatedHttp.StartAsync(transport);

        var answer = await http.ChatAsync(Requests.User("scenario:reasoning"), stream);

        Assert.Equal(("Let me think about it step by step.", "The answer is 42."), (answer.Reasoning, answer.Text));
    }

    [Theory, MemberData(nameof(Errors))]
    [Trait("Requirement", "S58")]
    public async Task An_error_comes_with_its_status_before_any_event(string transport, bool stream, int status)
    {
        await using var http = await EmulatedHttp.StartAsync(transport);

        using var response = await http.PostAsync("chat/completions", Requests.WithStream(Requests.User($"scenario:err{status}"), stream));
        var answer = await ChatAnswer.ReadAsync(response);

        Assert.Equal(status, (int)answer.Status);
        Assert.All(["message", "type", "param", "code"], name => Assert.True(answer.Error.TryGetProperty(name, out _), name));
        Assert.Equal(status == 429 ? TimeSpan.FromSeconds(1) : null, response.Headers.RetryAfter?.Delta);
    }

    [Theory, MemberData(nameof(EmulatedHttp.Transports), MemberType = typeof(EmulatedHttp))]
    [Trait("Case", "T06")]
    public async Task A_disconnect_breaks_the_stream_after_five_pieces(string transport)
    {
        await using var http = await EmulatedHttp.StartAsync(transport, new() { ScenarioLatency = false });
        using var response = await http.PostAsync("chat/completions", Requests.WithStream(Requests.User("scenario:disconnect"), true));
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());

        var lines = new List<string>();
        await Assert.ThrowsAnyAsync<IOException>(async () =>
        {
            while (await reader.ReadLineAsync() is { } line)
            {
                lines.Add(line);
            }
        });

        Assert.Equal(["", "one", " two", " three", " four", " five"], lines.Where(line => line.Length > 0).Select(Content));
        Assert.Equal(ExchangeOutcome.Cut, await http.Emulator.Exchanges[0].Outcome);

        static string Content(string line) =>
            JsonElement.Parse(line["data: ".Length..]).GetProperty("choices")[0].GetProperty("delta").GetProperty("content").GetString()!;
    }

    [Theory, MemberData(nameof(EmulatedHttp.Transports), MemberType = typeof(EmulatedHttp))]
    public async Task A_disconnect_breaks_an_answer_that_is_not_streamed(string transport)
    {
        await using var http = await EmulatedHttp.StartAsync(transport, new() { ScenarioLatency = false });
        using var response = await http.PostAsync("chat/completions", Requests.User("scenario:disconnect"));

        await Assert.ThrowsAsync<HttpRequestException>(() => response.Content.ReadAsStringAsync());
    }

    [Theory, MemberData(nameof(EmulatedHttp.Transports), MemberType = typeof(EmulatedHttp))]
    public async Task A_retry_succeeds_for_each_test_id_on_its_own(string transport)
    {
        await using var http = await EmulatedHttp.StartAsync(transport);
        var body = Requests.User("scenario:retry");

        var statuses = new List<HttpStatusCode>();
        foreach (var id in new[] { "a", "b", "a", "b", "a" })
        {
            statuses.Add((await http.ChatAsync(body, headers: ("X-Test-Id", id))).Status);
        }

        Assert.Equal([429, 429, 200, 200, 200], statuses.Select(status => (int)status));
    }

    [Fact]
    public async Task The_last_user_text_decides()
    {
        await using var http = await EmulatedHttp.StartAsync("handler");

        var answer = await http.ChatAsync(Requests.Messages("""
            [{"role":"user","content":"scenario:err500"},{"role":"assistant","content":"oh"},{"role":"user","content":[{"type":"text","text":"scenario:text"}]}]
            """));

        Assert.Equal("Hello from the mock server.", answer.Text);
    }

    [Fact]
    public async Task Scenarios_of_the_app_come_first_and_see_the_prompt()
    {
        var options = new EmulatorOptions
        {
            Scenarios =
            {
                new("scenario:text", "Mine."),
                new("count", prompt => $"{prompt.Model} {prompt.Attempt}"),
                new("leave it", _ => (ScenarioReply?)null),
            },
        };
        await using var http = await EmulatedHttp.StartAsync("handler", options);

        Assert.Equal("Mine.", (await http.ChatAsync(Requests.User("scenario:text"))).Text);
        Assert.Equal("gpt-5 1", (await http.ChatAsync(Requests.User("count"))).Text);
        Assert.Equal("gpt-5 2", (await http.ChatAsync(Requests.User("count"))).Text);
        Assert.Contains("leave it", (await http.ChatAsync(Requests.User("leave it"))).Text, StringComparison.Ordinal);
    }

    private static ScenarioReply Note(ScenarioPrompt prompt, List<ScenarioPrompt> asked)
    {
        asked.Add(prompt);
        return ScenarioReply.FromText($"You said {prompt.UserText}.");
    }
}
