using System.Text.Json;
using Llm.Providers.OpenAI;
using Llm.Providers.Testing;

namespace Llm.Providers.Tests.Scenarios;

/// <summary>Chat completions and embeddings, as OpenAI speaks them.</summary>
public class ChatCompletionsWire : ScenarioWire
{
    public override string ChatModel => "gpt-4.1";

    public override string EmbeddingModel => "text-embedding-3-small";

    public override BaseLlmProvider CreateProvider(HttpClient http) =>
        new OpenAIProvider(new() { Endpoint = new(Host, "v1/"), ApiKey = Key, MaxRetries = 0, Wire = OpenAIWire.ChatCompletions }, new(http));

    // The schema goes out as it is; only strict adherence wants it closed and everything required.
    public override void CheckSchema(AIFunctionDeclaration tool, ScenarioTool sent, bool strict)
    {
        base.CheckSchema(tool, sent, strict);
        if (!strict)
        {
            Assert.True(JsonElement.DeepEquals(tool.JsonSchema, sent.Schema!.Value), $"{tool.Name}: {tool.JsonSchema} became {sent.Schema}");
            return;
        }

        var received = SchemaFacts.Read(sent.Schema);
        Assert.Equal(received.Types.Select(t => t.Split(':')[0]).Where(path => !path.EndsWith("[]", StringComparison.Ordinal)), received.Required);
        Assert.False(sent.Schema!.Value.GetProperty("additionalProperties").GetBoolean());
    }
}
