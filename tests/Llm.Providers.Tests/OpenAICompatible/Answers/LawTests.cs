using System.Text;
using System.Text.RegularExpressions;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.OpenAICompatible.Answers;

/// <summary>What holds for every answer, however it comes.</summary>
public sealed partial class LawTests
{
    public static TheoryData<string> Names => Pairs.Names;

    // In a stream citations come after the text they belong to and stand in a content of their own.
    public static TheoryData<string> NamesWithoutCitations => [.. Pairs.All.Keys.Where(n => n != "citations")];

    [Theory]
    [MemberData(nameof(NamesWithoutCitations))]
    public async Task T40_a_stream_put_together_says_what_the_whole_answer_says(string name)
    {
        var (stream, whole) = Pairs.All[name];

        Assert.Equal(Write(await Compatible.AnswerAsync(whole)), Write(await Compatible.StreamAsync(stream)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    [Trait("Requirement", "S20")]
    public async Task T40_every_update_of_a_turn_has_the_same_ids_and_the_usage_comes_once(string name)
    {
        var (updates, failure) = await Compatible.ReadAsync(Pairs.All[name].Stream);

        Assert.Null(failure);
        Assert.All(updates, u => Assert.Equal(("c1", "c1", ChatRole.Assistant, "acme-1"), (u.ResponseId, u.MessageId, u.Role, u.ModelId)));
        Assert.Single(updates.SelectMany(u => u.Contents).OfType<UsageContent>());
        Assert.Single(updates, u => u.FinishReason is not null);
        Assert.NotNull(updates[^1].FinishReason);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task T01_a_stream_says_the_same_wherever_it_is_cut(string name)
    {
        var bytes = Encoding.UTF8.GetBytes(Pairs.All[name].Stream);
        var expected = Write(await Compatible.StreamAsync(Pairs.All[name].Stream));

        for (var cut = 1; cut < bytes.Length; cut++)
        {
            Assert.Equal(expected, Write(await ReadAsync(new ScriptedStream(Frames.CutAt(bytes, cut)))));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task T01_a_stream_says_the_same_byte_by_byte_and_with_other_line_ends(string name)
    {
        var stream = Pairs.All[name].Stream;
        var expected = Write(await Compatible.StreamAsync(stream));

        object[] bytes = [.. Encoding.UTF8.GetBytes(stream).Select(b => new[] { b })];
        Assert.Equal(expected, Write(await ReadAsync(new ScriptedStream(bytes))));
        Assert.Equal(expected, Write(await Compatible.StreamAsync(stream.Replace("\n", "\r\n", StringComparison.Ordinal))));
        Assert.Equal(expected, Write(await Compatible.StreamAsync("\uFEFF" + stream.Replace("data: ", "data:", StringComparison.Ordinal))));
        Assert.Equal(expected, Write(await Compatible.StreamAsync(stream.Replace("\n\n", "\n\n: ping\n\ndata: : keepalive\n\ndata: \n\nevent: ping\n\n", StringComparison.Ordinal))));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task T06_a_stream_that_ends_at_any_frame_before_the_finish_reason_is_interrupted(string name)
    {
        var stream = Pairs.All[name].Stream;
        var frames = stream.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).TakeWhile(f => !f.Contains("\"finish_reason\":\"", StringComparison.Ordinal)).ToList();
        for (var count = 0; count <= frames.Count; count++)
        {
            var (updates, failure) = await Compatible.ReadAsync(string.Concat(frames.Take(count).Select(f => f + "\n\n")));

            Assert.Equal(LlmErrorKind.StreamInterrupted, Assert.IsType<LlmProviderException>(failure).Kind);
            Assert.DoesNotContain(updates, u => u.Contents.Any(c => c is FunctionCallContent));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_whole_answer_to_a_request_for_a_stream_is_taken(string name)
    {
        var whole = Pairs.All[name].Whole;

        Assert.Equal(Write(await Compatible.AnswerAsync(whole)), Write(await Compatible.StreamAsync(whole)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    [Trait("Requirement", "B13")]
    public async Task B13_every_answer_can_go_back_as_history(string name)
    {
        var answer = await Compatible.StreamAsync(Pairs.All[name].Stream);

        IEnumerable<ChatMessage> results = answer.Calls().Where(c => c.Exception is null).Select(c => new ChatMessage(ChatRole.Tool, [new FunctionResultContent(c.CallId, "ok")]));
        using var request = Compatible.Provider().Preview([new(ChatRole.User, "Hi"), .. answer.Messages, .. results, new(ChatRole.User, "Go on.")]);

        Assert.EndsWith("""{"role":"user","content":"Go on."}],"model":"acme-1"}""", request.ToString(), StringComparison.Ordinal);
    }

    private static async Task<ChatResponse> ReadAsync(ScriptedStream body)
    {
        var (updates, failure) = await Fake.ReadAsync(Compatible.Client(new CannedHandler(new CannedResponse(body))));
        Assert.Null(failure);
        return updates.ToChatResponse();
    }

    // An old function call has no id on the wire: each reading makes one.
    private static string Write(ChatResponse response) => MadeUpId().Replace(Facts.Of(response), "call_x");

    [GeneratedRegex("call_[0-9a-f]{32}")]
    private static partial Regex MadeUpId();
}
