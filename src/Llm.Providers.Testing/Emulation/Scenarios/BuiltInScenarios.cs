using System.Globalization;

namespace Llm.Providers.Testing;

/// <summary>The scenarios every emulator knows, on every wire: texts, tools, errors and faults that tests of a client need.</summary>
public static class BuiltInScenarios
{
    /// <summary>Gets the text of <c>scenario:long</c>, <c>scenario:slow</c> and, up to its cut, <c>scenario:disconnect</c>.</summary>
    public const string LongText =
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty";

    /// <summary>Gets the text of <c>scenario:unicode</c>.</summary>
    public const string UnicodeText = "Grüße, 世界! 👋🏽 café ☀ «ok» 日本語テキスト 😀😀😀";

    private static readonly ScenarioError s_rateLimited =
        Error(429, "Rate limit exceeded", "rate_limit_error", "rate_limit_exceeded") with { RetryAfter = TimeSpan.FromSeconds(1) };

    /// <summary>Gets all of them.</summary>
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("scenario:text", new ScenarioReply { Text = "Hello from the mock server.", Usage = new(11, 7) }),
        new("scenario:unicode", UnicodeText),
        new("scenario:long", LongText),
        new("scenario:length", new ScenarioReply { Text = "This answer was cut", Finish = ScenarioFinish.Length }),
        new("scenario:tool", prompt => prompt.ToolResults.Count > 0 ? "It is 21 degrees in Paris." : Call("", ("call_tool_1", "Paris"))),
        new("scenario:parallel", prompt => prompt.ToolResults.Count > 0
            ? "Paris 21, Berlin 17."
            : Call("", ("call_p_1", "Paris"), ("call_p_2", "Berlin"))),
        new("scenario:mixed", prompt => prompt.ToolResults.Count > 0 ? null : Call("Let me look.", ("call_m_1", "Oslo"))),
        new("scenario:json", """{"name":"Ada","age":36}"""),
        new("scenario:vision", "I see a red square."),
        new("scenario:reasoning", new ScenarioReply { Reasoning = "Let me think about it step by step.", Text = "The answer is 42." }),
        Failure(Error(400, "Invalid request: bad parameter", "invalid_request_error", "invalid_value")),
        Failure(Error(401, "Incorrect API key provided", "authentication_error", "invalid_api_key")),
        Failure(Error(403, "Not allowed", "permission_error", "forbidden")),
        Failure(Error(404, "The model does not exist", "not_found_error", "model_not_found")),
        Failure(s_rateLimited),
        Failure(Error(500, "Internal error", "api_error", "internal_error")),
        Failure(Error(503, "Overloaded", "overloaded_error", "overloaded")),
        new("scenario:disconnect", new ScenarioReply { Text = LongText, CutAfterPieces = 5, PieceDelay = TimeSpan.FromMilliseconds(15) }),
        new("scenario:slow", new ScenarioReply
        {
            Text = LongText,
            FirstDelay = TimeSpan.FromMilliseconds(100),
            PieceDelay = TimeSpan.FromMilliseconds(100),
        }),
        new("scenario:retry", prompt => prompt.Attempt == 1 ? new ScenarioReply { Error = s_rateLimited } : "Recovered."),
        new("alpha-fixed", prompt => prompt.Model.Contains("embed", StringComparison.OrdinalIgnoreCase)
            ? new ScenarioReply { Embedding = [0.1f, 0.2f, 0.3f, -0.4f] }
            : null),
    ];

    private static ScenarioError Error(int status, string message, string type, string code) =>
        new() { Status = status, Message = message, Type = type, Code = code };

    private static Scenario Failure(ScenarioError error) =>
        new(string.Create(CultureInfo.InvariantCulture, $"scenario:err{error.Status}"), new ScenarioReply { Error = error });

    private static ScenarioReply Call(string text, params (string Id, string City)[] calls) => new()
    {
        Text = text,
        ToolCalls = [.. calls.Select(call => new ScenarioToolCall("get_weather", $$"""{"city":"{{call.City}}"}""", call.Id))],
    };
}
