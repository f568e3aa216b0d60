using Llm.Providers.Testing;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Scenarios;

/// <summary>The scenarios against the emulator, in process. A derived class says which provider.</summary>
public abstract class EmulatorScenarios
{
    [Theory, InlineData(false), InlineData(true)]
    public virtual Task Scenario_Text(bool stream) => Steps.Text_is_answered(stream);

    [Theory, InlineData(false), InlineData(true)]
    public virtual Task Scenario_Usage(bool stream) => Steps.Tokens_are_counted(stream);

    [Theory, InlineData(false), InlineData(true)]
    public virtual Task Scenario_Unicode(bool stream) => Steps.Text_beyond_ascii_arrives_whole(stream);

    [Fact]
    public virtual Task Scenario_Long() => Steps.A_long_answer_comes_in_pieces();

    [Theory, InlineData(false), InlineData(true)]
    public virtual Task Scenario_Length(bool stream) => Steps.An_answer_that_was_cut_says_so(stream);

    [Theory, InlineData(false), InlineData(true)]
    public virtual Task Scenario_Tool(bool stream) => Steps.A_tool_is_called_and_its_result_used(stream);

    [Theory, InlineData(false), InlineData(true)]
    public virtual Task Scenario_Parallel(bool stream) => Steps.Parallel_calls_keep_their_own_results(stream);

    [Theory, InlineData(false), InlineData(true)]
    public virtual Task Scenario_Mixed(bool stream) => Steps.Text_and_call_come_together(stream);

    [Theory, InlineData(false), InlineData(true)]
    public virtual Task Scenario_Json(bool stream) => Steps.An_answer_follows_a_schema(stream);

    [Fact]
    public virtual Task Scenario_Vision() => Steps.An_image_is_seen();

    [Theory, InlineData(false), InlineData(true)]
    public virtual Task Scenario_Reasoning(bool stream) => Steps.Reasoning_comes_apart_from_the_text(stream);

    [Fact]
    public virtual Task Scenario_Disconnect() => Steps.A_cut_connection_is_an_interruption();

    [Fact]
    public virtual Task Scenario_Slow() => Steps.A_slow_answer_can_be_left_in_the_middle();

    [Theory, InlineData(false), InlineData(true)]
    public virtual Task Scenario_Retry(bool stream) => Steps.A_rate_limit_is_waited_out(stream);

    [Fact]
    public virtual Task Scenario_Models() => Steps.Models_are_listed();

    [Fact]
    public virtual Task Scenario_Embeddings() => Steps.The_same_text_has_the_same_vector();

    [Theory]
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
        var emulator = new EmulatorHandler(new EmulatorOptions { ScenarioLatency = false });
        return Subject.Create(new(EmulatorHandler.Endpoint, "/"), configure, new(new HttpClient(emulator), new EagerTime()));
    }
}
