using Llm.Providers.OpenAICompatible;
using Llm.Providers.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Llm.Providers.Tests.OpenAICompatible.Presets;

public sealed class PresetTests
{
    private static readonly Dictionary<string, Func<LlmProvidersBuilder, LlmProvidersBuilder>> s_add = new()
    {
        ["alibaba"] = b => b.AddAlibaba(),
        ["cerebras"] = b => b.AddCerebras(),
        ["deepinfra"] = b => b.AddDeepInfra(),
        ["deepseek"] = b => b.AddDeepSeek(),
        ["fireworks"] = b => b.AddFireworks(),
        ["github"] = b => b.AddGitHubModels(),
        ["groq"] = b => b.AddGroq(),
        ["huggingface"] = b => b.AddHuggingFace(),
        ["litellm"] = b => b.AddLiteLlm(),
        ["llamacpp"] = b => b.AddLlamaCpp(),
        ["mistral"] = b => b.AddMistral(),
        ["moonshot"] = b => b.AddMoonshot(),
        ["nebius"] = b => b.AddNebius(),
        ["nvidia"] = b => b.AddNvidia(),
        ["openai-compatible"] = b => b.AddOpenAICompatible(),
        ["openrouter"] = b => b.AddOpenRouter(),
        ["perplexity"] = b => b.AddPerplexity(),
        ["sambanova"] = b => b.AddSambaNova(),
        ["together"] = b => b.AddTogether(),
        ["vllm"] = b => b.AddVllm(),
        ["voyage"] = b => b.AddVoyage(),
        ["xai"] = b => b.AddXAI(),
        ["zai"] = b => b.AddZAI(),
    };

    public static TheoryData<string> All => [.. OpenAICompatiblePresets.All.Select(p => p.Id)];

    public static TheoryData<string> WithModels => [.. OpenAICompatiblePresets.All.Where(p => p is { IsLocal: false, Endpoint: not null }).Select(p => p.Id)];

    public static TheoryData<string> WithKeyFromEnvironment => [.. OpenAICompatiblePresets.All.Where(p => p is { KeyVariables.Count: > 0, Endpoint: not null }).Select(p => p.Id)];

    public static TheoryData<string> WithConversations => [.. OpenAICompatiblePresets.All.Where(p => p.Capabilities.HasFlag(ModelCapabilities.Chat)).Select(p => p.Id)];

    [Fact]
    public void No_two_presets_share_an_id() => Assert.Distinct(OpenAICompatiblePresets.All.Select(p => p.Id));

    [Fact]
    public void No_two_presets_share_an_endpoint() => Assert.Distinct(OpenAICompatiblePresets.All.Select(p => p.Endpoint));

    [Theory]
    [MemberData(nameof(All))]
    [Trait("Requirement", "S31")]
    public void A_provider_is_made_from_its_preset_alone(string id)
    {
        var provider = new OpenAICompatibleProvider(PresetCalls.ById(id));

        Assert.Equal(id, provider.Id);
    }

    [Theory]
    [MemberData(nameof(WithModels))]
    [Trait("Requirement", "S32")]
    public void A_vendor_has_models_that_name_it(string id)
    {
        var models = PresetCalls.ById(id).Models;

        Assert.NotEmpty(models);
        Assert.All(models, m => Assert.Equal(id, m.ProviderId));
        Assert.Distinct(models.Select(m => m.Id));
    }

    [Theory]
    [MemberData(nameof(WithModels))]
    public void The_facts_of_a_model_do_not_contradict_each_other(string id) => Assert.All(PresetCalls.ById(id).Models, model =>
    {
        Assert.Equal(ModelOrigin.Catalog, model.Origin);
        Assert.Equal(Uri.UriSchemeHttps, model.Source?.Scheme);
        Assert.True((model.Capabilities & ~model.KnownCapabilities) == 0, $"{model.Id} has capabilities that are not known.");
        Assert.False(model.Supports(ModelCapabilities.Chat) == true && model.Supports(ModelCapabilities.Embeddings) == true, $"{model.Id} is either for conversations or for vectors.");
        Assert.True(!(model.MaxOutputTokens > model.ContextWindow), $"{model.Id} gives more than fits.");
    });

    [Theory]
    [MemberData(nameof(WithModels))]
    public void At_most_one_model_of_a_kind_is_the_default(string id)
    {
        var defaults = PresetCalls.ById(id).Models.Where(m => m.IsDefault).ToList();

        Assert.InRange(defaults.Count(m => m.Supports(ModelCapabilities.Chat) == true), 0, 1);
        Assert.InRange(defaults.Count(m => m.Supports(ModelCapabilities.Embeddings) == true), 0, 1);
        Assert.NotEmpty(defaults);
    }

