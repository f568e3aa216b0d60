using System.Text;
using System.Text.Json;

namespace Llm.Providers.Testing.Tests;

/// <summary>The responses wire: what it refuses, what it keeps and in which order it speaks.</summary>
public sealed class ResponsesTests
{
    private const string Call = """{"type":"function_call","call_id":"c1","name":"f","arguments":"{}"}""";

    public static TheoryData<string, string> Bodies => new()
    {
        { "\"input\":[]", "must be provided" },
        { "\"input\":7", "Invalid type for 'input'" },
        { "\"input\":\"hi\",\"seed\":1", "Unknown parameter: 'seed'" },
        { "\"input\":\"hi\",\"max_output_tokens\":3", "below minimum" },
        { "\"input\":\"hi\",\"background\":true,\"store\":false", "requires store=true" },
        { "\"input\":\"hi\",\"previous_response_id\":\"resp_gone\"", "not found" },
        { "\"input\":\"hi\",\"conversation\":\"conv_gone\"", "not found" },
        { "\"input\":\"hi\",\"include\":[\"novelty\"]", "Invalid value: 'novelty'" },
        { "\"input\":\"hi\",\"text\":{\"format\":{\"type\":\"json_object\"}}", "must contain the word 'json'" },
        { "\"input\":\"hi\",\"tools\":[{\"type\":\"novelty\"}]", "Invalid value: 'novelty'" },
        { "\"input\":\"hi\",\"tools\":[{\"type\":\"file_search\"}]", "vector_store_ids" },
        { "\"input\":\"hi\",\"tools\":[{\"type\":\"function\",\"name\":\"f\",\"strict\":true,\"parameters\":{\"type\":\"object\",\"properties\":{\"a\":{}}}}]", "additionalProperties" },
        { "\"input\":[{\"role\":\"robot\",\"content\":\"hi\"}]", "Invalid value: 'robot'" },
        { "\"input\":[{\"role\":\"user\",\"content\":[{\"type\":\"output_text\",\"text\":\"hi\"}]}]", "Invalid value: 'output_text'" },
        { $"\"input\":[{Call}]", "No tool output found for function call c1" },
        { "\"input\":[{\"type\":\"function_call_output\",\"call_id\":\"c1\",\"output\":\"1\"}]", "No tool call found for function call output with call_id c1" },
        { "\"input\":[{\"type\":\"reasoning\",\"id\":\"rs_1\",\"summary\":[]}]", "not persisted" },
        { $"\"input\":[{{\"type\":\"reasoning\",\"id\":\"rs_1\",\"summary\":[],\"encrypted_content\":\"{Sealed("rs_1")}\"}}]", "without its required following item" },
        { $"\"input\":[{{\"type\":\"reasoning\",\"id\":\"rs_1\",\"summary\":[],\"encrypted_content\":\"{Sealed("rs_1")}\"}},{{\"role\":\"user\",\"content\":\"hi\"}}]", "without its required following item" },
        { "\"input\":[{\"type\":\"reasoning\",\"id\":\"rs_1\",\"summary\":[],\"encrypted_content\":\"changed\"}]", "could not be verified" },
        { "\"input\":[{\"type\":\"item_reference\",\"id\":\"msg_gone\"}]", "not found" },
    };

