using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Core.Clients;

/// <summary>What is checked and filled in before anything is sent.</summary>
public sealed class PreflightTests : IDisposable
{
    private static readonly byte[] s_png = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];

    private readonly CannedHandler _handler = new("{\"text\":\"ok\",\"finish\":\"stop\"}");

    public static TheoryData<ChatMessage?[], LlmErrorKind, string> Refused => new()
    {
        { [], LlmErrorKind.InvalidRequest, "no messages" },
        { [new(ChatRole.User, "a"), null], LlmErrorKind.InvalidRequest, "Message 1" },
        { [new(new ChatRole("narrator"), "a")], LlmErrorKind.InvalidRequest, "narrator" },
        { [new(ChatRole.User, [new DataContent("<html>"u8.ToArray(), "image/png")])], LlmErrorKind.InvalidRequest, "no image" },
        { [new(ChatRole.User, [new DataContent(Array.Empty<byte>(), "image/png")])], LlmErrorKind.InvalidRequest, "no image" },
        { [new(ChatRole.User, [new FunctionResultContent("c", "r")])], LlmErrorKind.InvalidRequest, "'c'" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_conversation_no_wire_takes_is_refused_before_it_is_sent(ChatMessage?[] messages, LlmErrorKind kind, string words)
    {
        var client = Fake.Client(_handler);

        var e = await Assert.ThrowsAsync<LlmProviderException>(() => client.GetResponseAsync(messages!));
        var streamed = await Assert.ThrowsAsync<LlmProviderException>(async () => await client.GetStreamingResponseAsync(messages!).ToListAsync());

        Assert.Equal((kind, kind, "fake", "large", 0), (e.Kind, streamed.Kind, e.ProviderId, e.ModelId, e.Attempts));
        Assert.Contains(words, e.Message, StringComparison.Ordinal);
        Assert.Contains("fake", e.Message, StringComparison.Ordinal);
        Assert.Empty(_handler.Sent);
    }

    [Theory]
    [InlineData("system")]
    [InlineData("developer")]
    [InlineData("user")]
    [InlineData("assistant")]
    [InlineData("tool")]
    public async Task Every_known_role_passes(string role)
    {
        await Fake.Client(_handler).GetResponseAsync(new ChatMessage(new ChatRole(role), "a"));

        Assert.Single(_handler.Sent);
    }

    [Fact]
    [Trait("Requirement", "S16")]
    [Trait("Requirement", "S18")]
    public async Task A_model_that_takes_no_images_gets_none_and_one_that_is_not_known_does()
    {
        var message = new ChatMessage(ChatRole.User, [new DataContent(s_png, "image/png")]);

        var e = await Assert.ThrowsAsync<LlmProviderException>(() => Fake.Client(_handler, model: "plain").GetResponseAsync(message));
        await Fake.Client(_handler, model: "brand-new").GetResponseAsync(message);

        Assert.Equal((LlmErrorKind.UnsupportedContent, "plain"), (e.Kind, e.ModelId));
        Assert.Single(_handler.Sent);
    }

    [Fact]
    public async Task A_model_that_cannot_call_tools_gets_none_and_one_that_is_not_known_does()
    {
        var options = new ChatOptions { Tools = [AIFunctionFactory.CreateDeclaration("f", "d", System.Text.Json.JsonElement.Parse("{}"))] };

        var e = await Assert.ThrowsAsync<LlmProviderException>(() => Fake.Client(_handler, model: "plain").GetResponseAsync("hi", options));
        await Fake.Client(_handler, model: "brand-new").GetResponseAsync("hi", options);

        Assert.Equal((LlmErrorKind.UnsupportedOption, "plain"), (e.Kind, e.ModelId));
        Assert.Single(_handler.Sent);
    }

    [Fact]
    public async Task A_model_that_cannot_follow_a_schema_gets_none_and_one_that_is_not_known_does()
    {
        var options = new ChatOptions { ResponseFormat = ChatResponseFormat.ForJsonSchema(System.Text.Json.JsonElement.Parse("{}")) };

        var e = await Assert.ThrowsAsync<LlmProviderException>(() => Fake.Client(_handler, model: "plain").GetResponseAsync("hi", options));
        await Fake.Client(_handler, model: "brand-new").GetResponseAsync("hi", options);

        Assert.Equal((LlmErrorKind.UnsupportedOption, "plain"), (e.Kind, e.ModelId));
        Assert.Single(_handler.Sent);
    }

    [Fact]
    [Trait("Requirement", "S53")]
    public async Task S53_a_parameter_the_model_rejects_is_left_out_with_a_warning()
    {
        var log = new LogRecorder();
        var options = new ChatOptions { Temperature = 0.5f, Seed = 1 };

        var response = await Fake.Client(_handler, log: log, model: "plain").GetResponseAsync("hi", options);

        Assert.DoesNotContain("temperature", _handler.Single.Text, StringComparison.Ordinal);
        Assert.Equal(2, response.GetWarnings().Count);
        Assert.Contains(response.GetWarnings(), w => w.Contains("ChatOptions.Temperature", StringComparison.Ordinal));
        Assert.Equal(2, log.Entries.Count(e => e.Id == 4));
        Assert.Equal((0.5f, 1L), (options.Temperature, options.Seed));
    }

    [Fact]
    [Trait("Requirement", "S53")]
    public async Task S53_or_throws_or_says_nothing_as_the_settings_say()
    {
        var options = new ChatOptions { TopP = 0.5f };

        var e = await Assert.ThrowsAsync<LlmProviderException>(() => Fake.Client(_handler, model: "plain", configure: o => o.UnsupportedOptions = UnsupportedOptionBehavior.Throw).GetResponseAsync("hi", options));
        var dropped = await Fake.Client(_handler, model: "plain", configure: o => o.UnsupportedOptions = UnsupportedOptionBehavior.Drop).GetResponseAsync("hi", options);

        Assert.Equal(LlmErrorKind.UnsupportedOption, e.Kind);
        Assert.Contains("ChatOptions.TopP", e.Message, StringComparison.Ordinal);
        Assert.Empty(dropped.GetWarnings());
        Assert.Single(_handler.Sent);
    }

    [Fact]
    public async Task A_stream_carries_its_warnings_too()
    {
        var handler = new CannedHandler(Fake.Events("{\"finish\":\"stop\"}"));

        var response = await Fake.Client(handler, model: "plain").GetStreamingResponseAsync("hi", new() { TopK = 3 }).ToChatResponseAsync();

        Assert.Single(response.GetWarnings());
    }

    [Theory]
    [InlineData(-0.1f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [Trait("Requirement", "S53")]
    public async Task S53_a_temperature_that_is_none_is_refused(float temperature) => await RefusedAsync(new() { Temperature = temperature }, "ChatOptions.Temperature");

    [Fact]
    public async Task Options_out_of_range_are_refused()
    {
        await RefusedAsync(new() { TopP = 1.1f }, "ChatOptions.TopP");
        await RefusedAsync(new() { TopK = -1 }, "ChatOptions.TopK");
        await RefusedAsync(new() { MaxOutputTokens = 0 }, "ChatOptions.MaxOutputTokens");
        await RefusedAsync(new() { FrequencyPenalty = float.NaN }, "ChatOptions.FrequencyPenalty");
        await RefusedAsync(new() { PresencePenalty = float.NegativeInfinity }, "ChatOptions.PresencePenalty");
    }

    [Fact]
    public async Task Defaults_of_the_provider_fill_in_what_a_call_leaves_open()
    {
        var client = Fake.Client(_handler, configure: o => o.Temperature = 0.25f);
        var own = new ChatOptions { Temperature = 1 };

        await client.GetResponseAsync("hi");
        await client.GetResponseAsync("hi", new ChatOptions());
        await client.GetResponseAsync("hi", own);

        Assert.Equal([true, true, false], _handler.Sent.Select(r => r.Text.Contains("0.25", StringComparison.Ordinal)));
        Assert.Equal(1, own.Temperature);
    }

    [Fact]
    public async Task What_the_caller_gave_is_not_changed()
    {
        var options = new ChatOptions { Seed = 4, AdditionalProperties = new() { ["a"] = 1 } };
        List<ChatMessage> messages = [new(ChatRole.User, "hi")];

        await Fake.Client(_handler, model: "plain", configure: o => (o.Temperature, o.MaxOutputTokens) = (0.5f, 7)).GetResponseAsync(messages, options);

        Assert.Equal((4L, null, null, null), (options.Seed, options.Temperature, options.MaxOutputTokens, options.ModelId));
        Assert.Equal(1, Assert.Single(options.AdditionalProperties).Value);
        Assert.Equal("hi", Assert.Single(messages).Text);
    }

    [Fact]
    [Trait("Requirement", "B17")]
    public async Task B17_a_call_may_name_another_model_without_changing_the_next()
    {
        var client = Fake.Client(_handler);

        await client.GetResponseAsync("hi", new() { ModelId = "other" });
        await client.GetResponseAsync("hi");

        Assert.Contains("\"other\"", _handler.Sent[0].Text, StringComparison.Ordinal);
        Assert.Contains("\"large\"", _handler.Sent[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_preview_is_what_would_be_sent_and_sends_nothing()
    {
        using var preview = Fake.Provider(_handler).Preview([new(ChatRole.User, "hi")], new() { ModelId = "other" });

        Assert.Equal("{\"model\":\"other\",\"say\":[\"hi\"],\"stream\":false}", preview.ToString());
        Assert.Empty(_handler.Sent);
    }

    [Fact]
    [Trait("Requirement", "S33")]
    public void S33_a_client_is_made_without_a_request_and_knows_what_it_is()
    {
        var client = Fake.Client(_handler, model: "ndjson");

        var metadata = client.GetService<ChatClientMetadata>()!;
        Assert.Equal(("fake", "lines", "https://api.fake.test/v1/"), (metadata.ProviderName, metadata.DefaultModelId, metadata.ProviderUri!.AbsoluteUri));
        Assert.Equal("lines", client.GetService<ModelItem>()!.Id);
        Assert.NotNull(client.GetService<FakeProvider>());
        Assert.Null(client.GetService<string>());
        Assert.Null(client.GetService(typeof(IChatClient), "key"));
        Assert.Empty(_handler.Sent);
    }

    public void Dispose() => _handler.Dispose();

    private async Task RefusedAsync(ChatOptions options, string name)
    {
        var e = await Assert.ThrowsAsync<LlmProviderException>(() => Fake.Client(_handler).GetResponseAsync("hi", options));

        Assert.Equal(LlmErrorKind.InvalidRequest, e.Kind);
        Assert.Contains(name, e.Message, StringComparison.Ordinal);
        Assert.Empty(_handler.Sent);
    }
}
