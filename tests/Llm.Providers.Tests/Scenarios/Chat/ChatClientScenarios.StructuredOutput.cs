using Llm.Providers.Testing;

namespace Llm.Providers.Tests.Scenarios;

/// <content>Answers are bound to types.</content>
public abstract partial class ChatClientScenarios<TWire>
{
    private const string AdaJson = """{"name":"Ada","age":36,"favorite":"Green"}""";

    private static readonly Person s_ada = new("Ada", 36, Shade.Green);

    [Fact]
    public virtual async Task GetResponseAsync_StructuredOutput()
    {
        Assert.Equal(s_ada, await BindAsync<Person>(AdaJson));
        Assert.Equal(["$.age: integer", "$.favorite: null|string of Blue,Green,Red", "$.name: string"], SchemaFacts.Of(Model.Prompt.ReplySchema));
    }

    [Fact]
    public virtual async Task GetResponseAsync_StructuredOutputArray()
    {
        Assert.Equal([s_ada, new("Alan", 41)], await BindAsync<Person[]>($$"""{"data":[{{AdaJson}},{"name":"Alan","age":41,"favorite":null}]}"""));
        Assert.Contains("$.data[].name: string", SchemaFacts.Of(Model.Prompt.ReplySchema));
    }

    [Fact]
    public virtual async Task GetResponseAsync_StructuredOutputInteger() => Assert.Equal(14, await BindAsync<int>("""{"data":14}"""));

    [Fact]
    public virtual async Task GetResponseAsync_StructuredOutputString() => Assert.Equal("say \"hi\"", await BindAsync<string>("""{"data":"say \"hi\""}"""));

    [Fact]
    public virtual async Task GetResponseAsync_StructuredOutputBool_True() => Assert.True(await BindAsync<bool>("""{"data":true}"""));

    [Fact]
    public virtual async Task GetResponseAsync_StructuredOutputBool_False() => Assert.False(await BindAsync<bool>("""{"data":false}"""));

    [Fact]
    public virtual async Task GetResponseAsync_StructuredOutputEnum()
    {
        Assert.Equal(Shade.Blue, await BindAsync<Shade>("""{"data":"Blue"}"""));
        Assert.Equal(["$.data: string of Blue,Green,Red"], SchemaFacts.Of(Model.Prompt.ReplySchema));
    }

    [Fact]
    public virtual async Task GetResponseAsync_StructuredOutput_WithFunctions()
    {
        Model.Answers(prompt => prompt.ToolResults.Count == 0 ? ScriptedModel.Call("get_person", """{"id":7}""") : AdaJson);
        var client = Client.AsBuilder().UseFunctionInvocation().Build();

        var response = await client.GetResponseAsync<Person>("Who is number 7?", ScenarioJson.WithAI, new() { Tools = [ToolShapes.Create("get_person", (int id) => s_ada)] });

        Assert.Equal(s_ada, response.Result);
        Assert.Contains("Ada", Assert.Single(Model.Prompts[1].ToolResults).Text, StringComparison.Ordinal);
        Assert.All(Model.Prompts, p => Assert.Equal(("get_person", true), (Assert.Single(p.Tools).Name, p.ReplySchema is not null)));
    }

    [Fact]
    public virtual async Task GetResponseAsync_StructuredOutput_NonNative()
    {
        Model.Says(AdaJson);

        var response = await Client.GetResponseAsync<Person>("Who is number 7?", ScenarioJson.WithAI, useJsonSchemaResponseFormat: false);

        Assert.Equal(s_ada, response.Result);
        Assert.Null(Model.Prompt.ReplySchema);
        Assert.Contains(Host.Strings(0), s => s.Contains("JSON", StringComparison.Ordinal) && s.Contains("\"favorite\"", StringComparison.Ordinal));
        AssertSentInOrder(0, "Who is number 7?");
    }

    private async Task<T> BindAsync<T>(string reply)
    {
        Model.Says(reply);

        var response = await Client.GetResponseAsync<T>("Answer, please.", ScenarioJson.WithAI);

        Assert.True(Model.Prompt.WantsJson);
        Assert.Single(response.Messages);
        Assert.Empty(response.GetWarnings());
        return response.Result;
    }
}
