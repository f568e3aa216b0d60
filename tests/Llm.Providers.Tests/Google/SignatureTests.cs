using System.Text.Json;
using Llm.Providers.Tests.OpenAICompatible;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Google;

/// <summary>Thoughts and their signatures go back on the part they came with, byte for byte, after the history went through JSON.</summary>
[Trait("Requirement", "T14")]
public sealed class SignatureTests
{
    private const string S = Gemini.Signature;

    public static TheoryData<string, string[]> Turns => new()
    {
        { "first of parallel calls", [Call("a", 1, S), Call("b", 2)] },
        { "every call", [Call("a", 1, S), Call("b", 2, "c2Vjb25k")] },
        { "thought with its own", [$$"""{"text":"hm","thought":true,"thoughtSignature":"{{S}}"}""", Gemini.Text("4")] },
        { "text", [$$"""{"text":"hm","thought":true}""", $$"""{"text":"42","thoughtSignature":"{{S}}"}"""] },
        { "empty text at the end", [Gemini.Text("42"), $$"""{"text":"","thoughtSignature":"{{S}}"}"""] },
        { "empty text behind a thought", [$$"""{"text":"hm","thought":true}""", $$"""{"text":"","thoughtSignature":"{{S}}"}""", Call("a", 1)] },
        { "empty text before a call", [$$"""{"text":"","thoughtSignature":"{{S}}"}""", Call("a", 1)] },
        { "two thoughts", [$$"""{"text":"a","thought":true,"thoughtSignature":"{{S}}"}""", $$"""{"text":"b","thought":true,"thoughtSignature":"Yg=="}""", Gemini.Text("4")] },
        { "code", [$$$"""{"executableCode":{"language":"PYTHON","code":"1+1","id":"x1"},"thoughtSignature":"{{{S}}}"}""", """{"codeExecutionResult":{"outcome":"OUTCOME_OK","output":"2","id":"x1"}}""", Gemini.Text("2")] },
        { "tools of the vendor", [$$$"""{"toolCall":{"args":{"queries":["q"]},"id":"t1","toolType":"GOOGLE_SEARCH_WEB"},"thoughtSignature":"{{{S}}}"}""", $$$"""{"toolResponse":{"id":"t1","response":{"x":1},"toolType":"GOOGLE_SEARCH_WEB"},"thoughtSignature":"dA=="}""", Gemini.Text("2")] },
        { "tools of the vendor behind a call", [Call("a", 1, S), """{"toolCall":{"args":{"queries":["q"]},"id":"t1","toolType":"GOOGLE_SEARCH_WEB"},"thoughtSignature":"dA=="}""", """{"toolResponse":{"id":"t1","response":{"x":1},"toolType":"GOOGLE_SEARCH_WEB"}}""", Call("b", 2)] },
        { "text behind a call", [Call("a", 1, S), Gemini.Text("And.")] },
        { "image", [$$$"""{"inlineData":{"mimeType":"image/png","data":"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC"},"thoughtSignature":"{{{S}}}"}"""] },
        { "what nobody knows yet", [$$$"""{"hologram":{"x":[1,2]},"thoughtSignature":"{{{S}}}"}""", Gemini.Text("2")] },
    };

    [Theory, MemberData(nameof(Turns))]
    public async Task T14_parts_go_back_as_they_came(string turn, string[] parts)
    {
        var response = await Gemini.ReadAsync(Gemini.Answer(string.Join(',', parts)));

        AssertEchoed(parts, response, turn);
    }

    [Theory, MemberData(nameof(Turns))]
    public async Task T14_parts_of_a_stream_go_back_as_they_came(string turn, string[] parts)
    {
        var response = await Gemini.StreamedAsync([.. parts.Select(p => Gemini.Chunk(p)), Gemini.Chunk(Gemini.Text(""), "STOP")]);

        AssertEchoed(parts, response, turn);
    }

    [Fact]
    public async Task T14_pieces_of_a_thought_become_one_with_the_signature_that_came_last()
    {
        var response = await Gemini.StreamedAsync(
            Gemini.Chunk("""{"text":"Let me","thought":true}"""), Gemini.Chunk($$"""{"text":" see.","thought":true,"thoughtSignature":"{{S}}"}"""), Gemini.Chunk(Gemini.Text("4")), Gemini.Chunk(Gemini.Text("2"), "STOP"));

        var thought = Assert.Single(response.Contents().OfType<TextReasoningContent>());
        Assert.Equal(("Let me see.", S, "42"), (thought.Text, thought.ProtectedData, response.Text));
    }

