using System.Net;
using System.Net.ServerSentEvents;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Llm.Providers.Testing.Tests;

/// <summary>Embeddings, legacy completions and lists of models.</summary>
public sealed class OtherEndpointsTests
{
    [Theory, MemberData(nameof(EmulatedHttp.Transports), MemberType = typeof(EmulatedHttp))]
    [Trait("Requirement", "S24")]
    public async Task The_same_text_has_the_same_unit_vector(string transport)
    {
        await using var http = await EmulatedHttp.StartAsync(transport);

        var answer = await http.PostJsonAsync("embeddings", """{"model":"text-embedding-3-small","input":["alpha","beta","alpha"]}""");

        var vectors = answer.GetProperty("data").EnumerateArray().Select(Floats).ToList();
        Assert.All(vectors, vector => Assert.Equal(1536, vector.Length));
        Assert.All(vectors, vector => Assert.Equal(1, vector.Sum(value => (double)value * value), 5));
        Assert.Equal(vectors[0], vectors[2]);
        Assert.NotEqual(vectors[0], vectors[1]);
        Assert.Equal([0, 1, 2], answer.GetProperty("data").EnumerateArray().Select(item => item.GetProperty("index").GetInt32()));
        Assert.True(answer.GetProperty("usage").GetProperty("prompt_tokens").GetInt32() > 0);
    }

    [Fact]
    public async Task Base64_holds_the_same_numbers()
    {
        await using var http = await EmulatedHttp.StartAsync("handler");

        var numbers = await http.PostJsonAsync("embeddings", """{"model":"m","input":"alpha","dimensions":8}""");
        var base64 = await http.PostJsonAsync("embeddings", """{"model":"m","input":"alpha","dimensions":8,"encoding_format":"base64"}""");

        var bytes = base64.GetProperty("data")[0].GetProperty("embedding").GetBytesFromBase64();
        Assert.Equal(Floats(numbers.GetProperty("data")[0]), MemoryMarshal.Cast<byte, float>(bytes).ToArray());
    }

    [Theory]
    [InlineData("[1,2,3]", 1, 3)]
    [InlineData("[[1,2],[3]]", 2, 3)]
    [InlineData("\"alpha\"", 1, 2)]
    public async Task Tokens_are_embedded_too(string input, int count, int tokens)
    {
        await using var http = await EmulatedHttp.StartAsync("handler");

        var answer = await http.PostJsonAsync("embeddings", $$"""{"model":"m","input":{{input}}}""");

        Assert.Equal(count, answer.GetProperty("data").GetArrayLength());
        Assert.Equal(tokens, answer.GetProperty("usage").GetProperty("total_tokens").GetInt32());
    }

    [Fact]
    public async Task The_agreed_text_has_the_agreed_vector()
    {
        await using var http = await EmulatedHttp.StartAsync("handler");

        var answer = await http.PostJsonAsync("embeddings", """{"model":"text-embedding-3-small","input":"alpha-fixed"}""");

        Assert.Equal([0.1f, 0.2f, 0.3f, -0.4f], Floats(answer.GetProperty("data")[0]));
    }

    [Theory]
    [InlineData("""{"model":"m"}""", "input")]
    [InlineData("""{"model":"m","input":""}""", "input")]
    [InlineData("""{"model":"m","input":[]}""", "input")]
    [InlineData("""{"model":"m","input":["a",7]}""", "input")]
    [InlineData("""{"model":"m","input":"a","dimensions":0}""", "dimensions")]
    [InlineData("""{"model":"text-embedding-ada-002","input":"a","dimensions":8}""", "dimensions")]
    [InlineData("""{"model":"m","input":"a","encoding_format":"int8"}""", "encoding_format")]
    public async Task Embeddings_no_vendor_makes_are_refused(string body, string parameter)
    {
        await using var http = await EmulatedHttp.StartAsync("handler");
        using var response = await http.PostAsync("embeddings", body);

        var answer = await ChatAnswer.ReadAsync(response);

        Assert.Equal((HttpStatusCode.BadRequest, parameter), (answer.Status, answer.Error.GetProperty("param").GetString()));
    }

    [Fact]
    public async Task Scenario_errors_reach_embeddings()
    {
        await using var http = await EmulatedHttp.StartAsync("handler");
        using var response = await http.PostAsync("embeddings", """{"model":"m","input":["fine","scenario:err429"]}""");

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
    }

