namespace Llm.Providers.Tests.OpenAICompatible.Answers;

public sealed class UsageTests
{
    public static TheoryData<string, string[], string> Places => new()
    {
        { "with no choices", ["""{"choices":[],"usage":{"prompt_tokens":13,"completion_tokens":20,"total_tokens":33}}"""], "13+20=33 ?" },
        { "beside a choice", ["""{"choices":[{"index":0,"delta":{}}],"usage":{"prompt_tokens":65,"completion_tokens":251,"total_tokens":316,"prompt_tokens_details":{"cached_tokens":64}}}"""], "65+251=316 64" },
        { "within a choice", ["""{"choices":[{"index":0,"delta":{},"usage":{"prompt_tokens":13,"completion_tokens":20,"total_tokens":33}}]}"""], "13+20=33 ?" },
        { "in a member of Groq's", ["""{"choices":[{"index":0,"delta":{}}],"x_groq":{"id":"req_1","usage":{"queue_time":0.1,"prompt_tokens":13,"completion_tokens":20,"total_tokens":33}}}"""], "13+20=33 ?" },
        { "with every chunk, growing", ["""{"choices":[{"index":0,"delta":{}}],"usage":{"prompt_tokens":13,"completion_tokens":1,"total_tokens":14}}""", """{"choices":[{"index":0,"delta":{}}],"usage":{"prompt_tokens":13,"completion_tokens":20,"total_tokens":33}}"""], "13+20=33 ?" },
        { "null at first", ["""{"choices":[{"index":0,"delta":{}}],"usage":null}""", """{"choices":[],"usage":{"prompt_tokens":13,"completion_tokens":20,"total_tokens":33}}"""], "13+20=33 ?" },
        { "with null choices", ["""{"choices":null,"usage":{"prompt_tokens":13,"completion_tokens":20,"total_tokens":33}}"""], "13+20=33 ?" },
        { "corrected in part", ["""{"choices":[],"usage":{"prompt_tokens":13,"completion_tokens":1,"cached_tokens":5}}""", """{"choices":[],"usage":{"completion_tokens":20,"total_tokens":33}}"""], "13+20=33 5" },
        { "with a count that is null", ["""{"choices":[],"usage":{"prompt_tokens":13,"completion_tokens":20,"total_tokens":33,"prompt_tokens_details":null,"completion_tokens_details":{"reasoning_tokens":null}}}"""], "13+20=33 ?" },
        { "DeepSeek's cache", ["""{"choices":[],"usage":{"prompt_tokens":13,"completion_tokens":20,"total_tokens":33,"prompt_cache_hit_tokens":5,"prompt_cache_miss_tokens":8}}"""], "13+20=33 5" },
    };

    [Theory]
    [MemberData(nameof(Places))]
    [Trait("Requirement", "B22")]
    public async Task T23_usage_is_found_wherever_it_stands_and_counted_once(string place, string[] chunks, string expected)
    {
        var (updates, failure) = await Compatible.ReadAsync(Compatible.Events([Compatible.Chunk(Compatible.Text("Hi")), Compatible.Chunk("{}", "stop"), .. chunks, "[DONE]"]));

        Assert.Null(failure);
        Assert.Single(updates.SelectMany(u => u.Contents).OfType<UsageContent>());
        Assert.Equal($"{place}: {expected}", $"{place}: {Write(updates.ToChatResponse().Usage)}");
    }

    [Fact]
    [Trait("Requirement", "B22")]
    public async Task T23_usage_that_does_not_come_is_not_made_up()
    {
        Assert.Null((await Compatible.DeltasAsync("stop", Compatible.Text("Hi"))).Usage);
        Assert.Null((await Compatible.MessageAsync("""{"content":"Hi"}""")).Usage);
    }

    [Fact]
    [Trait("Requirement", "B07")]
    public async Task B07_reasoning_is_part_of_the_output_and_not_added_to_it()
    {
        var usage = (await Compatible.AnswerAsync("""{"choices":[{"message":{"content":"Hi"}}],"usage":{"prompt_tokens":10,"completion_tokens":50,"total_tokens":60,"completion_tokens_details":{"reasoning_tokens":40,"accepted_prediction_tokens":3}}}""")).Usage!;

        Assert.Equal((10, 50, 60, 40), (usage.InputTokenCount, usage.OutputTokenCount, usage.TotalTokenCount, usage.ReasoningTokenCount));
        Assert.Equal(3, usage.AdditionalCounts!["output.accepted_prediction_tokens"]);
    }

    [Fact]
    public async Task Cost_and_tokens_written_to_a_cache_are_kept()
    {
        var response = await Compatible.AnswerAsync("""{"choices":[{"message":{"content":"Hi"}}],"usage":{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15,"cost":0.00012,"prompt_tokens_details":{"cache_write_tokens":4}}}""");

        Assert.Equal((4L, 0.00012), (response.Usage!.AdditionalCounts![LlmUsageCounts.CacheWrite], response.FindProperty("cost")));
    }

    private static string Write(UsageDetails? usage) => $"{usage?.InputTokenCount}+{usage?.OutputTokenCount}={usage?.TotalTokenCount} {(usage?.CachedInputTokenCount is { } cached ? cached : "?")}";
}
