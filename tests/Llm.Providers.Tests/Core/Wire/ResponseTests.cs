using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Core.Wire;

/// <summary>What is made of an answer, streamed or not.</summary>
[Trait("Requirement", "T40")]
public sealed class ResponseTests
{
    private static readonly string[] s_events =
    [
        "{\"id\":\"r1\",\"model\":\"large-2026\",\"think\":\"Let me \"}", "{\"think\":\"see.\"}", "{\"signature\":\"c2ln\"}", "{\"text\":\"Hel\"}", "{\"text\":\"lo\"}",
        "{\"tool\":{\"i\":0,\"id\":\"c1\",\"name\":\"f\",\"args\":\"{\\\"a\\\":1}\"}}", "{\"finish\":\"stop\"}", "{\"in\":3,\"out\":2}", "{\"in\":4,\"out\":5}", "[DONE]",
    ];

    [Fact]
    public async Task T40_all_updates_of_a_turn_have_the_same_ids_and_role()
    {
        var (updates, _) = await Fake.ReadAsync(Fake.Client(new ScriptedStream(Fake.Events(s_events))));

        Assert.True(updates.Count > 3);
        Assert.All(updates, u => Assert.Equal(("r1", "r1", ChatRole.Assistant, "large-2026"), (u.ResponseId, u.MessageId, u.Role, u.ModelId)));
    }

    [Fact]
    public async Task T40_a_wire_without_ids_gets_one_for_the_whole_turn()
    {
        var client = Fake.Client(new ScriptedStream(Fake.Events("{\"text\":\"a\"}", "{\"text\":\"b\"}", "{\"id\":\"late\"}", "{\"finish\":\"stop\"}")));

        var (updates, _) = await Fake.ReadAsync(client);

        var ids = Assert.Single(updates.Select(u => (u.ResponseId, u.MessageId)).Distinct());
        Assert.NotNull(ids.ResponseId);
        Assert.NotNull(ids.MessageId);
    }

    [Fact]
    public async Task T40_two_turns_without_ids_have_different_ones()
    {
        var handler = new CannedHandler("{\"text\":\"a\",\"finish\":\"stop\"}");
        var client = Fake.Client(handler);

        var (first, second) = (await client.GetResponseAsync("hi"), await client.GetResponseAsync("hi"));

        Assert.NotNull(first.ResponseId);
        Assert.NotEqual(first.ResponseId, second.ResponseId);
    }

    [Fact]
    public async Task T40_a_stream_put_together_is_the_response_that_was_not_streamed()
    {
        const string Whole = "{\"id\":\"r1\",\"model\":\"large-2026\",\"think\":\"Let me see.\",\"signature\":\"c2ln\",\"text\":\"Hello\",\"tool\":{\"i\":0,\"id\":\"c1\",\"name\":\"f\",\"args\":\"{\\\"a\\\":1}\"},\"finish\":\"stop\",\"in\":4,\"out\":5}";

        var streamed = (await Fake.ReadAsync(Fake.Client(new ScriptedStream(Fake.Events(s_events))))).Updates.ToChatResponse();
        var whole = await Fake.Client(new CannedHandler(Whole)).GetResponseAsync("hi");

        Assert.Equal("stop", whole.AdditionalProperties?[LlmPropertyNames.RawFinishReason]);
        whole.AdditionalProperties = null; // a stream put together has them on its message, as the whole answer has as well
        Assert.Equal(ToJson(whole.Timeless()), ToJson(streamed.Timeless()));
    }

    [Fact]
    public async Task Exactly_one_usage_comes_with_the_last_of_several_values()
    {
        var (updates, _) = await Fake.ReadAsync(Fake.Client(new ScriptedStream(Fake.Events(s_events))));

        var usage = Assert.Single(updates.SelectMany(u => u.Contents).OfType<UsageContent>());
        Assert.Equal((4L, 5L), (usage.Details.InputTokenCount, usage.Details.OutputTokenCount));
        Assert.Contains(usage, updates[^1].Contents);
    }

    [Fact]
    public async Task Without_usage_on_the_wire_there_is_none()
    {
        var (updates, _) = await Fake.ReadAsync(Fake.Client(new ScriptedStream(Fake.Events("{\"text\":\"a\"}", "{\"finish\":\"stop\"}"))));

        Assert.Null(updates.ToChatResponse().Usage);
    }

