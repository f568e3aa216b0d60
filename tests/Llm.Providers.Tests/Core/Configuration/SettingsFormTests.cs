using System.Text.Json;
using Llm.Providers.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Llm.Providers.Tests.Core.Configuration;

/// <summary>The description a settings page is drawn from.</summary>
[Trait("Requirement", "S17")]
public sealed class SettingsFormTests
{
    public static TheoryData<string> Ids => AllProviders.Ids;

    [Fact]
    public void S17_the_form_of_a_kind_of_provider() =>
        Snapshot.Match(SettingsForm.ToJson(FakeProvider.Description, environment: name => name == "FAKE_API_KEY" ? "secret-of-the-environment" : null));

    [Theory]
    [MemberData(nameof(Ids))]
    public void S17_every_provider_has_a_form_with_stable_ids_and_paths(string id)
    {
        using var form = JsonDocument.Parse(SettingsForm.ToJson(AllProviders.Find(id), environment: _ => null), new() { AllowDuplicateProperties = false });
        var provider = Assert.Single(form.RootElement.GetProperty("providers").EnumerateArray());
        var fields = provider.GetProperty("fields").EnumerateArray().ToList();

        Assert.Equal(AllProviders.Find(id).Schema.Fields.Select(f => ($"{id}.{f.Key}", $"LlmProviders:{id}:{f.Key}", f.Secret)), fields.Select(f => (f.GetProperty("id").GetString()!, f.GetProperty("path").GetString()!, f.GetProperty("secret").GetBoolean())));
        Assert.All(fields, f => Assert.Contains(f.GetProperty("type").GetString(), (string[])["text", "secret", "integer", "number", "boolean", "choice", "uri", "seconds", "list", "map"]));
        Assert.All(fields, f => Assert.False(f.TryGetProperty("value", out _) || f.TryGetProperty("source", out _)));
        Assert.DoesNotContain(fields, f => f.GetProperty("environment").EnumerateArray().Any(v => v.GetProperty("set").GetBoolean()));
    }

    [Fact]
    public void S17_the_form_of_a_provider_says_where_values_come_from_and_shows_no_secret()
    {
        var schema = FakeProvider.Schema;
        var options = new FakeOptions();
        schema.Bind(options, Container.Configuration(("ApiKey", "configured-secret"), ("MaxRetries", "5"), ("Timeout", "00:00:12"), ("EnvironmentKeyHosts", "a,b"), ("Headers:X-Key", "header-secret")), "LlmProviders:fake", n => n == "FAKE_ENDPOINT" ? "https://e.test/" : null);
        options.Temperature = 0.7f;
        var provider = new FakeProvider(options, new() { Environment = n => n == "FAKE_ENDPOINT" ? "https://e.test/" : null });

        var text = SettingsForm.ToJson(provider);

        using var form = JsonDocument.Parse(text);
        var fields = form.RootElement.GetProperty("providers")[0].GetProperty("fields").EnumerateArray().ToDictionary(f => f.GetProperty("key").GetString()!);
        Assert.Equal(
            ["ApiKey configuration", "Endpoint environment \"https://e.test/\"", "MaxRetries configuration 5", "Timeout configuration 12", "Temperature code 0.7", "IdleTimeout none 60", "EnvironmentKeyHosts configuration [\"a\",\"b\"]", "Headers configuration"],
            new[] { "ApiKey", "Endpoint", "MaxRetries", "Timeout", "Temperature", "IdleTimeout", "EnvironmentKeyHosts", "Headers" }.Select(k => $"{k} {fields[k].GetProperty("source").GetString()} {(fields[k].TryGetProperty("value", out var v) ? v.GetRawText() : "")}".TrimEnd()));
        Assert.True(fields["Endpoint"].GetProperty("environment")[0].GetProperty("set").GetBoolean());
        Assert.Empty(form.RootElement.GetProperty("providers")[0].GetProperty("faults").EnumerateArray());
        Assert.DoesNotContain("secret\"", text.Replace("\"secret\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("-secret", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S17_the_form_of_a_registry_shows_providers_that_cannot_be_made_with_their_faults()
    {
        await using var services = Container.Build(
            b => b.AddFake("good", o => o.ApiKey = "k").AddFake("bad"), ("LlmProviders:bad:MaxRetries", "99"), ("LlmProviders:bad:Timeout", "soon"), ("LlmProviders:bad:ApiKey", "bad-secret"));

        var text = SettingsForm.ToJson(services.GetRequiredService<ILlmProviderRegistry>());

        using var form = JsonDocument.Parse(text);
        var providers = form.RootElement.GetProperty("providers").EnumerateArray().ToList();
        Assert.Equal(["good", "bad"], providers.Select(p => p.GetProperty("id").GetString()));
        Assert.All(providers, p => Assert.Equal("fake", p.GetProperty("kind").GetString()));
        Assert.Empty(providers[0].GetProperty("faults").EnumerateArray());
        Assert.Equal(["LlmProviders:bad:Timeout", "LlmProviders:bad:MaxRetries"], providers[1].GetProperty("faults").EnumerateArray().Select(f => f.GetProperty("path").GetString()));
        Assert.DoesNotContain("bad-secret", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_source_of_the_key_is_the_first_that_may_have_it()
    {
        var environment = new ProviderServices { Environment = _ => "k" };

        Assert.Equal("environment", KeySource(new FakeProvider(new(), environment)));
        Assert.Equal("code", KeySource(new FakeProvider(new() { ApiKey = "k" }, environment)));
        Assert.Equal("callback", KeySource(new FakeProvider(new() { ApiKeyCallback = (_, _) => throw new InvalidOperationException("asked") }, environment)));
        Assert.Equal("none", KeySource(new FakeProvider(new(), new() { Environment = _ => null })));
    }

    private static string? KeySource(FakeProvider provider)
    {
        using var form = JsonDocument.Parse(SettingsForm.ToJson(provider));
        return form.RootElement.GetProperty("providers")[0].GetProperty("fields")[0].GetProperty("source").GetString();
    }
}
