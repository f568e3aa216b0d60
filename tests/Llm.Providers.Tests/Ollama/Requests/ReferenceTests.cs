using System.Text.Json;
using Llm.Providers.Ollama;
using Llm.Providers.Tests.Scenarios;

namespace Llm.Providers.Tests.Ollama.Requests;

public sealed class ReferenceTests
{
    [Fact]
    [Trait("Requirement", "T25")]
    public void Nothing_beside_a_reference_takes_nothing_from_its_target()
    {
        var tool = AIFunctionFactory.CreateDeclaration("f", "d", JsonElement.Parse("""{"type":"object","properties":{"a":{"type":"array","items":{"type":"integer"}},"b":{"$ref":"#/properties/a","items":{}}}}"""));

        using var request = new OllamaProvider().Preview([new(ChatRole.User, "Hi")], new() { ModelId = "qwen3", Tools = [tool] });

        Assert.Equal(["$.a: array", "$.a[]: integer", "$.b: array", "$.b[]: integer"], SchemaFacts.Of(JsonElement.Parse(request.ToString()).GetProperty("tools")[0].GetProperty("function").GetProperty("parameters")));
    }
}
