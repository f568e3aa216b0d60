using System.Text.Json;
using Llm.Providers.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Llm.Providers.Tests.Core.Configuration;

/// <summary>The settings of every provider, read from its schema: what holds for one holds for all.</summary>
public sealed class SchemaTests
{
    private const string Answer = "{}";

    public static TheoryData<string> Ids => AllProviders.Ids;

    public static TheoryData<string> Talkers => [.. AllProviders.Descriptors.Where(d => d.Capabilities.HasFlag(ModelCapabilities.Chat)).Select(d => d.Id)];

    public static TheoryData<string> Locked => [.. AllProviders.Descriptors.Where(d => d.Schema.KeyField is { Required: true }).Select(d => d.Id)];

    [Fact]
    public void No_provider_of_a_package_is_forgotten()
    {
        var described = AllProviders.Descriptors.Select(d => d.Id).ToHashSet();
        var providers = typeof(AllProviders).Assembly.GetReferencedAssemblies().Where(n => n.Name!.StartsWith("Llm.Providers.", StringComparison.Ordinal) && !n.Name.StartsWith("Llm.Providers.Samples.", StringComparison.Ordinal)).Select(System.Reflection.Assembly.Load)
            .SelectMany(a => a.GetExportedTypes()).Where(t => t.IsSubclassOf(typeof(BaseLlmProvider))).Select(t => t.GetProperty("Description")?.GetValue(null)).OfType<ProviderDescriptor>().ToList();

        Assert.True(providers.Count >= 7);
        Assert.Empty(providers.Select(d => d.Id).Except(described));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    [Trait("Requirement", "S36")]
    [Trait("Requirement", "S42")]
    public void S36_every_setting_says_what_it_is(string id)
    {
        var fields = AllProviders.Find(id).Schema.Fields;

        Assert.All(fields, f => Assert.True(f is { Label.Length: > 0, Description.Length: > 10 } && f.Description.EndsWith('.'), $"{f.Key} has no caption or no help that is a sentence."));
        Assert.Equal(fields.Count, fields.Select(f => f.Key).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(fields.Where(f => f.Minimum is not null && f.Maximum is not null), f => Assert.True(f.Minimum < f.Maximum));
        Assert.All(fields, f => Assert.Equal(f.Type == ConfigFieldType.Choice, f.Choices.Count > 0));
        Assert.Equal(["ApiKey", "Endpoint"], fields.Take(2).Select(f => f.Key));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    [Trait("Requirement", "S44")]
    public void S44_the_default_of_the_schema_is_what_the_options_begin_with(string id)
    {
        var descriptor = AllProviders.Find(id);
        var options = descriptor.Schema.CreateOptions(_ => null);

        foreach (var field in descriptor.Schema.Fields.Where(f => f.Key != "Endpoint"))
        {
            Assert.Equal((field.Default, SettingSource.None), (SettingText.Of(descriptor.Schema.Look(options, field).Value), descriptor.Schema.Look(options, field).Source));
        }

        Assert.Null(options.Endpoint); // the provider takes its own
        Assert.Equal(descriptor.DefaultEndpoint?.ToString(), descriptor.Schema.Fields.Single(f => f.Key == "Endpoint").Default);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    [Trait("Requirement", "S44")]
    public void S44_a_default_that_is_written_out_changes_nothing(string id)
    {
        var schema = AllProviders.Find(id).Schema;
        var written = schema.Fields.Where(f => f.Default is not null).Select(f => ($"x:{f.Key}", f.Default!)).ToArray();
        var options = schema.CreateOptions(_ => null);

        var faults = schema.Bind(options, Container.Configuration(written).GetSection("x"), "x", _ => null);

        Assert.Empty(faults);
        Assert.Empty(schema.Validate(options, "x"));
        Assert.All(schema.Fields.Where(f => f.Default is not null), f => Assert.Equal((f.Default, SettingSource.Configuration), (SettingText.Of(schema.Look(options, f).Value), schema.Look(options, f).Source)));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    [Trait("Requirement", "S38")]
    [Trait("Requirement", "S39")]
    [Trait("Requirement", "S40")]
    [Trait("Requirement", "S41")]
    public void S40_key_endpoint_time_limit_and_retries_are_the_same_everywhere(string id)
    {
        var descriptor = AllProviders.Find(id);
        var fields = descriptor.Schema.Fields.ToDictionary(f => f.Key);

        Assert.Equal((ConfigFieldType.Secret, true), (fields["ApiKey"].Type, fields["ApiKey"].Secret));
        Assert.False(descriptor.IsLocal && fields["ApiKey"].Required, "a server on this machine needs no key");
        Assert.Equal((ConfigFieldType.Uri, descriptor.DefaultEndpoint is null), (fields["Endpoint"].Type, fields["Endpoint"].Required));
        Assert.Equal((ConfigFieldType.Seconds, descriptor.IsLocal ? "300" : "30", 1, 300), (fields["Timeout"].Type, fields["Timeout"].Default, fields["Timeout"].Minimum, fields["Timeout"].Maximum));
        Assert.Equal((ConfigFieldType.Integer, "3", 0, 10), (fields["MaxRetries"].Type, fields["MaxRetries"].Default, fields["MaxRetries"].Minimum, fields["MaxRetries"].Maximum));
    }

    [Theory]
    [MemberData(nameof(Talkers))]
    [Trait("Requirement", "S43")]
    [Trait("Requirement", "S45")]
    public async Task S45_what_is_configured_is_on_the_wire(string id)
    {
        var http = new CannedHandler(new CannedResponse(503, Answer));
        var collection = new ServiceCollection();
        collection.AddSingleton<TimeProvider>(new EagerTime());
        var path = ConfigSchema.PathOf(id);
        collection.AddLlmProviders(Container.Configuration(
            ($"{path}:ApiKey", "configured-key"), ($"{path}:Endpoint", "https://configured.test/base/"), ($"{path}:DefaultModel", "configured-model"), ($"{path}:MaxRetries", "1"),
            ($"{path}:Temperature", "0.25"), ($"{path}:MaxOutputTokens", "77"), ($"{path}:Headers:X-Configured", "yes"))).AddById(id).UseHandler(http);
        await using var services = collection.BuildServiceProvider();

        await Assert.ThrowsAsync<LlmProviderException>(() => services.GetRequiredKeyedService<IChatClient>(id).GetResponseAsync("hi"));

        Assert.Equal(2, http.Sent.Count);
        Assert.All(http.Sent, r => Assert.Equal(("configured.test", "yes"), (r.Uri.Host, r.Header("X-Configured"))));
        Assert.All(http.Sent, r => Assert.Contains(r.Headers.Values.Append(r.Uri.Query), v => v.Contains("configured-key", StringComparison.Ordinal)));
        Assert.All(http.Sent, r => Assert.Contains("configured-model", r.Uri + r.Text, StringComparison.Ordinal));
        using var body = JsonDocument.Parse(http.Sent[0].Text);
        Assert.Equal([0.25, 77], Numbers(body.RootElement).Where(n => n is 0.25 or 77).Order());
    }

    [Theory]
    [MemberData(nameof(Locked))]
    [Trait("Requirement", "S46")]
    [Trait("Requirement", "S48")]
    public async Task S48_without_a_key_nothing_is_sent_and_the_error_names_setting_and_variable(string id)
    {
        var http = new CannedHandler(Answer);
        var descriptor = AllProviders.Find(id);
        var options = descriptor.Schema.CreateOptions(_ => null);
        options.Endpoint = descriptor.DefaultEndpoint ?? new("https://mine.test/");
        var provider = AllProviders.Create(id, options, new(new HttpClient(http)) { Environment = _ => null });

        var e = await Assert.ThrowsAsync<LlmProviderException>(() => Send(provider));

        Assert.Equal((LlmErrorKind.Configuration, id), (e.Kind, e.ProviderId));
        Assert.Contains($"LlmProviders:{id}:ApiKey", e.Message, StringComparison.Ordinal);
        Assert.All(descriptor.Schema.KeyField!.EnvironmentVariables, v => Assert.Contains(v, e.Message, StringComparison.Ordinal));
        Assert.Equal($"LlmProviders:{id}:ApiKey", Assert.Single(provider.ValidateConfiguration()).Path);
        Assert.Empty(http.Sent);
    }

    [Theory]
    [MemberData(nameof(Locked))]
    [Trait("Requirement", "S46")]
    [Trait("Requirement", "S47")]
    public async Task S46_each_variable_of_a_key_is_found_and_configuration_comes_before_it(string id)
    {
        var descriptor = AllProviders.Find(id);
        foreach (var variable in descriptor.Schema.KeyField!.EnvironmentVariables)
        {
            var options = descriptor.Schema.CreateOptions(_ => null);
            options.BindEndpoint(descriptor.DefaultEndpoint ?? new("https://mine.test/"), SettingSource.Configuration);
            var services = new ProviderServices { Environment = name => name == variable ? "from-environment" : null };

            Assert.Equal(SettingSource.Environment, await AllProviders.Create(id, options, services).FindKeySourceAsync());
            options.BindApiKey("configured", SettingSource.Configuration);
            Assert.Equal(SettingSource.Configuration, await AllProviders.Create(id, options, services).FindKeySourceAsync());
        }
    }

    private static Task Send(BaseLlmProvider provider) => provider.Descriptor.Capabilities.HasFlag(ModelCapabilities.Chat)
        ? provider.CreateChatClient("any").GetResponseAsync("hi")
        : provider.CreateEmbeddingGenerator("any").GenerateAsync(["hi"]);

    private static IEnumerable<double> Numbers(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number => [element.GetDouble()],
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Numbers(p.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Numbers),
        _ => [],
    };
}
