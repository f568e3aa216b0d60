using System.Text.Json;
using Llm.Providers.Tests.OpenAICompatible;

namespace Llm.Providers.Tests.Anthropic.Requests;

/// <summary>How answers are bound to JSON.</summary>
public sealed class FormatTests
{
    private const string Schema = """
        {"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object","description":"A person.","properties":{
          "age":{"type":"integer","minimum":0,"exclusiveMaximum":150},
          "mail":{"type":"string","format":"email","pattern":"^.+@.+$"},
          "phone":{"type":"string","format":"phone","description":"With country."},
          "tags":{"type":"array","minItems":2,"items":{"type":"string","maxLength":5}},
          "kind":{"oneOf":[{"const":"a"},{"type":["string","null"]}]},
          "home":{"$ref":"#/$defs/place"},
          "work":{"$ref":"#/properties/tags"},
          "self":{"$ref":"#"}
        },"required":["age"],"$defs":{"place":{"type":"object","properties":{"city":{"type":"string"}},"propertyNames":{"maxLength":3}}}}
        """;

    [Fact]
    public async Task T25_a_schema_is_sent_as_far_as_the_API_takes_it_and_the_rest_is_told()
    {
        var (sent, warnings) = await Claude.SendAsync(new ChatOptions { ResponseFormat = ChatResponseFormat.ForJsonSchema(JsonElement.Parse(Schema)) });

        Snapshot.Match($"{Compatible.Indent(Compatible.Member("output_config", sent.Text))}\n{Assert.Single(warnings)}");
    }

    [Fact]
    public void T25_a_strict_tool_is_bound_in_the_same_way()
    {
        var tool = AIFunctionFactory.CreateDeclaration("f", null, JsonElement.Parse("""{"type":"object","properties":{"n":{"type":"integer","minimum":1}}}"""));

        Assert.Equal(
            """[{"name":"f","input_schema":{"type":"object","properties":{"n":{"type":"integer","description":"{\"minimum\":1}"}},"additionalProperties":false},"strict":true}]""",
            Claude.Member("tools", new ChatOptions { Tools = [tool], AdditionalProperties = new() { ["strict"] = true } }));
    }

    [Fact]
    public void T25_a_schema_of_a_tool_that_is_not_strict_goes_as_it_is()
    {
        var schema = """{"type":"object","properties":{"n":{"type":"integer","minimum":1}}}""";

        Assert.Contains($"\"input_schema\":{schema}", Claude.Member("tools", new ChatOptions { Tools = [AIFunctionFactory.CreateDeclaration("f", null, JsonElement.Parse(schema))] }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task JSON_without_a_schema_is_asked_for_in_words_with_a_warning()
    {
        var (sent, warnings) = await Claude.SendAsync(new ChatOptions { Instructions = "Be brief.", ResponseFormat = ChatResponseFormat.Json });

        Assert.Contains("Answer with one JSON value", sent.Text, StringComparison.Ordinal);
        Assert.Contains("by a schema only", Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Effort_and_schema_stand_in_one_object() =>
        Assert.Equal(
            """{"effort":"low","format":{"type":"json_schema","schema":{"type":"object","properties":{},"additionalProperties":false}}}""",
            Claude.Member("output_config", new ChatOptions { ModelId = Claude.Adaptive, Reasoning = new() { Effort = ReasoningEffort.Low }, ResponseFormat = ChatResponseFormat.ForJsonSchema(JsonElement.Parse("""{"type":"object","properties":{}}""")) }));
}
