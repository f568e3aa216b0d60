using System.Text.Json;
using Llm.Providers.OpenAICompatible;

namespace Llm.Providers.Tests.OpenAICompatible.Presets;

/// <summary>What a request looks like where a vendor differs.</summary>
public sealed class PresetRequestTests
{
    private static readonly byte[] s_png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];
    private static readonly byte[] s_pdf = [.. "%PDF-1.7"u8];
    private static readonly byte[] s_wav = [.. "RIFF\0\0\0\0WAVE"u8];

    public static TheoryData<string> ThatAreNotAsked => ["mistral", "perplexity", "together"];

    [Fact]
    [Trait("Case", "T16")]
    public void DeepSeek_gets_its_reasoning_back_with_every_message_once_tools_are_in_play() =>
        Snapshot.Match(PresetCalls.Show(DeepSeek.Preset, ToolConversation("deepseek"), new() { Tools = [PresetCalls.Weather] }));

    [Fact]
    [Trait("Case", "T16")]
    public void DeepSeek_gets_no_reasoning_back_without_tools()
    {
        var request = PresetCalls.Show(DeepSeek.Preset,
        [
            new(ChatRole.User, "hi"), new(ChatRole.Assistant, [Thought("deepseek", "A greeting."), new TextContent("Hello.")]), new(ChatRole.User, "Bye."),
        ]);

        Assert.DoesNotContain("reasoning_content", request, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Case", "T16")]
    public void Reasoning_of_another_vendor_stays_out_and_an_empty_one_takes_its_place()
    {
        var request = PresetCalls.Show(DeepSeek.Preset, ToolConversation("mistral"), new() { Tools = [PresetCalls.Weather] });

        Assert.DoesNotContain("Which city?", request, StringComparison.Ordinal);
        Assert.Equal(2, request.Split("\"reasoning_content\": \"\"").Length - 1);
    }

    [Fact]
    public void DeepSeek_is_told_whether_and_how_much_to_think() =>
        Snapshot.Match(PresetCalls.Show(DeepSeek.Preset, [new(ChatRole.User, "hi")], new() { Reasoning = new() { Effort = ReasoningEffort.High } }));

    [Fact]
    public void DeepSeek_gets_a_schema_in_words()
    {
        using var schema = JsonDocument.Parse("""{"type":"object","properties":{"city":{"type":"string"}}}""");

        Snapshot.Match(PresetCalls.Show(DeepSeek.Preset, [new(ChatRole.User, "Oslo")], new() { ResponseFormat = ChatResponseFormat.ForJsonSchema(schema.RootElement, "place") }));
    }

    [Fact]
    [Trait("Case", "T26")]
    public void Mistral_gets_ids_of_nine_characters_and_thoughts_as_parts() =>
        Snapshot.Match(PresetCalls.Show(Mistral.Preset, ToolConversation("mistral"), new() { Tools = [PresetCalls.Weather], Seed = 42 }));

    [Fact]
    public void Mistral_gets_images_documents_and_sound_in_its_own_forms() => Snapshot.Match(PresetCalls.Show(
        Mistral.Preset,
        [new(ChatRole.User, [new TextContent("Compare."), new DataContent(s_png, "image/png"), new UriContent("https://example.com/a.pdf", "application/pdf"), new DataContent(s_pdf, "application/pdf"), new DataContent(s_wav, "audio/wav")])],
        new() { ModelId = "voxtral-small-latest" }));

    [Fact]
    public void Perplexity_gets_documents_as_bare_base64() =>
        Snapshot.Match(PresetCalls.Show(Perplexity.Preset, [new(ChatRole.User, [new TextContent("Sum up."), new DataContent(s_pdf, "application/pdf")])]));

    [Fact]
    public void OpenRouter_gets_documents_sound_and_video() => Snapshot.Match(PresetCalls.Show(
        OpenRouter.Preset,
        [new(ChatRole.User, [new DataContent(s_pdf, "application/pdf") { Name = "a.pdf" }, new DataContent(s_wav, "audio/wav"), new UriContent("https://example.com/a.mp4", "video/mp4")])],
        new() { ModelId = "google/gemini-3.5-flash" }));

    [Fact]
    public void Alibaba_gets_sound_as_a_data_url() =>
        Snapshot.Match(PresetCalls.Show(Alibaba.Preset, [new(ChatRole.User, [new DataContent(s_wav, "audio/wav")])], new() { ModelId = "qwen-omni-turbo" }));

    [Theory]
    [InlineData("moonshot")]
    [InlineData("sambanova")]
    public void An_image_by_address_is_refused_where_the_vendor_loads_none(string id)
    {
        var options = new ChatOptions { ModelId = "one-that-sees" };

        var failure = Assert.Throws<LlmProviderException>(() => PresetCalls.Show(PresetCalls.ById(id), [new(ChatRole.User, [new UriContent("https://example.com/a.png", "image/png")])], options));

        Assert.Equal(LlmErrorKind.UnsupportedContent, failure.Kind);
        Assert.Contains("DataContent", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(PresetTests.WithConversations), MemberType = typeof(PresetTests))]
    [Trait("Case", "T23")]
    public void A_stream_is_asked_for_its_usage_unless_it_comes_unasked(string id)
    {
        var call = new ChatCall(new() { Id = "m", ProviderId = id }, [new(ChatRole.User, "hi")], new(), stream: true);
        using var request = new WireRequest();

        new ChatCompletionsProtocol(PresetCalls.ById(id).Dialect).Render(call, request);

        Assert.Equal(!ThatAreNotAsked.Contains(id), request.ToString().Contains("""{"include_usage":true}""", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("moonshot", "thinking", """{"type":"disabled"}""")]
    [InlineData("zai", "thinking", """{"type":"disabled"}""")]
    [InlineData("deepseek", "thinking", """{"type":"disabled"}""")]
    [InlineData("alibaba", "enable_thinking", "false")]
    [InlineData("together", "reasoning", """{"enabled":false}""")]
    [InlineData("openrouter", "reasoning", """{"effort":"none"}""")]
    [InlineData("vllm", "chat_template_kwargs", """{"enable_thinking":false}""")]
    [InlineData("nvidia", "chat_template_kwargs", """{"enable_thinking":false}""")]
    [InlineData("llamacpp", "reasoning_effort", "\"none\"")]
    public async Task Thinking_is_turned_off_in_the_words_of_the_vendor(string id, string member, string value)
    {
        var (body, warnings) = await PresetCalls.SendAsync(PresetCalls.ById(id), new() { Reasoning = new() { Effort = ReasoningEffort.None } });

        Assert.Equal(value, body.GetProperty(member).GetRawText());
        Assert.True(member == "reasoning_effort" || !body.TryGetProperty("reasoning_effort", out _), "An amount was sent beside off.");
        Assert.Empty(warnings);
    }

    [Theory]
    [InlineData("moonshot", "thinking", """{"type":"enabled"}""", null, "takes no amount")]
    [InlineData("zai", "thinking", """{"type":"enabled"}""", null, "takes no amount")]
    [InlineData("alibaba", "enable_thinking", "true", null, "takes no amount")]
    [InlineData("nvidia", "chat_template_kwargs", """{"enable_thinking":true}""", null, "takes no amount")]
    [InlineData("vllm", "chat_template_kwargs", """{"enable_thinking":true}""", "high", "sent as High")]
    [InlineData("together", "reasoning", """{"enabled":true}""", "high", "sent as high")]
    [InlineData("deepseek", "thinking", """{"type":"enabled"}""", "max", "sent as max")]
    [InlineData("groq", null, null, "high", "sent as high")]
    [InlineData("mistral", null, null, "high", "sent as high")]
    public async Task The_most_thinking_is_asked_for_as_far_as_the_vendor_goes(string id, string? member, string? value, string? effort, string? warning)
    {
        var (body, warnings) = await PresetCalls.SendAsync(PresetCalls.ById(id), new() { Reasoning = new() { Effort = ReasoningEffort.ExtraHigh } });

        Assert.Equal(value, member is null ? null : body.GetProperty(member).GetRawText());
        Assert.Equal(effort, body.TryGetProperty("reasoning_effort", out var sent) ? sent.GetString() : null);
        Assert.Equal(warning is null ? 0 : 1, warnings.Count(w => warning is null || w.Contains(warning, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Perplexity_cannot_be_told_not_to_think()
    {
        var (body, warnings) = await PresetCalls.SendAsync(Perplexity.Preset, new() { Reasoning = new() { Effort = ReasoningEffort.None } }, "sonar-reasoning-pro");

        Assert.False(body.TryGetProperty("reasoning_effort", out _));
        Assert.Contains("None", Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Theory]
    [Trait("Case", "T27")]
    [InlineData("groq", "frequency_penalty", "presence_penalty", "top_k")]
    [InlineData("cerebras", "frequency_penalty", "presence_penalty", "top_k")]
    [InlineData("deepseek", "frequency_penalty", "presence_penalty", "top_k", "seed")]
    [InlineData("zai", "frequency_penalty", "presence_penalty", "top_k")]
    [InlineData("alibaba", "frequency_penalty")]
    [InlineData("moonshot", "temperature", "top_p", "frequency_penalty", "presence_penalty", "top_k", "seed")]
    [InlineData("sambanova", "seed")]
    [InlineData("perplexity", "seed")]
    [InlineData("openrouter")]
    [InlineData("vllm")]
    public async Task What_a_vendor_refuses_is_left_out_with_a_warning_for_each(string id, params string[] refused)
    {
        var options = new ChatOptions { Temperature = 0.5f, TopP = 0.5f, FrequencyPenalty = 0.5f, PresencePenalty = 0.5f, TopK = 5, Seed = 7 };
        var model = id == "openrouter" ? "deepseek/deepseek-v4-flash" : null;

        var (body, warnings) = await PresetCalls.SendAsync(PresetCalls.ById(id), options, model);

        var expected = new[] { "temperature", "top_p", "frequency_penalty", "presence_penalty", "top_k", "seed" }.Except(refused);
        Assert.Equal(expected.Order(), body.EnumerateObject().Select(m => m.Name).Except(["model", "messages"]).Order());
        Assert.Equal(refused.Length, warnings.Count);
    }

    [Theory]
    [InlineData("groq", "max_completion_tokens")]
    [InlineData("xai", "max_completion_tokens")]
    [InlineData("cerebras", "max_completion_tokens")]
    [InlineData("moonshot", "max_completion_tokens")]
    [InlineData("mistral", "max_tokens")]
    [InlineData("openai-compatible", "max_tokens")]
    public async Task The_output_limit_has_the_name_the_vendor_knows(string id, string name)
    {
        var (body, _) = await PresetCalls.SendAsync(PresetCalls.ById(id), new() { MaxOutputTokens = 100 });

        Assert.Equal(100, body.GetProperty(name).GetInt32());
    }

    [Theory]
    [InlineData("zai", 1)]
    [InlineData("groq", 4)]
    [InlineData("moonshot", 5)]
    [InlineData("mistral", 6)]
    public async Task Stop_sequences_beyond_what_a_vendor_takes_are_left_out_with_a_warning(string id, int taken)
    {
        var (body, warnings) = await PresetCalls.SendAsync(PresetCalls.ById(id), new() { StopSequences = ["a", "b", "c", "d", "e", "f"] });

        Assert.Equal(taken, body.GetProperty("stop").GetArrayLength());
        Assert.Equal(taken < 6 ? 1 : 0, warnings.Count);
    }

    [Theory]
    [InlineData("zai", true, null)]
    [InlineData("zai", false, null)]
    [InlineData("moonshot", true, "{\"type\":\"function\",\"function\":{\"name\":\"get_weather\"}}")]
    [InlineData("moonshot", false, null)]
    [InlineData("llamacpp", true, null)]
    [InlineData("llamacpp", false, "\"required\"")]
    [InlineData("mistral", false, "\"required\"")]
    public async Task A_tool_is_demanded_where_the_vendor_lets_it(string id, bool named, string? expected)
    {
        var mode = named ? ChatToolMode.RequireSpecific("get_weather") : ChatToolMode.RequireAny;

        var (body, warnings) = await PresetCalls.SendAsync(PresetCalls.ById(id), new() { Tools = [PresetCalls.Weather], ToolMode = mode });

        Assert.Equal(expected, body.TryGetProperty("tool_choice", out var choice) ? choice.GetRawText() : null);
        Assert.Equal(expected is null ? 1 : 0, warnings.Count);
    }

    [Fact]
    public async Task Perplexity_takes_a_schema_but_not_JSON_of_any_shape()
    {
        using var schema = JsonDocument.Parse("""{"type":"object"}""");

        var (withSchema, _) = await PresetCalls.SendAsync(Perplexity.Preset, new() { ResponseFormat = ChatResponseFormat.ForJsonSchema(schema.RootElement) });
        var (without, warnings) = await PresetCalls.SendAsync(Perplexity.Preset, new() { ResponseFormat = ChatResponseFormat.Json });

        Assert.Equal("json_schema", withSchema.GetProperty("response_format").GetProperty("type").GetString());
        Assert.False(without.TryGetProperty("response_format", out _));
        Assert.Single(warnings);
    }

    [Theory]
    [InlineData("mistral")]
    [InlineData("groq")]
    public void Names_of_authors_are_left_out_where_they_are_refused(string id) =>
        Assert.DoesNotContain("\"name\"", PresetCalls.Show(PresetCalls.ById(id), [new(ChatRole.User, "hi") { AuthorName = "ann" }]), StringComparison.Ordinal);

    private static ChatMessage[] ToolConversation(string origin) =>
    [
        new(ChatRole.User, "What is the weather?"),
        new(ChatRole.Assistant, [Thought(origin, "Which city? Oslo."), new FunctionCallContent("call_00_sXqYgMESDht75NCLLZtt9804", "get_weather", new Dictionary<string, object?> { ["city"] = "Oslo" })]),
        new(ChatRole.Tool, [new FunctionResultContent("call_00_sXqYgMESDht75NCLLZtt9804", "Rain in Oslo")]),
        new(ChatRole.Assistant, [Thought(origin, "Which city? Told."), new TextContent("It rains.")]),
        new(ChatRole.User, "And tomorrow?"),
    ];

    private static TextReasoningContent Thought(string origin, string text) => new(text) { AdditionalProperties = new() { [LlmPropertyNames.Origin] = origin } };
}