    [Fact]
    [Trait("Requirement", "T15")]
    public async Task T15_reasoning_becomes_one_content_a_block_with_its_data_and_its_origin()
    {
        var client = Fake.Client(new ScriptedStream(Fake.Events(
            "{\"think\":\"a\"}", "{\"think\":\"b\"}", "{\"signature\":\"S1\"}", "{\"think\":\"c\"}", "{\"signature\":\"S2\"}", "{\"signature\":\"S3\"}", "{\"text\":\"x\"}", "{\"think\":\"d\"}", "{\"think\":\"e\"}", "{\"finish\":\"stop\"}")));

        var contents = (await Fake.ReadAsync(client)).Updates.ToChatResponse().Messages.Single().Contents;

        Assert.Equal([("ab", "S1"), ("c", "S2"), ("", "S3"), ("de", null)], contents.OfType<TextReasoningContent>().Select(r => (r.Text, r.ProtectedData)));
        Assert.All(contents.OfType<TextReasoningContent>(), r => Assert.Equal("fake", r.AdditionalProperties?[LlmPropertyNames.Origin]));
    }

    [Fact]
    [Trait("Requirement", "T31")]
    public async Task T31_a_refusal_is_one_error_content_after_the_text()
    {
        var client = Fake.Client(new ScriptedStream(Fake.Events("{\"refusal\":\"I can\"}", "{\"refusal\":\"not.\"}", "{\"finish\":\"stop\"}")));

        var response = (await Fake.ReadAsync(client)).Updates.ToChatResponse();

        var refusal = Assert.IsType<ErrorContent>(Assert.Single(response.Messages.Single().Contents));
        Assert.Equal(("I cannot.", "Refusal"), (refusal.Message, refusal.ErrorCode));
    }

    [Fact]
    public async Task Tool_calls_come_after_the_text_and_carry_their_origin()
    {
        var client = Fake.Client(new ScriptedStream(Fake.Events("{\"tool\":{\"i\":0,\"id\":\"c\",\"name\":\"f\",\"args\":\"{}\"}}", "{\"text\":\"x\"}", "{\"finish\":\"tool_calls\"}")));

        var contents = (await Fake.ReadAsync(client)).Updates.ToChatResponse().Messages.Single().Contents;

        Assert.IsType<TextContent>(contents[0]);
        Assert.Equal("fake", Assert.IsType<FunctionCallContent>(contents[1]).AdditionalProperties?[LlmPropertyNames.Origin]);
    }

    [Fact]
    public async Task The_request_id_of_the_vendor_is_on_the_response()
    {
        var streamed = (await Fake.ReadAsync(Fake.Client(new CannedHandler(new CannedResponse(Fake.Events("{\"finish\":\"stop\"}")).With("x-request-id", "q1"))))).Updates.ToChatResponse();
        var whole = await Fake.Client(new CannedHandler(new CannedResponse("{\"finish\":\"stop\"}").With("request-id", "q2"))).GetResponseAsync("hi");

        Assert.Equal("q1", streamed.FindProperty(LlmPropertyNames.RequestId));
        Assert.Equal("q2", whole.FindProperty(LlmPropertyNames.RequestId));
    }

    [Fact]
    public async Task T01_an_invalid_byte_in_a_whole_answer_becomes_the_replacement_character()
    {
        byte[] body = [.. "{\"text\":\"a"u8, 0xFF, .. "b\",\"finish\":\"stop\"}"u8];

        Assert.Equal("a\uFFFDb", (await Fake.Client(new CannedHandler(new CannedResponse(200, body))).GetResponseAsync("hi")).Text);
    }

    [Fact]
    public async Task A_whole_answer_may_start_with_a_byte_order_mark() =>
        Assert.Equal("a", (await Fake.Client(new CannedHandler("\uFEFF{\"text\":\"a\",\"finish\":\"stop\"}")).GetResponseAsync("hi")).Text);

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("{\"text\":")]
    [InlineData("[]")]
    [InlineData("{\"text\":1}")]
    public async Task An_answer_that_cannot_be_read_is_malformed_and_shown(string body)
    {
        var e = await Assert.ThrowsAsync<LlmProviderException>(() => Fake.Client(new CannedHandler(body)).GetResponseAsync("hi"));

        Assert.Equal((LlmErrorKind.MalformedResponse, body, 1), (e.Kind, e.ResponseBody, e.Attempts));
    }

    private static string ToJson(ChatResponse response) =>
        System.Text.Json.JsonSerializer.Serialize(response, AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(ChatResponse)));
}
