using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Llm.Providers.Tests.Google;

[Trait("Requirement", "T25")]
public sealed class SchemaTests
{
    private static readonly JsonSerializerOptions s_json = new(AIJsonUtilities.DefaultOptions)
    {
        TypeInfoResolver = JsonTypeInfoResolver.Combine(AIJsonUtilities.DefaultOptions.TypeInfoResolver, new DefaultJsonTypeInfoResolver()),
    };

    [Theory]
    [InlineData("""{"$defs":{"p":{"type":"object","properties":{"c":{"type":"string"}}}},"type":"object","properties":{"a":{"$ref":"#/$defs/p"},"b":{"$ref":"#/$defs/p","description":"B"}}}""",
        """{"type":"object","properties":{"a":{"type":"object","properties":{"c":{"type":"string"}}},"b":{"type":"object","properties":{"c":{"type":"string"}},"description":"B"}}}""")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"},"b":{"$ref":"#/properties/a"}}}""", """{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"string"}}}""")]
    [InlineData("""{"type":"object","properties":{"const":{"const":"x"},"n":{"const":1}}}""", """{"type":"object","properties":{"const":{"enum":["x"]},"n":{"enum":[1]}}}""")]
    [InlineData("""{"type":"object","properties":{"n":{"type":"integer","exclusiveMinimum":0,"exclusiveMaximum":10}}}""", """{"type":"object","properties":{"n":{"type":"integer","minimum":1,"maximum":9}}}""")]
    [InlineData("""{"allOf":[{"type":"object","properties":{"a":{"type":"string"}},"required":["a"]},{"properties":{"b":true},"required":["b"]}]}""",
        """{"type":"object","properties":{"a":{"type":"string"},"b":{}},"required":["a","b"]}""")]
    [InlineData("""{"type":["object","null"],"additionalProperties":{"$ref":"#/$defs/x"},"$defs":{"x":{"type":"number"}},"$schema":"https://json-schema.org/draft/2020-12/schema"}""",
        """{"type":["object","null"],"additionalProperties":{"type":"number"}}""")]
    [InlineData("""{"type":"array","items":[{"type":"string"},{"type":"number"}]}""", """{"type":"array","prefixItems":[{"type":"string"},{"type":"number"}]}""")]
    [InlineData("true", """{"type":"object","properties":{}}""")]
    [InlineData("{}", """{"type":"object","properties":{}}""")]
    public void Schemas_of_tools_say_the_same_in_the_vendors_words(string schema, string expected) => AssertSame(expected, Parameters(schema));

    [Theory]
    [InlineData("""{"type":"object","properties":{"next":{"$ref":"#"},"v":{"type":"string"}}}""",
        """{"type":"object","properties":{"next":{"$ref":"#/$defs/root"},"v":{"type":"string"}},"$defs":{"root":{"type":"object","properties":{"next":{"$ref":"#/$defs/root"},"v":{"type":"string"}}}}}""")]
    [InlineData("""{"type":"object","properties":{"tree":{"$ref":"#/$defs/node"}},"$defs":{"node":{"type":"object","properties":{"kids":{"type":"array","items":{"$ref":"#/$defs/node"}}}}}}""",
        """{"type":"object","properties":{"tree":{"type":"object","properties":{"kids":{"type":"array","items":{"$ref":"#/$defs/node"}}}}},"$defs":{"node":{"type":"object","properties":{"kids":{"type":"array","items":{"$ref":"#/$defs/node"}}}}}}""")]
    [InlineData("""{"type":"object","properties":{"a":{"$ref":"#/$defs/a"}},"$defs":{"a":{"type":"object","properties":{"b":{"$ref":"#/$defs/b"}}},"b":{"type":"object","properties":{"a":{"$ref":"#/$defs/a"}}}}}""",
        """{"type":"object","properties":{"a":{"type":"object","properties":{"b":{"type":"object","properties":{"a":{"$ref":"#/$defs/a"}}}}}},"$defs":{"a":{"type":"object","properties":{"b":{"type":"object","properties":{"a":{"$ref":"#/$defs/a"}}}}}}}""")]
    public void T25_a_schema_that_contains_itself_keeps_a_reference(string schema, string expected) => AssertSame(expected, Parameters(schema));

    [Fact]
    public async Task T25_each_keyword_that_was_dropped_is_named_with_its_place()
    {
        const string Schema = """{"type":"object","properties":{"a":{"type":"string","pattern":"^x","minLength":1},"b":{"type":"array","items":{"type":"number","multipleOf":2}},"c":{"not":{"type":"null"}},"d":false},"propertyNames":{"pattern":"^[a-z]+$"}}""";

        var ofTool = await Gemini.WarningsAsync(new() { Tools = [AIFunctionFactory.CreateDeclaration("f", null, JsonElement.Parse(Schema))] });
        var ofAnswer = await Gemini.WarningsAsync(new() { ResponseFormat = ChatResponseFormat.ForJsonSchema(JsonElement.Parse(Schema)) });

        foreach (var place in new[] { "#/properties/b/items/multipleOf", "#/properties/c/not", "#/properties/d", "#/propertyNames" })
        {
            Assert.Contains(place, ofTool, StringComparison.Ordinal);
            Assert.Contains(place, ofAnswer, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("pattern", ofTool, StringComparison.Ordinal);
        Assert.Contains("#/properties/a/pattern", ofAnswer, StringComparison.Ordinal);
        Assert.Contains("#/properties/a/minLength", ofAnswer, StringComparison.Ordinal);
    }

    [Fact]
    public void A_default_of_an_answers_schema_is_said_in_its_description()
    {
        var format = ChatResponseFormat.ForJsonSchema(JsonElement.Parse("""{"type":"object","properties":{"a":{"type":"string","description":"The a.","default":"x"},"b":{"default":1,"type":"integer"}}}"""));

        var schema = Gemini.Body(new ChatOptions { ResponseFormat = format }).GetProperty("generationConfig").GetProperty("responseJsonSchema");

        AssertSame("""{"type":"object","properties":{"a":{"type":"string","description":"The a. (Default value: \"x\")"},"b":{"description":"Default value: 1","type":"integer"}}}""", schema.GetRawText());
    }

    [Fact]
    public async Task Schemas_that_net_types_give_lose_nothing()
    {
        var tool = AIFunctionFactory.Create(([Description("Where.")] Place where, Place[] more, int? days, DayOfWeek day = DayOfWeek.Monday) => 1, "f", null, s_json);

        Assert.Equal("", await Gemini.WarningsAsync(new() { Tools = [tool] }));
    }

    [Fact]
    public void A_schema_is_transformed_once()
    {
        var tool = AIFunctionFactory.CreateDeclaration("f", null, JsonElement.Parse("""{"type":"object","properties":{"a":{"$ref":"#"}}}"""));

        Assert.Equal(Gemini.Render(new ChatOptions { Tools = [tool] }), Gemini.Render(new ChatOptions { Tools = [tool] }));
    }

    private static string Parameters(string schema) =>
        Gemini.Body(new ChatOptions { Tools = [AIFunctionFactory.CreateDeclaration("f", null, JsonElement.Parse(schema))] }).GetProperty("tools")[0].GetProperty("functionDeclarations")[0].GetProperty("parametersJsonSchema").GetRawText();

    private static void AssertSame(string expected, string got) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(got)), $"expected {expected} got {JsonNode.Parse(got)!.ToJsonString()}");

    public sealed record Place(string City, Place? Near);
}