    [Fact]
    public async Task T14_pieces_of_text_get_the_signature_of_the_empty_last_one()
    {
        var response = await Gemini.StreamedAsync(Gemini.Chunk(Gemini.Text("Hel")), Gemini.Chunk(Gemini.Text("lo")), Gemini.Chunk($$"""{"text":"","thoughtSignature":"{{S}}"}""", "STOP"));

        var parts = Echo(response);
        Assert.Equal($$"""[{"text":"Hello"},{"text":"","thoughtSignature":"{{S}}"}]""", parts);
        Assert.Equal("Hello", response.Text);
    }

    [Fact]
    public void Calls_of_another_provider_get_what_the_vendor_takes_in_place_of_a_signature()
    {
        var call = new FunctionCallContent("call_1", "f", new Dictionary<string, object?> { ["x"] = 1 }) { AdditionalProperties = new() { [LlmPropertyNames.Origin] = "openai", ["thoughtSignature"] = "foreign" } };
        var second = new FunctionCallContent("call_2", "f", new Dictionary<string, object?>());

        var body = Gemini.Body([new(ChatRole.User, "Hi"), new(ChatRole.Assistant, [call, second]), Results(("call_2", "b"), ("call_1", "a"))]);

        Snapshot.Match(Compatible.Indent(body.GetProperty("contents").GetRawText()));
    }

    [Theory]
    [InlineData("gemini-2.5-flash", false)]
    [InlineData("gemini-3-pro-image-preview", false)] // the catalog says so of this one
    [InlineData("gemini-2.5-brand-new", false)]
    [InlineData("tunedModels/ours", false)]
    [InlineData("gemini-flash-latest", true)]
    [InlineData("gemini-3.5-brand-new", true)]
    [InlineData("gemini-9-flash", true)]
    public void Signatures_are_made_up_for_the_models_that_demand_them_and_for_no_other(string model, bool demanded)
    {
        var call = new FunctionCallContent("call_1", "f", new Dictionary<string, object?>());

        var body = Gemini.Body([new(ChatRole.User, "Hi"), new(ChatRole.Assistant, [call]), Results(("call_1", "a"))], new() { ModelId = model });

        Assert.Equal(
            demanded ? """[{"functionCall":{"name":"f","args":{}},"thoughtSignature":"skip_thought_signature_validator"}]""" : """[{"functionCall":{"name":"f","args":{}}}]""",
            Compact(body.GetProperty("contents")[1].GetProperty("parts")));
    }

    [Fact]
    public async Task Reasoning_of_another_provider_is_left_out_with_a_warning()
    {
        var foreign = new TextReasoningContent("secret") { ProtectedData = "blob", AdditionalProperties = new() { [LlmPropertyNames.Origin] = "anthropic" } };

        var warnings = await Gemini.WarningsAsync(new(), new(ChatRole.User, "Hi"), new(ChatRole.Assistant, [foreign, new TextContent("42")]), new(ChatRole.User, "And?"));

        Assert.Contains("Reasoning that another provider made", warnings, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reasoning_of_vertex_is_foreign_to_ai_studio()
    {
        var response = await Gemini.Vertex(new CannedHandler(Gemini.Answer($$"""{"text":"hm","thought":true,"thoughtSignature":"{{S}}"},{{Gemini.Text("42")}}"""))).CreateChatClient().GetResponseAsync("Hi");

        var body = Gemini.Body([new(ChatRole.User, "Hi"), .. response.Messages, new(ChatRole.User, "And?")]);

        Assert.DoesNotContain(S, body.GetRawText(), StringComparison.Ordinal);
    }

    private static string Call(string name, int x, string? signature = null) =>
        $$$"""{"functionCall":{"name":"{{{name}}}","args":{"x":{{{x}}}}}{{{(signature is null ? "" : $",\"thoughtSignature\":\"{signature}\"")}}}}""";

    private static void AssertEchoed(string[] parts, ChatResponse response, string turn)
    {
        var expected = $"[{string.Join(',', parts)}]";
        var echo = Echo(response);
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(expected), JsonElement.Parse(echo)), $"{turn}: expected {expected} got {echo}");
    }

    private static string Echo(ChatResponse response)
    {
        List<ChatMessage> history = [new(ChatRole.User, "Hi"), .. response.Messages];
        var calls = response.Contents().OfType<FunctionCallContent>().ToList();
        history.Add(calls.Count > 0 ? Results([.. calls.Select(c => (c.CallId, "ok"))]) : new(ChatRole.User, "And?"));
        return Compact(Gemini.Body(Gemini.ThroughJson(history)).GetProperty("contents")[1].GetProperty("parts"));
    }

    private static ChatMessage Results(params (string Id, string Result)[] results) => new(ChatRole.Tool, [.. results.Select(r => new FunctionResultContent(r.Id, r.Result))]);

    private static string Compact(JsonElement value) => System.Text.Json.Nodes.JsonNode.Parse(value.GetRawText())!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
