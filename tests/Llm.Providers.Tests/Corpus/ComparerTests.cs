using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Corpus;

/// <summary>A comparison that finds nothing is worth something only if it would have found it.</summary>
public sealed class ComparerTests
{
    private const string Answer = """
        {"id":"a1","model":"m1","choices":[{"index":0,"message":{"content":"Hi","reasoning_content":"hm","refusal":"no","tool_calls":[{"id":"c1","type":"function","function":{"name":"f","arguments":"{\"x\":1}"}}]},"finish_reason":"tool_calls"}],
        "usage":{"prompt_tokens":7,"completion_tokens":5,"total_tokens":12,"prompt_tokens_details":{"cached_tokens":3},"completion_tokens_details":{"reasoning_tokens":2}}}
        """;

    [Fact]
    public async Task A_case_whose_fields_all_match_has_no_difference() => await FindsAsync("chat", Answer, """
        {"id":"written/case","text":"Hi","reasoning":"hm","refusal":"no","toolCalls":[{"id":"c1","name":"f","arguments":{"x":1.0}}],"finishReason":"tool_calls","rawFinishReason":"tool_calls","model":"m1","responseId":"a1",
        "usage":{"input":7,"output":5,"total":12,"cachedInput":3,"reasoning":2},"usageRaw":{},"_votes":{}}
        """);

    [Theory]
    [InlineData("""{"text":"Ho"}""", "text")]
    [InlineData("""{"reasoning":""}""", "reasoning")]
    [InlineData("""{"refusal":"yes"}""", "refusal")]
    [InlineData("""{"toolCalls":[]}""", "toolCalls")]
    [InlineData("""{"toolCalls":[{"id":"c2"}]}""", "toolCalls[0].id")]
    [InlineData("""{"toolCalls":[{"name":"g"}]}""", "toolCalls[0].name")]
    [InlineData("""{"toolCalls":[{"arguments":{"x":2}}]}""", "toolCalls[0].arguments")]
    [InlineData("""{"toolCalls":[{"colour":"red"}]}""", "toolCalls[0].colour")]
    [InlineData("""{"finishReason":"stop"}""", "finishReason")]
    [InlineData("""{"rawFinishReason":"end"}""", "rawFinishReason")]
    [InlineData("""{"model":"m2"}""", "model")]
    [InlineData("""{"responseId":"a2"}""", "responseId")]
    [InlineData("""{"reasoningSignatures":["s"]}""", "reasoningSignatures")]
    [InlineData("""{"redactedThinking":["s"]}""", "redactedThinking")]
    [InlineData("""{"usage":null}""", "usage")]
    [InlineData("""{"usage":{"input":8}}""", "usage.input")]
    [InlineData("""{"usage":{"output":8}}""", "usage.output")]
    [InlineData("""{"usage":{"total":8}}""", "usage.total")]
    [InlineData("""{"usage":{"cachedInput":8}}""", "usage.cachedInput")]
    [InlineData("""{"usage":{"reasoning":8}}""", "usage.reasoning")]
    [InlineData("""{"usage":{"cacheWrite":8}}""", "usage.cacheWrite")]
    [InlineData("""{"usage":{"inputUncached":8}}""", "usage.inputUncached")]
    [InlineData("""{"usage":{"colour":8}}""", "usage.colour")]
    [InlineData("""{"error":{"status":400}}""", "error")]
    [InlineData("""{"embeddings":{"count":1}}""", "embeddings")]
    [InlineData("""{"models":{"count":1}}""", "models")]
    [InlineData("""{"colour":"red"}""", "colour")]
    public async Task A_field_that_differs_or_cannot_be_compared_is_found(string expected, string field) => await FindsAsync("chat", Answer, expected, field);

    [Theory]
    [InlineData("""{"error":{"status":401}}""", "error.status")]
    [InlineData("""{"error":{"message":"good"}}""", "error.message")]
    [InlineData("""{"error":{"message":{"detail":"bad"}}}""", "error.message")]
    [InlineData("""{"error":{"code":"c2"}}""", "error.code")]
    [InlineData("""{"error":{"type":"t2"}}""", "error.type")]
    [InlineData("""{"error":{"midStream":true}}""", "error.midStream")]
    [InlineData("""{"error":{"retryAfterHeader":"1"}}""", "error.retryAfterHeader")]
    [InlineData("""{"error":{"colour":"red"}}""", "error.colour")]
    [InlineData("{}", "error")]
    public async Task An_error_that_differs_is_found(string expected, string field) =>
        await FindsAsync("error", """{"error":{"message":"bad","code":"c1","type":"t1"}}""", expected, field);

    [Fact]
    public async Task An_error_that_is_as_expected_has_no_difference() =>
        await FindsAsync("error", """{"error":{"message":{"a":[1]},"code":429,"type":"t1"}}""", """{"error":{"status":400,"message":{"a":[1.0]},"code":429,"type":"t1"}}""");

    [Theory]
    [InlineData("""{"embeddings":{"count":1,"dimension":3}}""", "embeddings.dimension")]
    [InlineData("""{"embeddings":{"count":1,"first":[[0.5,0.250001]]}}""", "embeddings.first[0][1]")]
    [InlineData("""{"embeddings":{"count":1,"lastValue":0.5}}""", "embeddings.lastValue")]
    [InlineData("""{"model":"m2"}""", "model")]
    [InlineData("""{"embeddings":{"count":1,"colour":2}}""", "embeddings.colour")]
    public async Task Vectors_that_differ_are_found(string expected, string field) =>
        await FindsAsync("embeddings", """{"data":[{"index":0,"embedding":[0.5,0.25]}],"model":"m1","usage":{"prompt_tokens":1,"total_tokens":1}}""", expected, field);

    [Theory]
    [InlineData("""{"models":{"count":3}}""", "models.count")]
    [InlineData("""{"models":{"firstIds":["b"]}}""", "models.firstIds")]
    [InlineData("""{"models":{"lastId":"a"}}""", "models.lastId")]
    [InlineData("""{"models":{"colour":1}}""", "models.colour")]
    public async Task Models_that_differ_are_found(string expected, string field) => await FindsAsync("models", """{"data":[{"id":"a"},{"id":"b"}]}""", expected, field);

    [Fact]
    public async Task An_error_nobody_expects_is_found() => await FindsAsync("stream", Fake.Events("""{"choices":[{"delta":{"content":"Hi"}}]}"""), """{"text":"Hi"}""", "error");

    private static async Task FindsAsync(string kind, string body, string expected, params string[] fields)
    {
        using var written = new WrittenCase(kind, body, expected);

        var differences = await written.PlayAsync();

        Assert.Equal(fields, differences.Select(d => d.Field).Distinct());
    }
}
