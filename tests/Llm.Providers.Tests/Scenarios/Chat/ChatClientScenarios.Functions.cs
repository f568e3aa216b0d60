using Llm.Providers.Testing;

namespace Llm.Providers.Tests.Scenarios;

/// <content>Functions are called with what the model says, and the model gets what they give.</content>
public abstract partial class ChatClientScenarios<TWire>
{
    [Fact]
    [Trait("Requirement", "S23")]
    public virtual async Task FunctionInvocation_Parameterless()
    {
        Model.Uses("get_secret_number", "{}", "The number is {0}.");

        var response = await AskWithFunctionsAsync("What is the secret number?", false, ToolShapes.Create("get_secret_number", () => 4242));

        Assert.Contains("4242", response.Text, StringComparison.Ordinal);
        Assert.Equal("get_secret_number", Assert.Single(Model.Prompts[0].Tools).Name);
    }

    [Fact]
    public virtual Task FunctionInvocation_WithParameters_NonStreaming() => FunctionWithParametersAsync(stream: false);

    [Fact]
    public virtual Task FunctionInvocation_WithParameters_Streaming() => FunctionWithParametersAsync(stream: true);

    [Fact]
    public virtual async Task FunctionInvocation_OptionalParameter()
    {
        var seen = new List<string?>();
        Model.Uses("get_secret_number", "{}", "It is {0}.");

        await AskWithFunctionsAsync("And now?", false, ToolShapes.Create("get_secret_number", (string? name = "nobody") =>
        {
            seen.Add(name);
            return 7;
        }));

        Assert.Equal(["nobody"], seen);
    }

    [Fact]
    public virtual async Task FunctionInvocation_NestedParameters()
    {
        Employee? seen = null;
        Model.Uses("hire", """{"employee":{"name":"Ada","home":{"street":"St James's Square","city":"London","rooms":[1,2]},"work":null}}""", "Done: {0}");

        var response = await AskWithFunctionsAsync("Hire Ada.", false, ToolShapes.Create("hire", (Employee employee) =>
        {
            seen = employee;
            return $"{employee.Name} of {employee.Home.City}";
        }));

        Assert.Equal(("Ada", "St James's Square", 2, null), (seen!.Name, seen.Home.Street, seen.Home.Rooms.Length, seen.Work));
        Assert.Contains("Ada of London", response.Text, StringComparison.Ordinal);
        Assert.Contains("$.employee.home.rooms[]: integer", SchemaFacts.Of(Model.Prompts[0].Tools[0].Schema));
    }

    [Fact]
    public virtual async Task FunctionInvocation_ArrayParameter()
    {
        Model.Uses("add", """{"values":[3,5,8]}""", "The sum is {0}.");

        var response = await AskWithFunctionsAsync("Add them.", true, ToolShapes.Create("add", (int[] values) => values.Sum()));

        Assert.Contains("16", response.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "B08")]
    public virtual async Task FunctionInvocation_SupportsMultipleParallelRequests()
    {
        Model.Answers(prompt => prompt.ToolResults.Count == 0
            ? ScriptedModel.Call(("get_age", """{"name":"Elsa"}"""), ("get_age", """{"name":"Anna"}""")) with { Usage = new(40, 20) }
            : new() { Text = string.Join(" and ", prompt.ToolResults.Select(r => r.Text)), Usage = new(60, 8) });

        var response = await AskWithFunctionsAsync("How much older is Elsa than Anna?", false, ToolShapes.Create("get_age", (string name) => name == "Elsa" ? "Elsa: 21" : "Anna: 18"));

        Assert.Matches("Elsa: 21.* and .*Anna: 18", response.Text);
        Assert.Equal(2, response.Messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>().Select(c => c.CallId).Distinct().Count());
        Assert.Equal(2, Host.Requests.Count);
    }

    [Fact]
    public virtual async Task FunctionInvocation_RequireAny()
    {
        Model.Uses("get_secret_number", "{}", "It is {0}.");

        await AskWithFunctionsAsync("Hello!", false, ChatToolMode.RequireAny, ToolShapes.Create("get_secret_number", () => 1), ToolShapes.Create("other", () => 2));

        Assert.Equal((ScenarioToolMode.Required, null), (Model.Prompts[0].ToolMode, Model.Prompts[0].RequiredTool));
        Assert.Equal(ScenarioToolMode.Auto, Model.Prompts[1].ToolMode);
    }

