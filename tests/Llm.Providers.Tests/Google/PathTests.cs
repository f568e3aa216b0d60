using Llm.Providers.Google;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Google;

/// <summary>The model stands in the path: no id leads anywhere else.</summary>
[Trait("Requirement", "T28")]
public sealed class PathTests
{
    [Theory]
    [InlineData("gemini?key=1#x", "/v1beta/models/gemini%3Fkey%3D1%23x:generateContent")]
    [InlineData("%2e%2e", "/v1beta/models/%252e%252e:generateContent")]
    [InlineData("a b:c", "/v1beta/models/a%20b%3Ac:generateContent")]
    public async Task T28_an_id_is_escaped(string model, string expected)
    {
        var http = new CannedHandler(Gemini.Answer("""{"text":"ok"}""", "STOP"));

        await Client(http, model).GetResponseAsync("hi");

        Assert.Equal((expected, ""), (http.Single.Uri.AbsolutePath, http.Single.Uri.Query));
    }

    [Theory]
    [InlineData("..")]
    [InlineData("../files/secret")]
    [InlineData("models/../../x")]
    [InlineData("a//b")]
    public async Task T28_an_id_that_leads_out_is_refused(string model)
    {
        var http = new CannedHandler("{}");

        var e = await Fake.FailureAsync(() => Client(http, model).GetResponseAsync("hi"));

        Assert.Equal(LlmErrorKind.InvalidRequest, e.Kind);
        Assert.Empty(http.Sent);
    }

    [Theory]
    [InlineData("claude-sonnet-4-5@20250929", "messages")]
    [InlineData("meta/llama-4-maverick-17b-128e-instruct-maas", "chat-completions")]
    public async Task A_model_of_another_maker_on_Vertex_AI_is_refused_because_it_has_another_way_in(string model, string wire)
    {
        var http = new CannedHandler("{}");

        var e = await Fake.FailureAsync(() => Gemini.Vertex(http).CreateChatClient(model).GetResponseAsync("hi"));

        Assert.Equal((LlmErrorKind.Configuration, "google-vertex", model), (e.Kind, e.ProviderId, e.ModelId));
        Assert.Contains($"speaks {wire}", e.Message, StringComparison.Ordinal);
        Assert.Empty(http.Sent);
    }

    private static IChatClient Client(CannedHandler http, string model) =>
        new GoogleProvider(new() { ApiKey = "k", MaxRetries = 0 }, new(new HttpClient(http)) { Environment = _ => null }).CreateChatClient(model);
}
