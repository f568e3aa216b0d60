using System.Text.Json;
using Llm.Providers.Samples;
using Llm.Providers.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Llm.Providers.Tests.Samples;

/// <summary>The provider of samples/07-CustomProvider: what a third party writes, and what it gets for it.</summary>
public sealed class CustomProviderTests
{
    private const string ChatAnswer = """{"model":"custom-chat-v1","message":{"role":"assistant","content":"Hello."},"finish_reason":"stop","usage":{"input_tokens":3,"output_tokens":2}}""";
    private const string TextAnswer = """{"text":"and they lived.","finish_reason":"length"}""";

    private static readonly string s_folder = Path.Combine(Repository.Root, "samples", "07-CustomProvider");

    [Fact]
    [Trait("Requirement", "S31")]
    [Trait("Requirement", "S32")]
    [Trait("Requirement", "S33")]
    public void It_is_made_without_arguments_and_gives_models_and_a_client_without_a_key_or_a_network()
    {
        var provider = new MyCustomProvider();

        using var chat = provider.CreateChatClient();

        Assert.Equal("custom-chat-v1", chat.GetService<ModelItem>()!.Id);
        Assert.All(provider.Models, m => Assert.Equal(("my_custom", ModelOrigin.Catalog), (m.ProviderId, m.Origin)));
    }

    [Fact]
    [Trait("Requirement", "S69")]
    public void It_is_known_by_the_names_of_its_vendor()
    {
        var description = MyCustomProvider.Description;

        Assert.Equal(("my_custom", "My Custom AI", "https://api.mycustom.ai/v1/"), (description.Id, description.DisplayName, description.DefaultEndpoint!.ToString()));
        Assert.True(description.Capabilities.HasFlag(ModelCapabilities.Chat | ModelCapabilities.Completion));
    }

    [Fact]
    [Trait("Requirement", "S70")]
    public void Its_models_are_those_of_its_catalog()
    {
        var facts = new MyCustomProvider().Models.Select(m => (m.Id, m.Name, m.ContextWindow, m.MaxOutputTokens, m.Accepts(Modalities.Image), m.IsDefault, m.Supports(ModelCapabilities.Chat | ModelCapabilities.Completion)));

        Assert.Equal(
            [
                ("custom-chat-v1", "Custom Chat v1", 4096, 4096, false, true, true),
                ("custom-chat-v2", "Custom Chat v2", 8192, 8192, true, false, true),
            ],
            facts);
    }

    [Fact]
    [Trait("Requirement", "S66")]
    [Trait("Requirement", "S68")]
    public async Task A_conversation_is_sent_to_chat_with_the_settings_of_the_provider()
    {
        var http = new CannedHandler(ChatAnswer);
        using var chat = Create(http, o => (o.Temperature, o.MaxOutputTokens) = (0.7f, 2048)).CreateChatClient();

        var response = await chat.GetResponseAsync([new(ChatRole.System, "Be brief."), new(ChatRole.User, "Hi")]);

        Assert.Equal(("https://api.mycustom.ai/v1/chat", "Bearer custom-key"), (http.Single.Uri.ToString(), http.Single.Header("Authorization")));
        Assert.Equal("""{"model":"custom-chat-v1","messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Hi"}],"temperature":0.7,"max_tokens":2048,"stream":false}""", http.Single.Text);
        Assert.Equal(("Hello.", ChatFinishReason.Stop, 3L, 2L), (response.Text, response.FinishReason, response.Usage!.InputTokenCount, response.Usage.OutputTokenCount));
    }

    [Fact]
    [Trait("Requirement", "S09")]
    [Trait("Requirement", "S66")]
    public async Task A_call_overrides_the_settings_and_without_either_nothing_is_sent()
    {
        var http = new CannedHandler(ChatAnswer);

        await Create(http, o => o.Temperature = 0.7f).CreateChatClient().GetResponseAsync("Hi", new() { Temperature = 0.25f });
        await Create(http).CreateChatClient().GetResponseAsync("Hi");

        Assert.Equal("0.25", JsonElement.Parse(http.Sent[0].Body).GetProperty("temperature").GetRawText());
        Assert.Equal("""{"model":"custom-chat-v1","messages":[{"role":"user","content":"Hi"}],"stream":false}""", http.Sent[1].Text);
    }

