using System.Text.Json;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Ollama;

public sealed class SchemaTests
{
    [Fact]
    [Trait("Case", "T25")]
    public async Task T25_references_are_written_out_and_booleans_become_objects()
    {
        var (parameters, warnings) = await OfferAsync(
            """
            {"type":"object","properties":{"any":true,"none":false,"from":{"$ref":"#/$defs/place","description":"Start"},"stops":{"type":"array","items":{"$ref":"#/$defs/place"}},"to":{"anyOf":[{"$ref":"#/properties/from"},{"type":"null"}]}},
             "required":["from"],"$defs":{"place":{"type":"object","properties":{"city":{"type":"string","minLength":1}},"description":"A place"}}}
            """);

        Assert.Equal(
            """{"type":"object","properties":{"any":{},"none":{"not":{}},"from":{"description":"Start","type":"object","properties":{"city":{"type":"string","minLength":1}}},"stops":{"type":"array","items":{"type":"object","properties":{"city":{"type":"string","minLength":1}},"description":"A place"}},"to":{"anyOf":[{"description":"Start","type":"object","properties":{"city":{"type":"string","minLength":1}}},{"type":"null"}]}},"required":["from"]}""",
            parameters);
        Assert.Empty(warnings);
    }

    [Fact]
    [Trait("Case", "T25")]
    public async Task T25_a_schema_that_contains_itself_ends_with_a_warning_that_names_the_place()
    {
        var (parameters, warnings) = await OfferAsync("""{"type":"object","properties":{"node":{"$ref":"#/$defs/node"}},"$defs":{"node":{"type":"object","properties":{"next":{"$ref":"#/$defs/node"}}}}}""");

        Assert.Equal("""{"type":"object","properties":{"node":{"type":"object","properties":{"next":{}}}}}""", parameters);
        Assert.Contains("/properties/node/properties/next", Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://example.test/schema.json")]
    [InlineData("#/$defs/missing")]
    public async Task A_reference_that_leads_nowhere_is_warned_of(string reference)
    {
        var (parameters, warnings) = await OfferAsync($$$$"""{"type":"object","properties":{"x":{"$ref":"{{{{reference}}}}"}}}""");

        Assert.Equal("""{"type":"object","properties":{"x":{}}}""", parameters);
        Assert.Contains(reference, Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("true")]
    public async Task A_function_without_parameters_has_an_empty_object(string schema)
    {
        var (parameters, _) = await OfferAsync(schema);

        Assert.Equal("""{"type":"object","properties":{}}""", parameters);
    }

    private static async Task<(string Parameters, IReadOnlyList<string> Warnings)> OfferAsync(string schema)
    {
        var tool = AIFunctionFactory.CreateDeclaration("go", "Goes.", JsonElement.Parse(schema));
        var (body, warnings) = await Served.SendAsync(new ChatOptions { Tools = [tool] });
        return (body.GetProperty("tools")[0].Member("function.parameters"), warnings);
    }
}
