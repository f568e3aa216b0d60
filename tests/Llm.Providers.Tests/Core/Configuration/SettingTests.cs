using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Core.Configuration;

/// <summary>Settings as they are written, read and checked.</summary>
public sealed class SettingTests
{
    private const string Path = "LlmProviders:fake";

    [Fact]
    [Trait("Requirement", "S44")]
    public void S44_the_defaults_of_the_schema_are_the_defaults_of_the_options()
    {
        var written = FakeProvider.Schema.Fields.Where(f => f.Default is not null && f.Key != "Endpoint").Select(f => (f.Key, f.Default!)).ToArray();
        Assert.True(written.Length >= 8);

        var (bound, faults) = Bind(written);

        Assert.Empty(faults);
        Assert.Equal(LlmTimeouts.DefaultFirstByte(local: false), bound.Timeouts.FirstByte);
        bound.Timeouts.FirstByte = null; // which stands for it
        Assert.Equal(Describe(new()), Describe(bound));
        Assert.Equal(FakeProvider.Description.DefaultEndpoint!.ToString(), FakeProvider.Schema.Fields.Single(f => f.Key == "Endpoint").Default);
    }

    [Fact]
    [Trait("Requirement", "S37")]
    public void S37_every_type_of_setting_is_read()
    {
        var (o, faults) = Bind(
            ("Endpoint", "https://h.test/v1"), ("DefaultModel", " m "), ("MaxRetries", "0"), ("Timeout", "1.5"), ("Temperature", "0.25"), ("UnsupportedOptions", "throw"),
            ("IdleTimeout", "00:01:30"), ("AllowInsecureHttp", "True"), ("EnvironmentKeyHosts:0", "a"), ("EnvironmentKeyHosts:1", "b"), ("Headers:X-A", "1=2"), ("MaxOutputTokens", "10"));

        Assert.Empty(faults);
        Assert.Equal(("https://h.test/v1", "m", 0, 1.5, 0.25f), (o.Endpoint!.AbsoluteUri, o.DefaultModel, o.MaxRetries, o.Timeouts.FirstByte!.Value.TotalSeconds, o.Temperature!.Value));
        Assert.Equal((UnsupportedOptionBehavior.Throw, true, "1=2", 10), (o.UnsupportedOptions, o.AllowInsecureHttp, o.Headers["X-A"], o.MaxOutputTokens));
        Assert.Equal(["a", "b"], o.EnvironmentKeyHosts);
        Assert.Equal(TimeSpan.FromSeconds(90), o.Timeouts.Idle);
    }

    [Theory]
    [InlineData("EnvironmentKeyHosts", "a.test, b.test")]
    [InlineData("EnvironmentKeyHosts", "a.test;b.test;")]
    [InlineData("EnvironmentKeyHosts", "a.test\nb.test")]
    [Trait("Requirement", "S37")]
    public void S37_a_list_may_be_one_text(string key, string value)
    {
        var (options, faults) = Bind((key, value));

        Assert.Empty(faults);
        Assert.Equal(["a.test", "b.test"], options.EnvironmentKeyHosts);
    }

    [Fact]
    [Trait("Requirement", "S37")]
    public void S37_a_map_may_be_one_text_whose_values_hold_commas()
    {
        var (options, faults) = Bind(("Headers", "X-A=1, 2; X-B = a=b"));

        Assert.Empty(faults);
        Assert.Equal([("X-A", "1, 2"), ("X-B", "a=b")], options.Headers.Select(h => (h.Key, h.Value)));
    }

    [Fact]
    public void An_entry_of_a_list_in_configuration_is_taken_as_it_is() =>
        Assert.Equal(["a,b", "c"], Bind(("EnvironmentKeyHosts:0", "a,b"), ("EnvironmentKeyHosts:1", "c")).Options.EnvironmentKeyHosts);

