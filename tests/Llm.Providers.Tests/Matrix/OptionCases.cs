using System.Text.Json;

namespace Llm.Providers.Tests.Matrix;

/// <summary>Every option of a call.</summary>
internal static class OptionCases
{
    private const string Mark = "MARK7";

    private static readonly JsonElement s_schema = JsonElement.Parse("""{"type":"object","properties":{"MARK7":{"type":"string"}},"required":["MARK7"],"additionalProperties":false}""");

    public static IReadOnlyList<LossCase> All { get; } =
    [
        Option("Instructions", new() { Instructions = Mark }, marks: Mark),
        Option("Temperature", new() { Temperature = 0.625f }, marks: "0.625"),
        Option("TopP", new() { TopP = 0.875f }, marks: "0.875"),
        Option("TopK", new() { TopK = 37 }, marks: "37"),
        Option("FrequencyPenalty", new() { FrequencyPenalty = 0.375f }, marks: "0.375"),
        Option("PresencePenalty", new() { PresencePenalty = 0.1875f }, marks: "0.1875"),
        Option("Seed", new() { Seed = 987654 }, marks: "987654"),
        Option("MaxOutputTokens", new() { MaxOutputTokens = 4321 }, marks: "4321"),
        Option("StopSequences", new() { StopSequences = [Mark] }, marks: Mark),
        Option("Reasoning.Effort None", new() { Reasoning = new() { Effort = ReasoningEffort.None } }, "Reasoning", mayBeDefault: true),
        Option("Reasoning.Effort Low", new() { Reasoning = new() { Effort = ReasoningEffort.Low } }, "Reasoning"),
        Option("Reasoning.Effort Medium", new() { Reasoning = new() { Effort = ReasoningEffort.Medium } }, "Reasoning"),
        Option("Reasoning.Effort High", new() { Reasoning = new() { Effort = ReasoningEffort.High } }, "Reasoning"),
        Option("Reasoning.Effort ExtraHigh", new() { Reasoning = new() { Effort = ReasoningEffort.ExtraHigh } }, "Reasoning"),
        Option("Reasoning.Output None", new() { Reasoning = new() { Effort = ReasoningEffort.High, Output = ReasoningOutput.None } }, "Reasoning", new() { Reasoning = new() { Effort = ReasoningEffort.High } }, mayBeDefault: true),
        Option("Reasoning.Output Summary", new() { Reasoning = new() { Effort = ReasoningEffort.High, Output = ReasoningOutput.Summary } }, "Reasoning", new() { Reasoning = new() { Effort = ReasoningEffort.High } }, mayBeDefault: true),
        Option("Reasoning.Output Full", new() { Reasoning = new() { Effort = ReasoningEffort.High, Output = ReasoningOutput.Full } }, "Reasoning", new() { Reasoning = new() { Effort = ReasoningEffort.High } }, mayBeDefault: true),
        Option("ResponseFormat JSON", new() { ResponseFormat = ChatResponseFormat.Json }, "ResponseFormat"),
        Option("ResponseFormat schema", new() { ResponseFormat = ChatResponseFormat.ForJsonSchema(s_schema, "answer", "An answer.") }, "ResponseFormat", marks: Mark),
        Option("Tools: function", new() { Tools = [Function] }, "Tool", marks: Mark),
        Option("Tools: strict", WithTool(strict: true), "strict", WithTool()),
        Option("ToolMode None", WithTool(ChatToolMode.None), "ToolMode", WithTool()),
        Option("ToolMode RequireAny", WithTool(ChatToolMode.RequireAny), "ToolMode", WithTool()),
        Option("ToolMode RequireSpecific", WithTool(ChatToolMode.RequireSpecific("f")), "ToolMode", WithTool()),
        Option("AllowMultipleToolCalls true", WithTool(parallel: true), "AllowMultipleToolCalls", WithTool(), mayBeDefault: true),
        Option("AllowMultipleToolCalls false", WithTool(parallel: false), "AllowMultipleToolCalls", WithTool()),
        Option("ConversationId", new() { ConversationId = "conv_MARK7" }, marks: Mark),
        Option("AllowBackgroundResponses", new() { AllowBackgroundResponses = true }),
        Option("AdditionalProperties", new() { AdditionalProperties = new() { ["x_mark"] = Mark } }, marks: Mark),
        Option("RawRepresentationFactory", new() { RawRepresentationFactory = _ => new System.Text.Json.Nodes.JsonObject { ["x_mark"] = Mark } }, marks: Mark),
    ];

    private static AIFunctionDeclaration Function => AIFunctionFactory.CreateDeclaration("f", Mark, s_schema);

    private static LossCase Option(string name, ChatOptions options, string? word = null, ChatOptions? without = null, bool mayBeDefault = false, params string[] marks) =>
        new(name, word ?? name.Split(' ')[0], _ => [new(ChatRole.User, "Hello")]) { Options = options, Without = without ?? new(), Marks = marks, MayBeDefault = mayBeDefault };

    private static ChatOptions WithTool(ChatToolMode? mode = null, bool? parallel = null, bool strict = false)
    {
        var tool = strict ? AIFunctionFactory.Create((string MARK7) => MARK7, new AIFunctionFactoryOptions { Name = "f", Description = Mark, AdditionalProperties = new Dictionary<string, object?> { ["strict"] = true } }) : AIFunctionFactory.Create((string MARK7) => MARK7, "f", Mark);
        return new() { Tools = [tool], ToolMode = mode, AllowMultipleToolCalls = parallel };
    }
}
