using System.Diagnostics;
using Llm.Providers.Anthropic;
using Llm.Providers.Google;
using Llm.Providers.OpenAI;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Core.Preview;

/// <summary>The whole request, before it is sent.</summary>
public sealed class RequestPreviewTests
{
    private const string Key = "sk-real-key-0123456789abcdef";

    private static readonly ChatMessage[] s_hi = [new(ChatRole.User, "It's $HOME, `id` and \"x\"\n!")];

    [Fact]
    public void A_preview_is_the_request_that_is_sent()
    {
        var handler = new CannedHandler("{}");
        var provider = OpenAI(handler);

        var preview = provider.PreviewRequest(s_hi, new() { ModelId = "gpt-4.1", Temperature = 0.5f, TopK = 3, MaxOutputTokens = 99 }, stream: true);

        Snapshot.Match(preview.ToString().Replace(preview.Headers["User-Agent"], "(agent)", StringComparison.Ordinal));
        Assert.Empty(handler.Sent);
        Assert.Contains("TopK", Assert.Single(preview.Warnings), StringComparison.Ordinal);
        Assert.Equal((HttpMethod.Post, true, "gpt-4.1"), (preview.Method, preview.IsStreaming, preview.Model.Id));
    }

    [Fact]
    public async Task Body_and_headers_are_those_that_go_over_the_wire()
    {
        var handler = new CannedHandler("{}");
        var provider = OpenAI(handler);
        var options = new ChatOptions { ModelId = "gpt-4.1", AdditionalProperties = new() { ["llm.headers"] = new Dictionary<string, string> { ["X-Trace"] = "t1" } } };

        var preview = provider.PreviewRequest(s_hi, options);
        await Fake.FailureAsync(() => provider.CreateChatClient("gpt-4.1").GetResponseAsync(s_hi, options));

        Assert.Equal(handler.Single.Text, preview.Body);
        Assert.Equal(handler.Single.Uri, preview.Uri);
        Assert.Equal(handler.Single.Headers.Keys.Where(k => k != "Content-Length").Order(StringComparer.OrdinalIgnoreCase), preview.Headers.Keys.Where(k => k != "Content-Length").Order(StringComparer.OrdinalIgnoreCase));
        Assert.Equal("t1", preview.Headers["X-Trace"]);
    }

    public static TheoryData<string, string> Commands => new()
    {
        { OpenAI().PreviewRequest(s_hi, new() { ModelId = "gpt-4.1" }).ToCurl(), "-H 'Authorization: Bearer '\"$OPENAI_API_KEY\"" },
        { new AnthropicProvider(new() { ApiKey = Key }).PreviewRequest(s_hi).ToCurl(), "-H 'x-api-key: '\"$ANTHROPIC_API_KEY\"" },
        { new GoogleProvider(new() { ApiKey = Key }).PreviewRequest(s_hi, stream: true).ToCurl(), "-H 'x-goog-api-key: '\"$G" },
    };

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_command_reads_the_key_from_the_environment_and_holds_none(string command, string header)
    {
        Assert.Contains(header, command, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, command, StringComparison.Ordinal);
        Assert.DoesNotContain("kkkey", command, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shell_takes_the_command_as_it_is_meant()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // the command is for a POSIX shell
        }

        var preview = OpenAI().PreviewRequest(s_hi, new() { ModelId = "gpt-4.1" });
        var script = "curl() { for a in \"$@\"; do printf '%s\\0' \"$a\"; done; }\n" + preview.ToCurl();
        var start = new ProcessStartInfo("/bin/sh", ["-c", script]) { RedirectStandardOutput = true };
        start.Environment["OPENAI_API_KEY"] = "from-env";

        using var shell = Process.Start(start)!;
        var arguments = (await shell.StandardOutput.ReadToEndAsync()).Split('\0');

        Assert.Contains(preview.Body!, arguments);
        Assert.Contains("Authorization: Bearer from-env", arguments);
        Assert.Contains("https://api.openai.com/v1/chat/completions", arguments);
    }

