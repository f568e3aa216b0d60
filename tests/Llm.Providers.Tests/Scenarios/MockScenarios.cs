using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Scenarios;

/// <summary>The scenarios against a mock server that others wrote, over loopback. A derived class says which provider, and what the mock lacks.</summary>
public abstract class MockScenarios
{
    [MockTheory, InlineData(false), InlineData(true)]
    public virtual Task Scenario_Text(bool stream) => Steps.Text_is_answered(stream);

    [MockTheory, InlineData(false), InlineData(true)]
    public virtual Task Scenario_Usage(bool stream) => Steps.Tokens_are_counted(stream);

    [MockTheory, InlineData(false), InlineData(true)]
    public virtual Task Scenario_Unicode(bool stream) => Steps.Text_beyond_ascii_arrives_whole(stream);

    [MockFact]
    public virtual Task Scenario_Long() => Steps.A_long_answer_comes_in_pieces();

    [MockTheory, InlineData(false), InlineData(true)]
    public virtual Task Scenario_Length(bool stream) => Steps.An_answer_that_was_cut_says_so(stream);

    [MockTheory, InlineData(false), InlineData(true)]
    public virtual Task Scenario_Tool(bool stream) => Steps.A_tool_is_called_and_its_result_used(stream);

    [MockTheory, InlineData(false), InlineData(true)]
    public virtual Task Scenario_Parallel(bool stream) => Steps.Parallel_calls_keep_their_own_results(stream);

    [MockTheory, InlineData(false), InlineData(true)]
    public virtual Task Scenario_Mixed(bool stream) => Steps.Text_and_call_come_together(stream);

    [MockTheory, InlineData(false), InlineData(true)]
    public virtual Task Scenario_Json(bool stream) => Steps.An_answer_follows_a_schema(stream);

    [MockFact]
    public virtual Task Scenario_Vision() => Steps.An_image_is_seen();

    [MockTheory, InlineData(false), InlineData(true)]
    public virtual Task Scenario_Reasoning(bool stream) => Steps.Reasoning_comes_apart_from_the_text(stream);

    [MockFact]
    public virtual Task Scenario_Disconnect() => Steps.A_cut_connection_is_an_interruption();

    [MockFact]
    public virtual Task Scenario_Slow() => Steps.A_slow_answer_can_be_left_in_the_middle();

    [MockTheory, InlineData(false), InlineData(true)]
    public virtual Task Scenario_Retry(bool stream) => Steps.A_rate_limit_is_waited_out(stream);

    [MockFact]
    public virtual Task Scenario_Models() => Steps.Models_are_listed();

    [MockFact]
    public virtual Task Scenario_Embeddings() => Steps.The_same_text_has_the_same_vector();

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
    public virtual Task Scenario_Error(int status, LlmErrorKind kind, bool stream) => Steps.An_error_has_its_kind(status, kind, stream);

    internal abstract ScenarioSubject Subject { get; }

    private ScenarioSteps Steps => new(Subject, Create);

    private BaseLlmProvider Create(Action<LlmProviderOptions>? configure)
    {
        var testId = Guid.NewGuid().ToString("N"); // its counters are kept for each id
        return Subject.Create(MockServer.Address!, options =>
        {
            options.Headers["X-Test-Id"] = testId;
            configure?.Invoke(options);
        }, new());
    }
}