    [Fact]
    [Trait("Requirement", "S67")]
    public async Task A_prompt_is_sent_to_completions()
    {
        var http = new CannedHandler(TextAnswer);
        using var chat = Create(http, o => o.UseCompletions = true).CreateChatClient("custom-chat-v2");

        var response = await chat.GetResponseAsync("Once upon a time", new() { Temperature = 0.5f, MaxOutputTokens = 16 });

        Assert.Equal(("https://api.mycustom.ai/v1/completions", "Bearer custom-key"), (http.Single.Uri.ToString(), http.Single.Header("Authorization")));
        Assert.Equal("""{"model":"custom-chat-v2","prompt":"Once upon a time","temperature":0.5,"max_tokens":16,"stream":false}""", http.Single.Text);
        Assert.Equal(("and they lived.", ChatFinishReason.Length), (response.Text, response.FinishReason));
    }

    [Theory]
    [InlineData(401, LlmErrorKind.Authentication)]
    [InlineData(500, LlmErrorKind.Unavailable)]
    [Trait("Requirement", "S67")]
    public async Task An_error_of_the_vendor_is_thrown_with_its_kind(int status, LlmErrorKind kind)
    {
        var http = new CannedHandler(new CannedResponse(status, """{"error":{"code":"c","message":"The vendor's words."}}"""));

        var e = await Assert.ThrowsAsync<LlmProviderException>(() => Create(http, o => o.MaxRetries = 0).CreateChatClient().GetResponseAsync("Hi"));

        Assert.Equal((kind, "c", "The vendor's words."), (e.Kind, e.ErrorCode, e.VendorMessage));
    }

    [Fact]
    [Trait("Requirement", "S68")]
    public async Task A_stream_that_ends_early_is_no_short_answer()
    {
        var http = new CannedHandler(new CannedResponse(Fake.Events("""{"message":{"content":"Hel"}}""")));

        var (updates, failure) = await Fake.ReadAsync(Create(http, o => o.MaxRetries = 0).CreateChatClient());

        Assert.Equal("Hel", string.Concat(updates.Select(u => u.Text)));
        Assert.Equal(LlmErrorKind.StreamInterrupted, Assert.IsType<LlmProviderException>(failure).Kind);
    }

    [Fact]
    [Trait("Requirement", "S70")]
    public async Task A_picture_goes_to_the_model_that_sees_and_is_refused_for_the_one_that_does_not()
    {
        var http = new CannedHandler(ChatAnswer);
        var provider = Create(http);
        var picture = new DataContent(new byte[] { 0x89, (byte)'P', (byte)'N', (byte)'G' }, "image/png");

        await provider.CreateChatClient("custom-chat-v2").DescribeImageAsync("What is it?", picture);
        var e = await Assert.ThrowsAsync<LlmProviderException>(() => provider.CreateChatClient("custom-chat-v1").DescribeImageAsync("What is it?", picture));

        Assert.Equal("iVBORw==", JsonElement.Parse(http.Single.Body).GetProperty("messages")[0].GetProperty("images")[0].GetString());
        Assert.Equal(LlmErrorKind.UnsupportedContent, e.Kind);
    }

    [Fact]
    [Trait("Requirement", "S69")]
    [Trait("Requirement", "S71")]
    public async Task Without_a_key_nothing_is_sent_and_setting_and_variable_are_named()
    {
        var http = new CannedHandler(ChatAnswer);
        var provider = new MyCustomProvider(new(), new(new HttpClient(http)) { Environment = _ => null });

        var e = await Assert.ThrowsAsync<LlmProviderException>(() => provider.CreateChatClient().GetResponseAsync("Hi"));

        Assert.Contains("LlmProviders:my_custom:ApiKey", e.Message, StringComparison.Ordinal);
        Assert.Contains("MY_CUSTOM_API_KEY", e.Message, StringComparison.Ordinal);
        Assert.Empty(http.Sent);
    }

