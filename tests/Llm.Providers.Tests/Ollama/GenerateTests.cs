using System.Text.Json;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Ollama;

public sealed class GenerateTests
{
    private static readonly ModelItem s_model = Served.Item("codellama") with { Protocol = "ollama-generate" };

    [Fact]
    [Trait("Requirement", "S29")]
    public async Task A_text_is_continued()
    {
        var http = new CannedHandler("""{"model":"codellama","created_at":"2026-01-01T00:00:00Z","response":"return a + b","thinking":"Easy.","done":true,"done_reason":"stop","context":[1,2],"prompt_eval_count":5,"eval_count":4}""");

        var response = await Served.Provider(http, null, s_model).CreateChatClient("codellama").GetResponseAsync(
            [new(ChatRole.System, "Only code."), new(ChatRole.User, [new TextContent("def add(a, b):"), new DataContent(new byte[] { 0x89, (byte)'P', (byte)'N', (byte)'G' }, "image/png")])],
            new() { Instructions = "Be brief.", Temperature = 0, AdditionalProperties = new() { ["suffix"] = "# end", ["raw"] = false } });

        Assert.Equal("http://localhost:11434/api/generate", http.Single.Uri.AbsoluteUri);
        Assert.Equal("""{"model":"codellama","prompt":"def add(a, b):","system":"Be brief.\n\nOnly code.","images":["iVBORw=="],"stream":false,"options":{"temperature":0},"suffix":"# end","raw":false}""", http.Single.Text);
        Assert.Equal(("return a + b", "Easy.", "[1,2]"), (response.Text, Served.Thinking(response), ((JsonElement)response.FindProperty("context")!).GetRawText()));
    }

    [Fact]
    public async Task A_stream_is_read_line_by_line()
    {
        var http = new CannedHandler(Served.Lines("""{"model":"m","response":"one","done":false}""", """{"model":"m","response":" two","done":false}""", """{"model":"m","response":"","done":true,"done_reason":"length","eval_count":2}"""));

        var response = await Served.Provider(http, null, s_model).CreateChatClient("codellama").GetStreamingResponseAsync("count").ToChatResponseAsync();

        Assert.Equal(("one two", ChatFinishReason.Length), (response.Text, response.FinishReason));
    }

    [Fact]
    public async Task What_a_completion_cannot_carry_is_refused_or_warned_of()
    {
        var http = new CannedHandler("""{"model":"m","response":"x","done":true,"done_reason":"stop"}""");
        using var chat = Served.Provider(http, null, s_model).CreateChatClient("codellama");

        var response = await chat.GetResponseAsync([new(ChatRole.User, "a"), new(ChatRole.Assistant, [new TextReasoningContent("hm"), new TextContent("b")])], new() { Tools = [AIFunctionFactory.Create(() => 1, "f")], ToolMode = ChatToolMode.RequireAny, AllowMultipleToolCalls = true });
        var e = await Assert.ThrowsAsync<LlmProviderException>(() => chat.GetResponseAsync([new(ChatRole.User, [new TextContent("a"), new HostedFileContent("f")])]));
        await Assert.ThrowsAsync<LlmProviderException>(() => chat.GetResponseAsync([new(ChatRole.System, "only")]));

        Assert.Equal("\"a\\n\\nb\"", JsonElement.Parse(http.Single.Text).Member("prompt"));
        Assert.Equal(4, response.GetWarnings().Count);
        Assert.Contains("ollama-generate", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_emulator_continues_texts_too()
    {
        var provider = new Llm.Providers.Ollama.OllamaProvider(Options(), new(new HttpClient(new Testing.EmulatorHandler())) { Environment = _ => null });

        var whole = await provider.CreateChatClient("codellama").GetResponseAsync("scenario:reasoning");
        var streamed = await provider.CreateChatClient("codellama").GetStreamingResponseAsync("scenario:long").ToListAsync();

        Assert.Equal(("The answer is 42.", true), (whole.Text, Served.Thinking(whole).Length > 0));
        Assert.True(streamed.Count > 3);

        static Llm.Providers.Ollama.OllamaOptions Options()
        {
            var options = new Llm.Providers.Ollama.OllamaOptions { Endpoint = Testing.EmulatorHandler.Endpoint };
            options.Models.Add(s_model);
            return options;
        }
    }
}
