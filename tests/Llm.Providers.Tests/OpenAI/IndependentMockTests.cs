using Llm.Providers.OpenAI;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.OpenAI;

/// <summary>OpenAI against a mock server that others wrote, over loopback.</summary>
public class IndependentMockTests : ScenarioTests
{
    /// <summary>Gets the wire that is spoken.</summary>
    protected virtual OpenAIWire Wire => OpenAIWire.ChatCompletions;

    [MockTheory, InlineData(false), InlineData(true)]
    public Task Scenario_Text(bool stream) => Text_is_answered_with_usage(stream);

    [MockTheory, InlineData(false), InlineData(true)]
    public Task Scenario_Unicode(bool stream) => Text_beyond_ascii_arrives_whole(stream);

    [MockFact]
    public Task Scenario_Long() => A_long_answer_comes_in_pieces();

    [MockTheory, InlineData(false), InlineData(true)]
    public Task Scenario_Length(bool stream) => An_answer_that_was_cut_says_so(stream);

    [MockTheory, InlineData(false), InlineData(true)]
    public Task Scenario_Tool(bool stream) => A_tool_is_called_and_its_result_used(stream);

    [MockTheory, InlineData(false), InlineData(true)]
    public Task Scenario_Parallel(bool stream) => Parallel_calls_keep_their_own_results(stream);

    [MockTheory, InlineData(false), InlineData(true)]
    public Task Scenario_Mixed(bool stream) => Text_and_call_come_together(stream);

    [MockTheory, InlineData(false), InlineData(true)]
    public Task Scenario_Json(bool stream) => An_answer_follows_a_schema(stream);

    [MockFact]
    public Task Scenario_Vision() => An_image_is_seen();

    [MockTheory, InlineData(false), InlineData(true)]
    public Task Scenario_Reasoning(bool stream) => Reasoning_comes_apart_from_the_text(stream);

    [MockFact]
    public Task Scenario_Disconnect() => A_cut_connection_is_an_interruption();

    [MockFact]
    public Task Scenario_Slow() => A_slow_answer_can_be_left_in_the_middle();

    [MockTheory, InlineData(false), InlineData(true)]
    public Task Scenario_Retry(bool stream) => A_rate_limit_is_waited_out(stream);

    [MockFact]
    public Task Scenario_Models() => Models_are_listed();

    [MockFact]
    public Task Scenario_Embeddings() => The_same_text_has_the_same_vector();

    [MockTheory]
    [InlineData(400, LlmErrorKind.InvalidRequest, false)]
    [InlineData(400, LlmErrorKind.InvalidRequest, true)]
    [InlineData(401, LlmErrorKind.Authentication, false)]
    [InlineData(401, LlmErrorKind.Authentication, true)]
    [InlineData(403, LlmErrorKind.PermissionDenied, false)]
    [InlineData(403, LlmErrorKind.PermissionDenied, true)]
    [InlineData(404, LlmErrorKind.ModelNotFound, false)]
    [InlineData(404, LlmErrorKind.ModelNotFound, true)]
    [InlineData(429, LlmErrorKind.RateLimited, false)]
    [InlineData(429, LlmErrorKind.RateLimited, true)]
    [InlineData(500, LlmErrorKind.Unavailable, false)]
    [InlineData(500, LlmErrorKind.Unavailable, true)]
    [InlineData(503, LlmErrorKind.Unavailable, false)]
    [InlineData(503, LlmErrorKind.Unavailable, true)]
    public Task Scenario_Error(int status, LlmErrorKind kind, bool stream) => An_error_has_its_kind(status, kind, stream);

    internal override OpenAIProvider CreateProvider(Action<OpenAIOptions>? configure = null)
    {
        var options = new OpenAIOptions { Endpoint = new(MockServer.Address!, "v1/"), ApiKey = "sk-test-key", MaxRetries = 0, Wire = Wire };
        options.Headers["X-Test-Id"] = Guid.NewGuid().ToString("N"); // its counters are kept for each id
        configure?.Invoke(options);
        return new(options);
    }
}