    [Fact]
    public virtual async Task FunctionInvocation_RequireSpecific()
    {
        Model.Uses("shields_up", "{}", "They are {0}.");

        await AskWithFunctionsAsync("Hello!", false, ChatToolMode.RequireSpecific("shields_up"), ToolShapes.Create("get_secret_number", () => 1), ToolShapes.Create("shields_up", () => "up"));

        Assert.Equal((ScenarioToolMode.Required, "shields_up"), (Model.Prompts[0].ToolMode, Model.Prompts[0].RequiredTool));
        Assert.Equal(2, Model.Prompts[0].Tools.Count);
    }

    [Fact]
    [Trait("Requirement", "T25")]
    public virtual Task AvailableTools_SchemasAreAccepted_Strict() => SchemasAreAcceptedAsync(strict: true);

    [Fact]
    [Trait("Requirement", "S22")]
    public virtual Task AvailableTools_SchemasAreAccepted_NonStrict() => SchemasAreAcceptedAsync(strict: false);

    /// <summary>What a wire that cannot demand a tool does instead: it offers the tools, says what it left out, and loses nothing else.</summary>
    /// <param name="mode">What was asked for.</param>
    private protected async Task A_demand_for_a_tool_is_left_out_with_a_warning(ChatToolMode mode)
    {
        Model.Uses("get_secret_number", "{}", "It is {0}.");
        var function = ToolShapes.Create("get_secret_number", () => 4242);

        var response = await Client.GetResponseAsync("Hello!", new() { Tools = [function], ToolMode = mode });

        Assert.Contains("ToolMode", Assert.Single(response.GetWarnings()), StringComparison.Ordinal);
        Assert.Equal(("get_secret_number", ScenarioToolMode.Auto), (Assert.Single(Model.Prompt.Tools).Name, Model.Prompt.ToolMode));
        Assert.Equal(ChatFinishReason.ToolCalls, response.FinishReason);
    }

    private async Task FunctionWithParametersAsync(bool stream)
    {
        Model.Uses("multiply", """{"first":42,"second":84}""", "The result is {0}.");

        var response = await AskWithFunctionsAsync("What is 42 times 84?", stream, ToolShapes.Create("multiply", (int first, int second) => first * second, "Multiplies two numbers."));

        Assert.Contains("3528", response.Text, StringComparison.Ordinal);
        var (tool, result) = (Assert.Single(Model.Prompts[0].Tools), Assert.Single(Model.Prompts[1].ToolResults));
        Assert.Equal(("multiply", "Multiplies two numbers."), (tool.Name, tool.Description));
        Assert.Equal(["$.first: integer", "$.second: integer"], SchemaFacts.Of(tool.Schema));
        Assert.Contains("3528", result.Text, StringComparison.Ordinal);
        Assert.Equal(["assistant", "tool", "assistant"], response.Messages.Select(m => m.Role.Value));
    }

    private async Task SchemasAreAcceptedAsync(bool strict)
    {
        Model.Says("Fine.");

        var response = await Client.GetResponseAsync("Hello!", new() { Tools = [.. ToolShapes.All], AdditionalProperties = new() { ["strict"] = strict } });

        Assert.Equal("Fine.", response.Text);
        Assert.Equal(ToolShapes.All.Select(t => (t.Name, t.Description)), Model.Prompt.Tools.Select(t => (t.Name, t.Description)));
        foreach (var (tool, sent) in ToolShapes.All.Zip(Model.Prompt.Tools))
        {
            _wire.CheckSchema(tool, sent, strict);
        }
    }

    private Task<ChatResponse> AskWithFunctionsAsync(string prompt, bool stream, params IReadOnlyList<AIFunction> functions) =>
        AskWithFunctionsAsync(prompt, stream, null, functions);

    /// <summary>Asks a client that calls functions, and checks that the usage of the whole is the sum of its calls.</summary>
    private async Task<ChatResponse> AskWithFunctionsAsync(string prompt, bool stream, ChatToolMode? mode, params IReadOnlyList<AIFunction> functions)
    {
        using var telemetry = new Telemetry();
        var client = Client.AsBuilder().UseFunctionInvocation().UseOpenTelemetry(sourceName: telemetry.Source).Build();

        var response = await AskAsync(client, prompt, stream, new() { Tools = [.. functions], ToolMode = mode });

        Assert.Empty(response.GetWarnings());
        Assert.Equal(2, telemetry.Of("chat").Count);
        Assert.Equal((telemetry.Sum("chat", "gen_ai.usage.input_tokens"), telemetry.Sum("chat", "gen_ai.usage.output_tokens")), (response.Usage!.InputTokenCount!.Value, response.Usage.OutputTokenCount!.Value));
        Assert.True(response.Usage.InputTokenCount > 0);
        return response;
    }
}