    [Fact]
    [Trait("Requirement", "S29")]
    public async Task A_completion_has_one_choice_for_each_prompt()
    {
        await using var http = await EmulatedHttp.StartAsync("handler");

        var answer = await http.PostJsonAsync("completions", """{"model":"m","prompt":["scenario:text","scenario:length"]}""");

        Assert.Equal("text_completion", answer.GetProperty("object").GetString());
        Assert.Equal(
            [("Hello from the mock server.", "stop"), ("This answer was cut", "length")],
            Choices(answer).Select(choice => (choice.GetProperty("text").GetString(), choice.GetProperty("finish_reason").GetString())));
    }

    [Fact]
    [Trait("Requirement", "S29")]
    public async Task A_completion_is_streamed()
    {
        await using var http = await EmulatedHttp.StartAsync("server");
        using var response = await http.PostAsync("completions", Requests.WithStream("""{"model":"m","prompt":"scenario:text"}""", true));

        var events = new List<string>();
        await foreach (var item in SseParser.Create(await response.Content.ReadAsStreamAsync()).EnumerateAsync())
        {
            events.Add(item.Data);
        }

        var chunks = events.SkipLast(1).Select(data => JsonElement.Parse(data)).ToList();
        Assert.Equal("[DONE]", events[^1]);
        Assert.Equal(
            "Hello from the mock server.",
            string.Concat(chunks.SelectMany(chunk => Choices(chunk)).Select(choice => choice.GetProperty("text").GetString())));
        Assert.Equal("stop", chunks[^2].GetProperty("choices")[0].GetProperty("finish_reason").GetString());
        Assert.Equal(18, chunks[^1].GetProperty("usage").GetProperty("total_tokens").GetInt32());
    }

    [Theory]
    [InlineData("/v1/models")]
    [InlineData("/models")]
    public async Task Models_are_listed_and_found_one_by_one(string path)
    {
        await using var http = await EmulatedHttp.StartAsync("server", new() { Models = { "vendor/with:slash" } });

        var list = (await http.GetJsonAsync(path)).GetProperty("data").EnumerateArray().Select(model => model.GetProperty("id").GetString()!).ToList();

        Assert.Contains("gpt-5", list);
        Assert.Equal("vendor/with:slash", (await http.GetJsonAsync($"{path}/vendor/with:slash")).GetProperty("id").GetString());
        Assert.Equal("vendor/with:slash", (await http.GetJsonAsync($"{path}/vendor%2Fwith%3Aslash")).GetProperty("id").GetString());
        using var missing = await http.Client.GetAsync(path + "/none");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Fact]
    public async Task LM_Studio_lists_models_with_their_state()
    {
        await using var http = await EmulatedHttp.StartAsync("server");

        var list = await http.GetJsonAsync("/api/v0/models");
        var models = list.GetProperty("data").EnumerateArray().ToDictionary(model => model.GetProperty("type").GetString()!);

        Assert.Equal(["embeddings", "llm", "vlm"], models.Keys.Order());
        Assert.Equal(("loaded", 8192), (models["llm"].GetProperty("state").GetString(), models["llm"].GetProperty("loaded_context_length").GetInt32()));
        Assert.Equal("not-loaded", models["vlm"].GetProperty("state").GetString());
        Assert.False(models["vlm"].TryGetProperty("loaded_context_length", out _));
        Assert.All(
            ["id", "object", "type", "publisher", "arch", "compatibility_type", "quantization", "state", "max_context_length"],
            name => Assert.All(models.Values, model => Assert.True(model.TryGetProperty(name, out _), name)));
        Assert.Equal("mlx", (await http.GetJsonAsync("/api/v0/models/qwen2-vl-7b-instruct")).GetProperty("compatibility_type").GetString());
    }

    [Fact]
    public async Task LM_Studio_lists_models_with_their_instances()
    {
        await using var http = await EmulatedHttp.StartAsync("server");

        var models = (await http.GetJsonAsync("/api/v1/models")).GetProperty("models").EnumerateArray().ToList();

        Assert.Equal([1, 0, 0], models.Select(model => model.GetProperty("loaded_instances").GetArrayLength()));
        Assert.Equal(8192, models[0].GetProperty("loaded_instances")[0].GetProperty("config").GetProperty("context_length").GetInt32());
        Assert.True(models[1].GetProperty("capabilities").GetProperty("vision").GetBoolean());
        Assert.False(models[2].TryGetProperty("capabilities", out _));
    }

    private static JsonElement.ArrayEnumerator Choices(JsonElement answer) => answer.GetProperty("choices").EnumerateArray();

    private static float[] Floats(JsonElement item) => [.. item.GetProperty("embedding").EnumerateArray().Select(value => value.GetSingle())];
}