    [Theory, MemberData(nameof(Bodies))]
    public async Task What_the_vendor_refuses_is_refused(string members, string words)
    {
        await using var http = await EmulatedHttp.StartAsync("handler");

        using var response = await http.PostAsync("responses", $$"""{"model":"gpt-5",{{members}}}""");

        var error = JsonElement.Parse(await response.Content.ReadAsStringAsync()).GetProperty("error");
        Assert.InRange((int)response.StatusCode, 400, 404);
        Assert.Contains(words, error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_without_the_reasoning_it_came_with_is_refused()
    {
        var options = new EmulatorOptions();
        options.Scenarios.Add(new("think", new ScenarioReply { Reasoning = "Hm.", ToolCalls = [new("f", "{}", "c1")] }));
        await using var http = await EmulatedHttp.StartAsync("handler", options);
        var output = JsonElement.Parse(await TextAsync(http, """{"model":"gpt-5","input":"think","store":false,"include":["reasoning.encrypted_content"]}""")).GetProperty("output");
        string Next(string items) => $$"""{"model":"gpt-5","input":[{"role":"user","content":"hi"},{{items}},{"type":"function_call_output","call_id":"c1","output":"1"}]}""";

        var torn = await TextAsync(http, Next(output[1].GetRawText()));
        var whole = await TextAsync(http, Next($"{output[0].GetRawText()},{output[1].GetRawText()}"));

        Assert.Contains("without its required 'reasoning' item", torn, StringComparison.Ordinal);
        Assert.Equal("completed", JsonElement.Parse(whole).GetProperty("status").GetString());
    }

    [Theory, MemberData(nameof(EmulatedHttp.Transports), MemberType = typeof(EmulatedHttp))]
    public async Task A_stream_speaks_in_the_order_of_the_vendor(string transport)
    {
        await using var http = await EmulatedHttp.StartAsync(transport);

        var events = (await TextAsync(http, """{"model":"gpt-5","input":"scenario:mixed","stream":true}""")).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);

        var names = events.Select(e => e.Split('\n')[0]["event: ".Length..]).ToList();
        Assert.Equal(
            [
                "response.created", "response.in_progress", "response.output_item.added", "response.content_part.added", "response.output_text.delta", "response.output_text.done", "response.content_part.done",
                "response.output_item.done", "response.output_item.added", "response.function_call_arguments.delta", "response.function_call_arguments.done", "response.output_item.done", "response.completed",
            ],
            names.Where((name, i) => i == 0 || name != names[i - 1]));
        Assert.Equal(Enumerable.Range(0, events.Length), events.Select(e => JsonElement.Parse(e.Split('\n')[1]["data: ".Length..]).GetProperty("sequence_number").GetInt32()));
    }

    [Fact]
    public async Task Answers_are_kept_and_forgotten()
    {
        await using var http = await EmulatedHttp.StartAsync("handler");
        var id = JsonElement.Parse(await TextAsync(http, """{"model":"gpt-5","input":"scenario:text"}""")).GetProperty("id").GetString();
        var thrown = JsonElement.Parse(await TextAsync(http, """{"model":"gpt-5","input":"scenario:text","store":false}""")).GetProperty("id").GetString();

        Assert.Equal(200, (int)(await http.Client.GetAsync($"responses/{id}")).StatusCode);
        Assert.Equal(404, (int)(await http.Client.GetAsync($"responses/{thrown}")).StatusCode);
        Assert.Equal(200, (int)(await http.Client.DeleteAsync($"responses/{id}")).StatusCode);
        Assert.Equal(404, (int)(await http.Client.GetAsync($"responses/{id}")).StatusCode);
    }

    [Fact]
    public async Task An_answer_in_the_background_can_be_cancelled()
    {
        await using var http = await EmulatedHttp.StartAsync("handler");
        var id = JsonElement.Parse(await TextAsync(http, """{"model":"gpt-5","input":"scenario:text","background":true}""")).GetProperty("id").GetString();

        using var cancelled = await http.PostAsync($"responses/{id}/cancel", "{}");

        Assert.Equal("cancelled", JsonElement.Parse(await cancelled.Content.ReadAsStringAsync()).GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_conversation_remembers_what_was_said()
    {
        await using var http = await EmulatedHttp.StartAsync("handler");
        using var created = await http.PostAsync("conversations", "{}");
        var id = JsonElement.Parse(await created.Content.ReadAsStringAsync()).GetProperty("id").GetString();
        var first = JsonElement.Parse(await TextAsync(http, $$"""{"model":"gpt-5","conversation":"{{id}}","input":"scenario:tool","tools":[{"type":"function","name":"get_weather"}]}"""));

        var second = await TextAsync(http, $$"""{"model":"gpt-5","conversation":{"id":"{{id}}"},"input":[{"type":"function_call_output","call_id":"{{first.GetProperty("output")[0].GetProperty("call_id").GetString()}}","output":"21"}]}""");

        Assert.Contains("It is 21 degrees in Paris.", second, StringComparison.Ordinal);
    }

    private static string Sealed(string id) => "gAAAAA" + Convert.ToBase64String(Encoding.UTF8.GetBytes($"emulated/{id}+sealed"));

    private static async Task<string> TextAsync(EmulatedHttp http, string body)
    {
        using var response = await http.PostAsync("responses", body);
        return await response.Content.ReadAsStringAsync();
    }
}
