using System.Text;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Core.Streaming;

/// <summary>What an end of the body means.</summary>
[Trait("Requirement", "B21")]
public sealed class StreamEndTests
{
    private static readonly string s_whole = Fake.Events("{\"id\":\"r1\",\"text\":\"Hel\"}", "{\"text\":\"lo 🌍\"}", "{\"finish\":\"stop\"}", "{\"in\":3,\"out\":2}", "[DONE]");

    [Fact]
    public async Task T06_a_body_that_ends_before_the_model_does_is_interrupted_and_keeps_its_text()
    {
        var client = Fake.Client(new ScriptedStream(Fake.Events("{\"text\":\"Hel\"}", "{\"text\":\"lo\"}")));

        var (updates, failure) = await Fake.ReadAsync(client);

        Assert.Equal("Hello", string.Concat(updates.Select(u => u.Text)));
        var e = Assert.IsType<LlmProviderException>(failure);
        Assert.Equal(LlmErrorKind.StreamInterrupted, e.Kind);
        Assert.Equal("Hello", e.PartialText);
        Assert.True(e.IsTransient);
        Assert.Equal(("fake", "large", 1), (e.ProviderId, e.ModelId, e.Attempts));
    }

    [Fact]
    public async Task T06_a_tool_call_that_is_still_open_at_the_end_is_never_given()
    {
        var client = Fake.Client(new ScriptedStream(Fake.Events("{\"tool\":{\"i\":0,\"id\":\"c1\",\"name\":\"rm\",\"args\":\"{}\"}}")));

        var (updates, failure) = await Fake.ReadAsync(client);

        Assert.Empty(updates);
        Assert.Equal(LlmErrorKind.StreamInterrupted, Assert.IsType<LlmProviderException>(failure).Kind);
    }

    [Fact]
    public async Task T06_an_end_mark_alone_is_no_answer()
    {
        var (updates, failure) = await Fake.ReadAsync(Fake.Client(new ScriptedStream(Fake.Events("[DONE]"))));

        Assert.Empty(updates);
        Assert.Equal(LlmErrorKind.StreamInterrupted, Assert.IsType<LlmProviderException>(failure).Kind);
    }

    [Fact]
    public async Task T06_a_body_without_anything_is_interrupted() =>
        Assert.Equal(LlmErrorKind.StreamInterrupted, Assert.IsType<LlmProviderException>((await Fake.ReadAsync(Fake.Client(new ScriptedStream("")))).Failure).Kind);

    [Fact]
    public async Task A_finish_reason_alone_is_an_answer()
    {
        var (updates, failure) = await Fake.ReadAsync(Fake.Client(new ScriptedStream(Fake.Events("{\"finish\":\"length\"}", "[DONE]"))));

        Assert.Null(failure);
        Assert.Equal(ChatFinishReason.Length, Assert.Single(updates).FinishReason);
    }

    [Theory]
    [InlineData("large")]
    [InlineData("lines")]
    public async Task A_finish_reason_makes_the_answer_whole_even_without_an_end_mark(string model)
    {
        var json = "{\"text\":\"Hi\"}\n\n{\"finish\":\"stop\"}\n\n";
        var body = model == "lines" ? json : json.Replace("{", "data: {", StringComparison.Ordinal);

        var (updates, failure) = await Fake.ReadAsync(Fake.Client(new ScriptedStream(body), model: model));

        Assert.Null(failure);
        Assert.Equal("Hi", string.Concat(updates.Select(u => u.Text)));
    }

    [Fact]
    public async Task A_connection_that_breaks_is_interrupted_with_its_cause_and_text()
    {
        var client = Fake.Client(new ScriptedStream(Fake.Events("{\"text\":\"Hel\"}"), new IOException("The wire was cut.")));

        var (updates, failure) = await Fake.ReadAsync(client);

        Assert.Single(updates);
        var e = Assert.IsType<LlmProviderException>(failure);
        Assert.Equal((LlmErrorKind.StreamInterrupted, "Hel"), (e.Kind, e.PartialText));
        Assert.IsType<IOException>(e.InnerException);
        Assert.Contains("The wire was cut.", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_breaks_after_the_finish_reason_changes_nothing()
    {
        var client = Fake.Client(new ScriptedStream(Fake.Events("{\"text\":\"Hi\"}", "{\"finish\":\"stop\"}"), new IOException("reset by peer")));

        var (updates, failure) = await Fake.ReadAsync(client);

        Assert.Null(failure);
        Assert.Equal(ChatFinishReason.Stop, updates[^1].FinishReason);
    }

    [Fact]
    public async Task Nothing_is_read_after_the_end_mark()
    {
        var (updates, failure) = await Fake.ReadAsync(Fake.Client(new ScriptedStream(s_whole, ScriptedStream.Silence)));

        Assert.Null(failure);
        Assert.Equal("Hello 🌍", string.Concat(updates.Select(u => u.Text)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Any_number_of_frames_without_an_update_may_come_at_once(bool keptOpen)
    {
        var fragments = Enumerable.Range(0, 100).Select(i => $"{{\"tool\":{{\"i\":0,\"id\":\"c1\",\"name\":\"f\",\"args\":\"{(i == 0 ? "{" : i == 99 ? "}" : " ")}\"}}}}");
        var body = Fake.Events([.. fragments, "{\"finish\":\"tool_calls\"}", "[DONE]"]);

        var (updates, failure) = await Fake.ReadAsync(Fake.Client(keptOpen ? new ScriptedStream(body, ScriptedStream.Silence) : new ScriptedStream(body)));

        Assert.Null(failure);
        Assert.Single(Assert.Single(updates).Contents.OfType<FunctionCallContent>());
    }

    [Fact]
    public async Task T01_a_stream_gives_the_same_answer_wherever_it_is_cut()
    {
        var bytes = Encoding.UTF8.GetBytes(s_whole);
        for (var cut = 0; cut < bytes.Length; cut++)
        {
            var (updates, failure) = await Fake.ReadAsync(Fake.Client(new ScriptedStream(Frames.CutAt(bytes, cut))));

            Assert.Null(failure);
            Assert.Equal(["Hel", "lo 🌍", ""], updates.Select(u => u.Text));
        }
    }

    [Fact]
    public async Task T01_a_stream_that_ends_at_any_byte_is_whole_or_interrupted_and_never_malformed()
    {
        var bytes = Encoding.UTF8.GetBytes(s_whole);
        var finished = s_whole.IndexOf("\"stop\"}", StringComparison.Ordinal) + "\"stop\"}".Length + Encoding.UTF8.GetByteCount("🌍") - 2;
        for (var end = 0; end < bytes.Length; end++)
        {
            var (_, failure) = await Fake.ReadAsync(Fake.Client(new ScriptedStream(bytes[..end])));

            Assert.Equal(end >= finished ? null : LlmErrorKind.StreamInterrupted, (failure as LlmProviderException)?.Kind);
        }
    }

    [Fact]
    public async Task T01_an_invalid_byte_becomes_the_replacement_character()
    {
        byte[] body = [.. Fake.Bytes("data: {\"text\":\"a"), 0xFF, .. Fake.Bytes("b\"}\n\n" + Fake.Events("{\"finish\":\"stop\"}"))];

        var (updates, failure) = await Fake.ReadAsync(Fake.Client(new ScriptedStream(body)));

        Assert.Null(failure);
        Assert.Equal("a\uFFFDb", updates[0].Text);
    }
}