    [Fact]
    public void Secrets_of_the_application_are_masked_in_headers_and_body()
    {
        var provider = OpenAI(configure: o => (o.Headers["X-Gateway-Token"], o.Headers["X-Team"]) = ("tok-123456", "blue"));
        var options = new ChatOptions { ModelId = "gpt-4.1", AdditionalProperties = new() { ["mcp"] = new Dictionary<string, object?> { ["authorization_token"] = "mcp-secret", ["name"] = "n", ["on"] = true, ["n"] = 1.50, ["none"] = null } } };

        var preview = provider.PreviewRequest(s_hi, options);

        Assert.Equal(("***", "***", "blue"), (preview.Headers["Authorization"].Replace("Bearer ", "", StringComparison.Ordinal), preview.Headers["X-Gateway-Token"], preview.Headers["X-Team"]));
        Assert.DoesNotContain("tok-123456", preview + preview.ToCurl(), StringComparison.Ordinal);
        Assert.DoesNotContain("mcp-secret", preview + preview.ToCurl(), StringComparison.Ordinal);
        Assert.Contains("\"authorization_token\":\"***\"", preview.Body, StringComparison.Ordinal);
        Assert.Contains("It's $HOME, `id` and \\\"x\\\"\\n!", preview.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void Headers_of_a_remote_tool_are_masked_whatever_they_are_called()
    {
        var server = new HostedMcpServerTool("crm", "https://crm.test/mcp?apiKey=srv-secret-1&region=north") { Headers = new Dictionary<string, string> { ["Authorization"] = "Bearer mcp-secret-1", ["X-Team"] = "mcp-secret-2" } };

        var preview = OpenAI(configure: o => o.Wire = OpenAIWire.Responses).PreviewRequest(s_hi, new() { ModelId = "gpt-5", Tools = [server] });

        Assert.Contains("\"headers\":{\"Authorization\":\"***\",\"X-Team\":\"***\"}", preview.Body, StringComparison.Ordinal);
        Assert.Contains("https://crm.test/mcp?apiKey=***&region=north", preview.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", preview.Body + preview + preview.ToCurl(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"API_KEY":"s","Access-Token":5,"password":["s"],"secret":{"a":"s"}}""", """{"API_KEY":"***","Access-Token":"***","password":"***","secret":"***"}""")]
    [InlineData("""{"tools":[{"headers":[{"name":"a","value":"s"}]},{"Headers":{"a":{"b":1.50}}}]}""", """{"tools":[{"headers":[{"name":"***","value":"***"}]},{"Headers":{"a":"***"}}]}""")]
    [InlineData("""{"properties":{"password":{"type":"string"},"headers":{"type":"object"}, "token":"s"}}""", """{"properties":{"password":{"type":"string"},"headers":{"type":"object"},"token":"***"}}""")]
    [InlineData("""{"max_tokens": 5, "prompt_cache_key":"k", "signature":"x", "api_key":null, "t":1.50}""", """{"max_tokens": 5, "prompt_cache_key":"k", "signature":"x", "api_key":null, "t":1.50}""")]
    public void What_bears_the_name_of_a_secret_is_masked_and_all_else_stays(string body, string shown) =>
        Assert.Equal(shown, System.Text.Encoding.UTF8.GetString(BodyRedaction.Redact(System.Text.Encoding.UTF8.GetBytes(body))));

    [Fact]
    public void A_preview_needs_no_key_and_shows_where_it_would_come_from()
    {
        var provider = new OpenAIProvider(new(), new(new HttpClient(new CannedHandler("{}"))) { Environment = _ => null });

        Assert.Contains("$OPENAI_API_KEY", provider.PreviewRequest(s_hi, new() { ModelId = "gpt-4.1" }).ToCurl(), StringComparison.Ordinal);
    }

    private static OpenAIProvider OpenAI(HttpMessageHandler? handler = null, Action<OpenAIOptions>? configure = null)
    {
        var options = new OpenAIOptions { ApiKey = Key, MaxRetries = 0 };
        configure?.Invoke(options);
        return new(options, new(new HttpClient(handler ?? new CannedHandler("{}")) { Timeout = Timeout.InfiniteTimeSpan }) { Environment = _ => null });
    }
}
