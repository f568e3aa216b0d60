using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Llm.Providers.Samples.Setup;
using Llm.Providers.Testing;
using Llm.Providers.Tests.Support;
using Microsoft.Extensions.Configuration;
using Spectre.Console.Testing;

namespace Llm.Providers.Tests.Setup;

/// <summary>A wizard, a script and a page that know no provider by name: what they show is what schemas say.</summary>
[Trait("Requirement", "S17")]
public sealed class SetupTests : IDisposable
{
    private const string Key = "sk-wizard-7f3a9b21c4";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("setup-");
    private readonly TestConsole _console = new();

    private FileInfo Output => new(Path.Combine(_folder.FullName, "appsettings.json"));

    public void Dispose()
    {
        _console.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void Every_provider_of_every_package_can_be_set_up() =>
        Assert.Equal(AllProviders.Descriptors.Select(d => d.Id).Order(StringComparer.Ordinal), KnownProviders.All.Select(d => d.Id).Order(StringComparer.Ordinal));

    [Fact]
    public async Task S17_the_wizard_asks_what_the_schema_lists_and_never_shows_the_key()
    {
        Interactive();
        _console.Input.PushTextWithEnter(Key);
        _console.Input.PushTextWithEnter("http://far.test/"); // refused: keys would travel unencrypted
        _console.Input.PushTextWithEnter("https://proxy.test/v1/");
        _console.Input.PushTextWithEnter("");
        _console.Input.PushTextWithEnter("n"); // more settings
        _console.Input.PushTextWithEnter("n"); // try it
        _console.Input.PushKey(ConsoleKey.Enter); // the key is kept in an environment variable

        var code = await new Wizard(_console).RunAsync(new() { Provider = "mistral", Output = Output }, default);

        Assert.Equal(0, code);
        foreach (var field in KnownProviders.Find("mistral").Schema.Fields.Where(f => !f.Advanced))
        {
            Assert.Contains(field.Label!, _console.Output, StringComparison.Ordinal);
            Assert.Contains(field.Description!, _console.Output, StringComparison.Ordinal);
        }

        Assert.Contains("LlmProviders:mistral:Endpoint: 'http://far.test/' would send keys", Unwrapped(), StringComparison.Ordinal);
        Assert.Contains("MISTRAL_API_KEY", _console.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, _console.Output, StringComparison.Ordinal);
        Assert.Equal("""{"LlmProviders":{"mistral":{"Endpoint":"https://proxy.test/v1/"}}}""", Compact());
    }

    [Fact]
    public async Task S17_every_type_of_setting_can_be_answered()
    {
        Interactive();
        foreach (var answer in (string[])["", "", "8192", "qwen3:8b", "y"]) // key, endpoint, context length, model; more settings
        {
            _console.Input.PushTextWithEnter(answer);
        }

        foreach (var field in KnownProviders.Find("ollama").Schema.Fields.Where(f => f.Advanced))
        {
            Answer(field);
        }

        _console.Input.PushTextWithEnter("n");

        await new Wizard(_console).RunAsync(new() { Provider = "ollama", Output = Output }, default);

        using var file = JsonDocument.Parse(await File.ReadAllTextAsync(Output.FullName));
        var section = file.RootElement.GetProperty("LlmProviders").GetProperty("ollama");
        Assert.Equal("qwen3:8b", section.GetProperty("DefaultModel").GetString());
        Assert.Equal((0.5, 2, "Throw", true), (section.GetProperty("Temperature").GetDouble(), section.GetProperty("MaxRetries").GetInt32(), section.GetProperty("UnsupportedOptions").GetString(), section.GetProperty("IncludeRawRepresentation").GetBoolean()));
        Assert.Equal((2, "00:00:02"), (section.GetProperty("EnvironmentKeyHosts").GetArrayLength(), section.GetProperty("IdleTimeout").GetString()));
        Assert.Equal("1, 2", section.GetProperty("Headers").GetProperty("X-A").GetString());
        Assert.Empty(KnownProviders.Find("ollama").Schema.Check(Configuration("LlmProviders:ollama"), "LlmProviders:ollama")); // what was written can be read
    }

    [Fact]
    public async Task A_script_writes_settings_beside_what_is_there_and_keeps_the_key_out()
    {
        await File.WriteAllTextAsync(Output.FullName, """{ /* ours */ "Logging": { "LogLevel": { "Default": "Debug" } }, "LlmProviders": { "groq": { "MaxRetries": 1 } } }""");

        var code = await new SetupRunner(_console).RunAsync(new() { Provider = "openai", Name = "openai-eu", Output = Output, Settings = ["maxretries=2", "Timeout=7.5", "Headers=X-A=1;X-B=2"], Key = Key }, default);

        Assert.Equal(0, code);
        Assert.Equal("""{"Logging":{"LogLevel":{"Default":"Debug"}},"LlmProviders":{"groq":{"MaxRetries":1},"openai-eu":{"MaxRetries":2,"Timeout":7.5,"Headers":{"X-A":"1","X-B":"2"}}}}""", Compact());
        Assert.Contains("OPENAI_API_KEY or LlmProviders__openai-eu__ApiKey", Unwrapped(), StringComparison.Ordinal);
        Assert.DoesNotContain(Key, _console.Output + await File.ReadAllTextAsync(Output.FullName), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_is_written_in_plain_text_only_on_demand_and_with_a_warning()
    {
        await new SetupRunner(_console).RunAsync(new() { Provider = "openai", Output = Output, Key = Key, KeyPlace = KeyPlace.File }, default);

        Assert.Equal("""{"LlmProviders":{"openai":{"ApiKey":"KEY"}}}""".Replace("KEY", Key, StringComparison.Ordinal), Compact());
        Assert.Contains("plain text", _console.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, _console.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_is_replaced_whole_and_one_with_a_key_is_for_its_owner_alone(bool key)
    {
        const UnixFileMode Before = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
        await File.WriteAllTextAsync(Output.FullName, "{ \"a\": 1 }");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Output.FullName, Before);
        }

        string old;
        using (var reader = new StreamReader(new FileStream(Output.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete)))
        {
            await new SetupRunner(_console).RunAsync(new() { Provider = "openai", Output = Output, Settings = ["MaxRetries=1"], Key = key ? Key : null, KeyPlace = KeyPlace.File }, default);
            old = await reader.ReadToEndAsync(); // who has it open reads what was there
        }

        Assert.Equal("{ \"a\": 1 }", old);
        Assert.Equal(key, (await File.ReadAllTextAsync(Output.FullName)).Contains(Key, StringComparison.Ordinal));
        Assert.Equal([Output.Name], _folder.GetFiles().Select(f => f.Name));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(key ? UnixFileMode.UserRead | UnixFileMode.UserWrite : Before, File.GetUnixFileMode(Output.FullName));
        }
    }

    [Theory]
    [InlineData("ApiKey=x", "--key-stdin")]
    [InlineData("ApiKeyy=x", "has no setting ApiKeyy")]
    [InlineData("MaxRetries", "MaxRetries=VALUE")]
    [InlineData("MaxRetries=99", "LlmProviders:openai:MaxRetries is 99; it must be between 0 and 10.")]
    public async Task What_cannot_be_taken_is_said_and_nothing_is_written(string setting, string fault)
    {
        var e = await Assert.ThrowsAsync<SetupException>(() => new SetupRunner(_console).RunAsync(new() { Provider = "openai", Output = Output, Settings = [setting] }, default));

        Assert.Contains(fault, e.Message, StringComparison.Ordinal);
        Assert.False(Output.Exists);
    }

    [Fact]
    public async Task A_file_that_is_no_JSON_object_is_left_as_it_is()
    {
        await File.WriteAllTextAsync(Output.FullName, "[1, 2");

        await Assert.ThrowsAsync<SetupException>(() => new SetupRunner(_console).RunAsync(new() { Provider = "openai", Output = Output, Settings = ["MaxRetries=1"] }, default));

        Assert.Equal("[1, 2", await File.ReadAllTextAsync(Output.FullName));
    }

    [Fact]
    public async Task The_connection_is_tried_with_the_settings_that_were_given()
    {
        await using var emulator = await EmulatorServer.StartAsync();
        var request = new SetupRequest { Provider = "openai", Output = Output, Settings = [$"Endpoint={emulator.Endpoint}"], Key = Key, Test = true };

        Assert.Equal(0, await new SetupRunner(_console).RunAsync(request, default));
        Assert.Contains("OpenAI answers.", _console.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void S17_the_page_draws_itself_from_the_form()
    {
        var form = KnownProviders.FormOf("mistral");

        var page = FormPage.Create(form);

        using var drawn = JsonDocument.Parse(page.Split("const form = ")[1].Split(";\n")[0]);
        using var given = JsonDocument.Parse(form);
        Assert.True(JsonElement.DeepEquals(given.RootElement, drawn.RootElement));
        Assert.Contains("<think>", form, StringComparison.Ordinal);
        Assert.DoesNotContain("<think>", page, StringComparison.Ordinal);
        Assert.All(Enum.GetNames<ConfigFieldType>().Select(t => t.ToLowerInvariant()).Except(["text"]), t => Assert.Contains($"case '{t}'", page, StringComparison.Ordinal)); // text is the default
        Assert.DoesNotContain("http://", page, StringComparison.Ordinal); // nothing is loaded from elsewhere
        Assert.DoesNotContain("src=", page, StringComparison.Ordinal);
    }

    private void Interactive()
    {
        _console.Profile.Capabilities.Interactive = true;
        _console.Profile.Capabilities.Ansi = true;
        _console.Profile.Width = 500;
    }

    private void Answer(ConfigField field)
    {
        if (field.Type is ConfigFieldType.Choice or ConfigFieldType.Boolean)
        {
            _console.Input.PushKey(ConsoleKey.DownArrow);
            _console.Input.PushKey(ConsoleKey.Enter);
            return;
        }

        _console.Input.PushTextWithEnter(field.Type switch
        {
            ConfigFieldType.Integer => Math.Max(2, field.Minimum ?? 0).ToString(CultureInfo.InvariantCulture),
            ConfigFieldType.Number => "0.5",
            ConfigFieldType.Seconds => "00:00:02",
            ConfigFieldType.List => "a.test, b.test",
            ConfigFieldType.Map => "X-A=1, 2;X-B=3",
            _ => "text",
        });
    }

    private IConfigurationSection Configuration(string path)
    {
        using var stream = Output.OpenRead();
        return new ConfigurationBuilder().AddJsonStream(stream).Build().GetSection(path);
    }

    private string Unwrapped() => _console.Output.ReplaceLineEndings(" ").Replace("  ", " ", StringComparison.Ordinal);

    private string Compact() => JsonNode.Parse(File.ReadAllText(Output.FullName))!.ToJsonString();
}