    [Fact]
    public void Lists_maps_and_second_secrets_are_read_from_the_environment()
    {
        List<string> hosts = [];
        string? token = null;
        var schema = new ConfigSchema<FakeOptions>().Key("FAKE_API_KEY")
            .List("Hosts", "Hosts", "Hosts.", _ => hosts, "FAKE_HOSTS").Map("More", "More", "More.", o => o.Headers, "FAKE_HEADERS")
            .Add(new ConfigField { Key = "Token", Type = ConfigFieldType.Secret, EnvironmentVariables = ["FAKE_TOKEN"] }, _ => token, (_, v) => token = v);
        var environment = new Dictionary<string, string> { ["FAKE_HOSTS"] = "a,b", ["FAKE_HEADERS"] = "x=1;y=2", ["FAKE_TOKEN"] = "t", ["FAKE_API_KEY"] = "k" };

        var options = schema.CreateOptions(environment.GetValueOrDefault);

        Assert.Equal(["a", "b"], hosts);
        Assert.Equal(["x=1", "y=2"], options.Headers.Select(h => $"{h.Key}={h.Value}"));
        Assert.Equal("t", token);
        Assert.Null(options.ApiKey); // the key is looked up when it is needed, after a key store
    }

    [Fact]
    public void A_configured_list_takes_the_place_of_its_default()
    {
        List<string> hosts = ["built-in.test"];
        var schema = new ConfigSchema<FakeOptions>().List("Hosts", "Hosts", "Hosts.", _ => hosts);

        Assert.Equal("built-in.test", schema.Fields[0].Default);
        schema.Bind(new FakeOptions(), Container.Configuration(("Hosts:0", "mine.test")), Path, _ => null);
        Assert.Equal(["mine.test"], hosts);
    }

