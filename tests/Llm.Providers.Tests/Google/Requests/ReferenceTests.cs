using System.Text.Json;
using Llm.Providers.Google;
using Llm.Providers.Tests.Scenarios;

namespace Llm.Providers.Tests.Google.Requests;

public sealed class ReferenceTests
{
    [Fact]
    [Trait("Requirement", "T25")]
    public void Nothing_beside_a_reference_takes_nothing_from_its_target()
    {
        var tool = AIFunctionFactory.CreateDeclaration("f", "d", JsonElement.Parse("""{"type":"object","properties":{"a":{"type":"array","items":{"type":"integer"}},"b":{"$ref":"#/properties/a","items":{}}}}"""));

        using var request = new GoogleProvider(new() { ApiKey = "k" }).Preview([new(ChatRole.User, "Hi")], new() { ModelId = "gemini-2.5-flash", Tools = [tool] });
        var declaration = JsonElement.Parse(request.ToString()).GetProperty("tools")[0].GetProperty("functionDeclarations")[0];

        var schema = declaration.TryGetProperty("parametersJsonSchema", out var json) ? json : declaration.GetProperty("parameters");
        Assert.Equal(["$.a: array", "$.a[]: integer", "$.b: array", "$.b[]: integer"], SchemaFacts.Of(schema));
    }
}
