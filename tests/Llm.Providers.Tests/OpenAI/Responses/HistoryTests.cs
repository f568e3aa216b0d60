using System.Text.Json;
using Llm.Providers.OpenAI;

namespace Llm.Providers.Tests.OpenAI.Responses;

/// <summary>What a model said goes back as it came: ids, order, neighbours and encrypted reasoning, after JSON as before.</summary>
public sealed class HistoryTests
{
    private const string Blob = "gAAAAABo+/x==";

    private static readonly ChatMessage s_question = new(ChatRole.User, "Weather?");

    [Theory, InlineData(false), InlineData(true)]
    [Trait("Requirement", "S23")]
    public async Task T34_reasoning_goes_back_with_id_order_and_bytes_after_json(bool stream)
    {
        var answer = await Respond.ItemsAsync(
            stream, Respond.Reasoning(0, Blob, "First.", "Second."), Respond.Message(1, "Let me look.", ",\"phase\":\"commentary\""), Respond.Reasoning(2, "b2", "Third."), Respond.Call(3, "get_weather", "{\"city\":\"Oslo\"}"));

        var input = Respond.Input(Respond.ThroughJson([s_question, .. answer.Messages, Result("call_3", "sun")]));

        Assert.Equal(["user", "rs_0", "msg_1", "rs_2", "fc_3", "function_call_output"], input.Select(Name));
        Assert.Equal(Blob, input[1].GetProperty("encrypted_content").GetString());
        Assert.Equal(["First.", "Second."], input[1].GetProperty("summary").EnumerateArray().Select(s => s.GetProperty("text").GetString()));
        Assert.Equal(("commentary", "Let me look."), (input[2].GetProperty("phase").GetString(), input[2].GetProperty("content")[0].GetProperty("text").GetString()));
        Assert.Equal(("call_3", "get_weather", "{\"city\":\"Oslo\"}"), (input[4].GetProperty("call_id").GetString(), input[4].GetProperty("name").GetString(), input[4].GetProperty("arguments").GetString()));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task T34_reasoning_stands_right_before_each_of_several_calls(bool stream)
    {
        var answer = await Respond.ItemsAsync(stream, Respond.Reasoning(0, "a"), Respond.Call(1, "f", "{}"), Respond.Reasoning(2, "b"), Respond.Call(3, "f", "{}"));

        var input = Respond.Input(Respond.ThroughJson([s_question, .. answer.Messages, Result("call_1", "1"), Result("call_3", "3")]));

        Assert.Equal(["user", "rs_0", "fc_1", "rs_2", "fc_3", "function_call_output", "function_call_output"], input.Select(Name));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task T34_two_messages_in_a_row_stay_two(bool stream)
    {
        var answer = await Respond.ItemsAsync(stream, Respond.Message(0, "I look.", ",\"phase\":\"commentary\""), Respond.Message(1, "Sunny.", ",\"phase\":\"final_answer\""));

        var input = Respond.Input(Respond.ThroughJson([s_question, .. answer.Messages]));

        Assert.Equal(["msg_0:commentary:I look.", "msg_1:final_answer:Sunny."], input.Skip(1).Select(i => $"{Name(i)}:{i.GetProperty("phase").GetString()}:{i.GetProperty("content")[0].GetProperty("text").GetString()}"));
        Assert.Equal("I look.Sunny.", answer.Text);
    }

    [Fact]
    public async Task T34_reasoning_that_led_to_nothing_stays_out()
    {
        var answer = await Respond.ItemsAsync(true, Respond.Reasoning(0, Blob, "Hm."));

        Assert.Equal(["user", "user"], Respond.Input([s_question, .. answer.Messages, new(ChatRole.User, "Well?")]).Select(Name));
    }

    [Fact]
    public async Task T34_without_its_reasoning_an_item_goes_back_without_its_id()
    {
        var answer = await Respond.ItemsAsync(true, """{"id":"rs_0","type":"reasoning","summary":[]}""", Respond.Message(1, "Sunny."));

        var input = Respond.Input([s_question, .. answer.Messages]);

        Assert.Equal(2, input.Count);
        Assert.False(input[1].TryGetProperty("id", out _));
    }

    [Fact]
    public async Task Reasoning_that_is_not_encrypted_goes_back_to_a_host_that_wants_it()
    {
        var answer = await Respond.ItemsAsync(false, """{"id":"rs_0","type":"reasoning","status":"completed","summary":[],"content":[{"type":"reasoning_text","text":"Hm."}]}""", Respond.Message(1, "Sunny."));

        var input = Respond.Input([s_question, .. answer.Messages], ResponsesDialects.LMStudio);

        Assert.Equal("""{"type":"reasoning","id":"rs_0","summary":[],"content":[{"type":"reasoning_text","text":"Hm."}]}""", input[1].GetRawText());
        Assert.Equal("Hm.", Assert.Single(answer.Messages[0].Contents.OfType<TextReasoningContent>()).Text);
    }

    [Fact]
    [Trait("Requirement", "S23")]
    public void Reasoning_of_another_vendor_is_left_out_with_a_warning()
    {
        var foreign = new TextReasoningContent("hm") { ProtectedData = "{\"signature\":1}", AdditionalProperties = new() { [LlmPropertyNames.Origin] = "anthropic" } };
        var call = new FunctionCallContent("toolu_1", "f") { AdditionalProperties = new() { [LlmPropertyNames.Origin] = "anthropic" } };
        ChatMessage[] history = [s_question, new(ChatRole.Assistant, [foreign, new TextContent("Look."), call]), Result("toolu_1", "1")];

        var input = Respond.Input(history);

        Assert.Equal("""{"role":"assistant","content":"Look."}""", input[1].GetRawText());
        Assert.Equal("""{"type":"function_call","call_id":"toolu_1","name":"f","arguments":"{}"}""", input[2].GetRawText());
        Assert.Equal(4, input.Count);
    }

    [Fact]
    public void A_signature_that_is_no_item_is_not_taken_for_encrypted_reasoning() =>
        Assert.Equal(2, Respond.Input([s_question, new(ChatRole.Assistant, [new TextReasoningContent("hm") { ProtectedData = "EqQBCgIYAhIM" }, new TextContent("Hi.")])]).Count);

    [Fact]
    public void Ids_made_elsewhere_are_made_to_fit_and_stay_together()
    {
        var id = new string('x', 80);

        var input = Respond.Input([s_question, new(ChatRole.Assistant, [new FunctionCallContent(id, "f")]), Result(id, "1")]);

        var written = input[1].GetProperty("call_id").GetString()!;
        Assert.InRange(written.Length, 8, 64);
        Assert.Equal(written, input[2].GetProperty("call_id").GetString());
    }

    [Fact]
    public async Task An_id_the_host_made_goes_back_as_it_came()
    {
        var id = "resp_" + new string('y', 80);
        var answer = await Respond.ItemsAsync(true, $$"""{"id":"fc_0","type":"function_call","call_id":"{{id}}","name":"f","arguments":"{}"}""");

        var input = Respond.Input(Respond.ThroughJson([s_question, .. answer.Messages, Result(id, "1")]));

        Assert.Equal([id, id], input.Skip(1).Select(i => i.GetProperty("call_id").GetString()));
    }

    [Fact]
    public async Task What_else_the_host_says_of_a_call_goes_back_with_it()
    {
        var answer = await Respond.ItemsAsync(true, """{"id":"fc_0","type":"function_call","call_id":"call_0","name":"f","arguments":"{}","namespace":"crm","caller":{"type":"program","caller_id":"cm_1"},"status":"completed"}""");

        var call = Respond.Input(Respond.ThroughJson([s_question, .. answer.Messages, Result("call_0", "1")]))[1];

        Assert.Equal(("crm", "cm_1"), (call.GetProperty("namespace").GetString(), call.GetProperty("caller").GetProperty("caller_id").GetString()));
    }

    [Fact]
    public async Task T26_an_empty_turn_leaves_nothing()
    {
        var answer = await Respond.ItemsAsync(false, Respond.Message(0, ""));

        Assert.Equal(["user", "user"], Respond.Input([s_question, .. answer.Messages, new(ChatRole.User, "Well?")]).Select(Name));
    }

    [Fact]
    public async Task A_refusal_goes_back_as_one()
    {
        var answer = await Respond.ItemsAsync(true, """{"id":"msg_0","type":"message","status":"completed","role":"assistant","content":[{"type":"refusal","refusal":"No."}]}""");

        var input = Respond.Input(Respond.ThroughJson([s_question, .. answer.Messages]));

        Assert.Equal("No.", input[1].GetProperty("content")[0].GetProperty("refusal").GetString());
    }

    [Fact]
    public void A_conversation_is_written_in_the_order_of_its_messages() =>
        Snapshot.Match(Respond.Render(
            [
                new(ChatRole.System, "Be brief."),
                new(new ChatRole("developer"), "Use metric units."),
                s_question,
                new(ChatRole.Assistant, [new TextContent("Let me look."), new FunctionCallContent("c1", "get_weather", new Dictionary<string, object?> { ["city"] = "Oslo" }), new FunctionCallContent("c2", "sql", new Dictionary<string, object?> { ["$input"] = "select 1" })]),
                new(ChatRole.Tool, [new FunctionResultContent("c1", "sun"), new FunctionResultContent("c2", JsonElement.Parse("\"one\""))]),
                new(ChatRole.Assistant, "Sun."),
                new(ChatRole.User, "Thanks."),
            ],
            new() { Instructions = "You are a forecaster." }));

    private static ChatMessage Result(string callId, object? result) => new(ChatRole.Tool, [new FunctionResultContent(callId, result)]);

    private static string Name(JsonElement item) =>
        item.TryGetProperty("id", out var id) ? id.GetString()! : item.TryGetProperty("type", out var type) ? type.GetString()! : item.GetProperty("role").GetString()!;
}