    [Theory]
    [InlineData("ApiKey:Value")]
    [InlineData("Timeout:Seconds")]
    [InlineData("Headers:X-A:B")]
    [InlineData("EnvironmentKeyHosts:0:Name")]
    public void A_section_in_the_place_of_a_value_is_a_fault(string key)
    {
        var fault = Assert.Single(Bind((key, "hunter2pass")).Faults);

        Assert.StartsWith($"{Path}:{key.Split(':')[0]}: a section is not", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2pass", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_from_the_environment_that_breaks_a_rule_is_traced_to_its_variable()
    {
        var environment = new Dictionary<string, string> { ["FAKE_ENDPOINT"] = "http://far.test/" };
        var options = FakeProvider.Schema.CreateOptions(environment.GetValueOrDefault);

        var fault = Assert.Single(FakeProvider.Schema.Validate(options, Path));

        Assert.Equal($"{Path}:Endpoint", fault.Path);
        Assert.EndsWith("It comes from the environment variable FAKE_ENDPOINT.", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Written_settings_are_checked_without_making_a_provider()
    {
        var faults = FakeProvider.Schema.Check(Container.Configuration(("MaxRetries", "99"), ("Timeout", "soon"), ("Endpoint", "https://h.test/")), Path, _ => null);

        Assert.Equal([$"{Path}:Timeout", $"{Path}:MaxRetries"], faults.Select(f => f.Path));
        Assert.Equal([$"{Path}:Endpoint"], Container.NoEndpoint.Check(Container.Configuration(("Endpoint", "nonsense")), Path, _ => null).Select(f => f.Path)); // malformed, and not missing as well
    }

    [Fact]
    public void The_source_of_a_setting_is_where_its_value_was_found()
    {
        var (options, _) = Bind(("MaxRetries", "5"), ("Timeout", "12"));
        options.MaxRetries = 6;
        options.Temperature = 0.7f;

        Assert.Equal(
            [("MaxRetries", SettingSource.Code), ("Timeout", SettingSource.Configuration), ("Temperature", SettingSource.Code), ("IdleTimeout", SettingSource.None)],
            new[] { "MaxRetries", "Timeout", "Temperature", "IdleTimeout" }.Select(k => (k, FakeProvider.Schema.Look(options, FakeProvider.Schema.Fields.Single(f => f.Key == k)).Source)));
        Assert.Equal("0.7", SettingText.Of((double)0.7f));
    }

    [Theory]
    [InlineData("MaxRetries", "three")]
    [InlineData("MaxRetries", "1.5")]
    [InlineData("MaxRetries", "99999999999")]
    [InlineData("Timeout", "soon")]
    [InlineData("Timeout", "1:30")]
    [InlineData("Timeout", "0:1:x")]
    [InlineData("Timeout", "1e300")]
    [InlineData("Timeout", "Infinity")]
    [InlineData("Timeout", "NaN")]
    [InlineData("Temperature", "1,5")]
    [InlineData("UnsupportedOptions", "Explode")]
    [InlineData("UnsupportedOptions", "1")]
    [InlineData("UnsupportedOptions", "Warn,Drop")]
    [InlineData("AllowInsecureHttp", "yes")]
    [InlineData("Endpoint", "api.fake.test/v1")]
    [InlineData("Headers", "no pair")]
    public void A_malformed_value_is_one_fault_that_starts_with_its_path(string key, string value)
    {
        var fault = Assert.Single(Bind((key, value)).Faults);

        Assert.StartsWith($"{Path}:{key}", fault.Message, StringComparison.Ordinal);
        Assert.Equal($"{Path}:{key}", fault.Path);
    }

    [Theory]
    [InlineData("MaxRetries", "0", true)]
    [InlineData("MaxRetries", "10", true)]
    [InlineData("MaxRetries", "-1", false)]
    [InlineData("MaxRetries", "11", false)]
    [InlineData("Timeout", "1", true)]
    [InlineData("Timeout", "300", true)]
    [InlineData("Timeout", "0.999", false)]
    [InlineData("Timeout", "300.5", false)]
    [InlineData("Temperature", "0", true)]
    [InlineData("Temperature", "2", true)]
    [InlineData("Temperature", "2.01", false)]
    [InlineData("Temperature", "NaN", false)]
    [InlineData("MaxOutputTokens", "1", true)]
    [InlineData("MaxOutputTokens", "0", false)]
    [InlineData("MaxConnectionsPerServer", "0", false)]
    [Trait("Requirement", "S40")]
    [Trait("Requirement", "S41")]
    public void S40_bounds_are_inclusive(string key, string value, bool valid)
    {
        var (options, malformed) = Bind((key, value));
        var faults = FakeProvider.Schema.Validate(options, Path);

        Assert.Empty(malformed);
        Assert.Equal(valid, faults.Count == 0);
        Assert.All(faults, f => Assert.StartsWith($"{Path}:{key} is {value}", f.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://far.test/v1/", false, true)]
    [InlineData("http://localhost:1234/", false, true)]
    [InlineData("http://127.0.0.1/", false, true)]
    [InlineData("http://[::1]/", false, true)]
    [InlineData("http://far.test/", false, false)]
    [InlineData("http://192.168.1.5/", false, false)]
    [InlineData("http://far.test/", true, true)]
    [InlineData("ftp://far.test/", true, false)]
    [InlineData("https://user:hunter2pass@far.test/", true, false)]
    [InlineData("ftp://user:hunter2pass@far.test/", true, false)]
    [Trait("Requirement", "S39")]
    public void S39_an_address_that_would_show_keys_or_words_is_refused(string endpoint, bool insecure, bool valid)
    {
        var faults = FakeProvider.Schema.Validate(new FakeOptions { Endpoint = new(endpoint), AllowInsecureHttp = insecure }, Path);

        Assert.Equal(valid, faults.Count == 0);
        Assert.All(faults, f => Assert.DoesNotContain("hunter2pass", f.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Headers", "x-api-key sk-live-abcdef123456")]
    [InlineData("Endpoint", "sk-live-abcdef1234567890")]
    [Trait("Requirement", "S38")]
    public void S38_a_fault_does_not_repeat_what_looks_like_a_secret(string key, string value) =>
        Assert.DoesNotContain("abcdef123456", Assert.Single(Bind((key, value)).Faults).Message, StringComparison.Ordinal);

    [Fact]
    [Trait("Requirement", "S38")]
    public void S38_a_secret_is_write_only_and_its_default_is_not_exported()
    {
        var schema = new ConfigSchema<FakeOptions>().Add(new ConfigField { Key = "Token", Type = ConfigFieldType.Secret, Default = "hunter2pass" }, _ => null, (_, _) => throw new FormatException());

        Assert.DoesNotContain("hunter2pass", schema.ToJsonSchema(), StringComparison.Ordinal);
        Assert.Contains("writeOnly", schema.ToJsonSchema(), StringComparison.Ordinal);
        var fault = Assert.Single(schema.Bind(new FakeOptions(), Container.Configuration(("Token", "hunter2pass")), Path, _ => null));
        Assert.DoesNotContain("hunter2pass", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "S31")]
    public void S31_a_provider_without_arguments_takes_the_environment()
    {
        var environment = new Dictionary<string, string> { ["FAKE_ENDPOINT"] = " https://mine.test/ " };

        var options = FakeProvider.Schema.CreateOptions(environment.GetValueOrDefault);

        Assert.Equal("https://mine.test/", options.Endpoint!.AbsoluteUri);
        Assert.NotNull(new FakeProvider().CreateChatClient());
        environment["FAKE_ENDPOINT"] = "nonsense";
        Assert.Contains("FAKE_ENDPOINT", Assert.Throws<LlmProviderException>(() => FakeProvider.Schema.CreateOptions(environment.GetValueOrDefault)).Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "S59")]
    public void S59_wrong_settings_are_refused_at_once_with_every_fault()
    {
        var log = new LogRecorder();

        var e = Assert.Throws<LlmProviderException>(() => Fake.Provider(new CannedHandler("{}"), configure: o => (o.MaxRetries, o.Temperature) = (99, 7), log: log));

        Assert.Equal(LlmErrorKind.Configuration, e.Kind);
        Assert.Contains("LlmProviders:fake:MaxRetries", e.Message, StringComparison.Ordinal);
        Assert.Contains("LlmProviders:fake:Temperature", e.Message, StringComparison.Ordinal);
        Assert.Equal(5, Assert.Single(log.Entries).Id);
    }

    [Fact]
    public void A_missing_endpoint_is_named_among_the_faults()
    {
        var description = FakeProvider.Description with { DefaultEndpoint = null, Schema = Container.NoEndpoint };
        var provider = new FakeProvider(Fake.Options(), new() { Environment = _ => null }, description);

        Assert.Contains("LlmProviders:fake:Endpoint is required", Assert.Single(provider.ValidateConfiguration()).Message, StringComparison.Ordinal);
        Assert.Equal(LlmErrorKind.Configuration, Assert.Throws<LlmProviderException>(() => provider.CreateChatClient()).Kind);
    }

    [Fact]
    public void A_setting_is_named_once() => Assert.Throws<ArgumentException>(() => new ConfigSchema<FakeOptions>().Tuning().Tuning());

    [Fact]
    [Trait("Requirement", "S36")]
    public void S36_the_settings_as_JSON_schema()
    {
        var schema = System.Text.Json.JsonElement.Parse(FakeProvider.Schema.ToJsonSchema());
        var properties = schema.GetProperty("properties").EnumerateObject().ToList();
        var limits = properties.FindIndex(p => p.Name == "MaxConcurrentRequests");

        // In two, so that each can be read at a sitting.
        Snapshot.Match(Write(properties[..limits]), "general");
        Snapshot.Match(Write(properties[limits..]), "limits");
        Assert.Equal("object", schema.GetProperty("type").GetString());

        static string Write(IEnumerable<System.Text.Json.JsonProperty> members) =>
            OpenAICompatible.Compatible.Indent($"{{{string.Join(',', members.Select(m => $"\"{m.Name}\":{m.Value.GetRawText()}"))}}}");
    }

    private static (FakeOptions Options, IReadOnlyList<ConfigFault> Faults) Bind(params (string Key, string Value)[] settings)
    {
        var options = new FakeOptions();
        return (options, FakeProvider.Schema.Bind(options, Container.Configuration(settings), Path, _ => null));
    }

    private static string Describe(FakeOptions options) =>
        string.Join('\n', Properties(options).Concat(Properties(options.Timeouts)));

    private static IEnumerable<string> Properties(object options) =>
        options.GetType().GetProperties().Where(p => p.Name != "Timeouts").Select(p => $"{p.Name} = {p.GetValue(options)}");
}