    [Theory]
    [MemberData(nameof(WithModels))]
    public void A_model_takes_only_what_the_wire_of_its_vendor_carries(string id)
    {
        var preset = PresetCalls.ById(id);

        Assert.All(preset.Models.Where(m => m.Supports(ModelCapabilities.Chat) == true || m.Supports(ModelCapabilities.Embeddings) == true), model =>
        {
            Assert.True(model.Accepts(Modalities.Pdf) != true || preset.Dialect.Pdf != PdfForm.None, $"{model.Id} takes PDF.");
            Assert.True(model.Accepts(Modalities.Audio) != true || preset.Dialect.Audio != AudioForm.None, $"{model.Id} takes sound.");
            Assert.True(model.Accepts(Modalities.Video) != true || preset.Dialect.AcceptsVideo, $"{model.Id} takes video.");
            Assert.True(model.Supports(ModelCapabilities.Embeddings) != true || preset.Embeddings is not null, $"{model.Id} makes vectors.");
        });
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Its_method_adds_it_to_an_application(string id)
    {
        var services = new ServiceCollection();
        s_add[id](services.AddLlmProviders());
        await using var root = services.BuildServiceProvider();

        var provider = root.GetRequiredService<ILlmProviderRegistry>().GetProvider(id);

        Assert.Same(PresetCalls.ById(id).Descriptor, provider.Descriptor);
        Assert.Same(provider, root.GetRequiredKeyedService<BaseLlmProvider>(id));
    }

    [Fact]
    public async Task One_preset_serves_two_instances_under_two_names()
    {
        var services = new ServiceCollection();
        services.AddLlmProviders().AddVllm(configure: o => o.Endpoint = new("http://localhost:8001/v1/")).AddVllm("second", o => o.Endpoint = new("http://localhost:8002/v1/"));
        await using var root = services.BuildServiceProvider();

        var ports = new[] { "vllm", "second" }.Select(name => root.GetRequiredKeyedService<BaseLlmProvider>(name).CreateChatClient("m").GetService<ChatClientMetadata>()!.ProviderUri!.Port);

        Assert.Equal([8001, 8002], ports);
    }

    [Theory]
    [MemberData(nameof(WithConversations))]
    [Trait("Requirement", "S33")]
    public void A_client_is_made_without_a_request(string id)
    {
        var http = new CannedHandler(PresetCalls.Answer);

        using var client = PresetCalls.Provider(PresetCalls.ById(id), http).CreateChatClient("any-model");

        Assert.Equal("any-model", client.GetService<ChatClientMetadata>()!.DefaultModelId);
        Assert.Empty(http.Sent);
    }

    [Theory]
    [MemberData(nameof(WithConversations))]
    public async Task A_conversation_goes_to_the_address_of_the_preset(string id)
    {
        var preset = PresetCalls.ById(id);
        var http = new CannedHandler(PresetCalls.Answer);
        using var client = PresetCalls.Provider(preset, http).CreateChatClient("any-model");

        var response = await client.GetResponseAsync("hi");

        Assert.Equal("ok", response.Text);
        Assert.Equal($"{preset.Endpoint ?? new("https://generic.test/v1/")}chat/completions", http.Single.Uri.ToString());
    }

    [Theory]
    [MemberData(nameof(WithKeyFromEnvironment))]
    public async Task A_key_from_the_environment_goes_to_its_own_host(string id)
    {
        var preset = PresetCalls.ById(id);
        var http = new CannedHandler("""{"data":[]}""");
        var provider = new OpenAICompatibleProvider(preset with { ModelListPath = "models" }, null, Services(preset, http));

        await provider.ListModelsAsync();

        Assert.Equal($"Bearer {PresetCalls.Key}", http.Single.Header("Authorization"));
        Assert.Equal(preset.Endpoint!.Host, http.Single.Uri.Host);
    }

    [Theory]
    [MemberData(nameof(WithKeyFromEnvironment))]
    public async Task A_key_from_the_environment_goes_to_no_other_host(string id)
    {
        var preset = PresetCalls.ById(id);
        var http = new CannedHandler("""{"data":[]}""");
        var provider = new OpenAICompatibleProvider(preset with { ModelListPath = "models" }, new() { Endpoint = new("https://stranger.test/v1/") }, Services(preset, http));

        var failure = await Fake.FailureAsync(() => provider.ListModelsAsync());

        Assert.Equal(LlmErrorKind.Configuration, failure.Kind);
        Assert.Empty(http.Sent);
        Assert.DoesNotContain(PresetCalls.Key, failure.ToString());
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Its_key_is_a_secret_setting_with_a_caption(string id)
    {
        var preset = PresetCalls.ById(id);

        var key = preset.Descriptor.Schema.KeyField;

        Assert.NotNull(key);
        Assert.True(key.Secret);
        Assert.False(string.IsNullOrEmpty(key.Label));
        Assert.Equal(preset.KeyVariables, key.EnvironmentVariables);
        Assert.Equal(preset is { IsLocal: false, IsKeyOptional: false }, key.Required);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Only_servers_of_this_machine_are_reached_without_encryption(string id)
    {
        var preset = PresetCalls.ById(id);

        Assert.Equal(preset.IsLocal, preset.Endpoint is { IsLoopback: true });
        Assert.True(preset.Endpoint is null || preset.Endpoint.Scheme == (preset.IsLocal ? Uri.UriSchemeHttp : Uri.UriSchemeHttps));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Its_page_names_its_variables_and_address(string id)
    {
        var preset = PresetCalls.ById(id);

        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "providers", $"{id}.md"));

        Assert.All(preset.KeyVariables.Concat(preset.EndpointVariables), variable => Assert.Contains($"`{variable}`", page, StringComparison.Ordinal));
        Assert.Contains($"`LlmProviders:{id}`", page, StringComparison.Ordinal);
        Assert.Contains(preset.Endpoint?.ToString() ?? "", page, StringComparison.Ordinal);
        Assert.Contains(preset.Documentation!.ToString(), page, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_readme_of_the_package_has_a_row_for_it(string id)
    {
        var preset = PresetCalls.ById(id);

        var readme = File.ReadAllLines(Path.Combine(Repository.Root, "src", "Llm.Providers.OpenAICompatible", "README.md"));

        var row = Assert.Single(readme, line => line.StartsWith('|') && line.Contains($"| `{id}` |", StringComparison.Ordinal));
        Assert.All(preset.KeyVariables, variable => Assert.Contains($"`{variable}`", row, StringComparison.Ordinal));
    }

    private static ProviderServices Services(OpenAICompatiblePreset preset, HttpMessageHandler handler) =>
        new(new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan }) { Environment = name => name == preset.KeyVariables[0] ? PresetCalls.Key : null };
}