    [Theory]
    [InlineData("from-configuration", "from-configuration")]
    [InlineData(null, "from-environment")]
    [Trait("Requirement", "S71")]
    public async Task Its_key_comes_from_configuration_before_the_environment(string? configured, string expected)
    {
        var http = new CannedHandler(ChatAnswer);
        var options = new MyCustomOptions();
        MyCustomProvider.Schema.Bind(options, new ConfigurationBuilder().AddInMemoryCollection([new("ApiKey", configured)]).Build(), "LlmProviders:my_custom", _ => null);
        var provider = new MyCustomProvider(options, new(new HttpClient(http)) { Environment = name => name == "MY_CUSTOM_API_KEY" ? "from-environment" : null });

        await provider.CreateChatClient().GetResponseAsync("Hi");

        Assert.Equal($"Bearer {expected}", http.Single.Header("Authorization"));
        Assert.Equal(configured is null ? SettingSource.Environment : SettingSource.Configuration, await provider.FindKeySourceAsync());
    }

    [Fact]
    [Trait("Requirement", "S71")]
    public void Its_schema_has_a_secret_key_that_is_required_and_an_endpoint_with_a_default()
    {
        var fields = MyCustomProvider.Schema.Fields.ToDictionary(f => f.Key);

        Assert.True(fields["ApiKey"] is { Secret: true, Required: true });
        Assert.Equal("https://api.mycustom.ai/v1/", fields["Endpoint"].Default);
        Assert.Equal("false", fields["UseCompletions"].Default);
    }

    [Fact]
    [Trait("Requirement", "S12")]
    [Trait("Requirement", "S35")]
    [Trait("Requirement", "S68")]
    public async Task From_the_container_to_a_server_and_back_whole_and_streamed_on_both_wires()
    {
        await using var server = await MyCustomServer.StartAsync("custom-key");
        await using var services = new ServiceCollection().AddLlmProviders()
            .AddMyCustom(configure: o => (o.Endpoint, o.ApiKey) = (server.Endpoint, "custom-key"))
            .AddMyCustom("text", o => (o.Endpoint, o.ApiKey, o.UseCompletions) = (server.Endpoint, "custom-key", true))
            .Services.BuildServiceProvider();
        var registry = services.GetRequiredService<ILlmProviderRegistry>();

        foreach (var (name, words) in ((string, string)[])[("my_custom", "you asked: Hello, world!"), ("text", "Hello, world!, there was a prompt")])
        {
            var provider = registry.GetProvider(name);
            using var chat = provider.CreateChatClient(provider.Models[0].Id);
            var whole = await chat.GetResponseAsync("Hello, world!");
            var streamed = await chat.GetStreamingResponseAsync("Hello, world!").ToChatResponseAsync();

            Assert.Contains(words, whole.Text, StringComparison.Ordinal);
            Assert.Equal((whole.Text, whole.FinishReason, whole.ModelId), (streamed.Text.TrimEnd(), streamed.FinishReason, streamed.ModelId));
            Assert.NotNull(streamed.Usage);
        }

        Assert.Equal(["/v1/chat", "/v1/chat", "/v1/completions", "/v1/completions"], server.Requests.Select(r => r.Path));
    }

    [Fact]
    [Trait("Requirement", "S69")]
    public void A_provider_of_ones_own_is_short()
    {
        string[] files = ["MyCustomProvider.cs", "MyCustomOptions.cs", "MyCustomLlmProvidersBuilderExtensions.cs"];
        var provider = files.Sum(f => File.ReadAllLines(Path.Combine(s_folder, f)).Length);
        var wires = File.ReadAllLines(Path.Combine(s_folder, "MyCustomProtocol.cs")).Count(l => l.Trim() is { Length: > 1 } code && !code.StartsWith("//", StringComparison.Ordinal));

        Assert.InRange(provider, 1, 60);
        Assert.InRange(wires, 1, 90); // code, without blank lines, lone braces and comments
    }

    private static MyCustomProvider Create(HttpMessageHandler http, Action<MyCustomOptions>? configure = null)
    {
        var options = new MyCustomOptions { ApiKey = "custom-key" };
        configure?.Invoke(options);
        return new(options, new(new HttpClient(http)));
    }
}
