using Llm.Providers.Ollama;
using Llm.Providers.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Llm.Providers.Tests.Ollama;

public sealed class AddressTests
{
    public static TheoryData<string, string> Hosts => new()
    {
        { "127.0.0.1", "http://127.0.0.1:11434/api/chat" },
        { "localhost:8080", "http://localhost:8080/api/chat" },
        { ":8080", "http://127.0.0.1:8080/api/chat" },
        { "0.0.0.0", "http://127.0.0.1:11434/api/chat" },
        { "0.0.0.0:9999", "http://127.0.0.1:9999/api/chat" },
        { "[::]:9999", "http://[::1]:9999/api/chat" },
        { "::1", "http://[::1]:11434/api/chat" },
        { "[::1]", "http://[::1]:11434/api/chat" },
        { " \"localhost\" ", "http://localhost:11434/api/chat" },
        { "http://localhost", "http://localhost/api/chat" },
        { "http://0.0.0.0:11434/", "http://127.0.0.1:11434/api/chat" },
        { "https://gpu.example.test", "https://gpu.example.test/api/chat" },
        { "https://gpu.example.test/ollama", "https://gpu.example.test/ollama/api/chat" },
        { "localhost/ollama/", "http://localhost:11434/ollama/api/chat" },
        { "ollama.com", "https://ollama.com/api/chat" },
    };

    public static TheoryData<string> Bases => new("http://localhost:11434", "http://localhost:11434/", "http://localhost:11434/api", "http://localhost:11434/api/", "http://localhost:11434/v1", "http://localhost:11434/v1/",
        "http://localhost:11434/api/chat", "http://localhost:11434/v1/chat/completions", "http://localhost:11434/api/generate", "http://localhost:11434/api/embeddings", "http://localhost:11434/api/tags", "http://localhost:11434/v1/models");

    [Theory, MemberData(nameof(Hosts))]
    public async Task The_environment_is_read_as_ollamas_own_tools_read_it(string host, string expected)
    {
        var http = Served.Answering;
        var provider = new OllamaProvider(null, new(new HttpClient(http)) { Environment = name => name == "OLLAMA_HOST" ? host : null });

        await provider.CreateChatClient("m").GetResponseAsync("hi");

        Assert.Equal(expected, http.Single.Uri.AbsoluteUri);
    }

    [Theory, MemberData(nameof(Bases))]
    [Trait("Case", "T28")]
    public async Task T28_a_base_address_works_with_and_without_its_path(string address)
    {
        var http = Served.Answering;
        var provider = Served.Provider(http, o => o.Endpoint = new(address));

        await provider.CreateChatClient("m").GetResponseAsync("hi");

        Assert.Equal("http://localhost:11434/api/chat", http.Single.Uri.AbsoluteUri);
    }

    [Theory]
    [InlineData("host:port:11434")]
    [InlineData("localhost:99999")]
    [InlineData("a b")]
    public void What_is_no_address_is_a_fault_that_names_the_variable(string host)
    {
        var e = Assert.Throws<LlmProviderException>(() => new OllamaProvider(null, new() { Environment = name => name == "OLLAMA_HOST" ? host : null }));

        Assert.Equal(LlmErrorKind.Configuration, e.Kind);
        Assert.Contains("OLLAMA_HOST", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Configuration_takes_the_same_forms()
    {
        await using var services = Container.Build(b => b.AddOllama(), ("LlmProviders:ollama:Endpoint", "localhost:8080"), ("LlmProviders:ollama:ContextLength", "16384"), ("LlmProviders:ollama:KeepAlive", "-1"), ("LlmProviders:ollama:TruncateInput", "false"));

        var provider = (OllamaProvider)services.GetRequiredService<ILlmProviderRegistry>().GetProvider("ollama");

        var options = (OllamaOptions)provider.Options;
        Assert.Equal((new Uri("http://localhost:8080/"), 16384, Timeout.InfiniteTimeSpan, false), (options.Endpoint!, options.ContextLength!.Value, options.KeepAlive!.Value, options.TruncateInput));
    }

    [Fact]
    [Trait("Requirement", "S04")]
    public async Task It_needs_no_key_and_sends_none()
    {
        var http = Served.Answering;
        var provider = Served.Provider(http);

        await provider.CreateChatClient().GetResponseAsync("hi");

        Assert.Empty(provider.ValidateConfiguration());
        Assert.DoesNotContain("Authorization", http.Single.Headers.Keys);
    }

    [Fact]
    public async Task A_key_of_the_cloud_goes_to_the_cloud()
    {
        var http = Served.Answering;
        var provider = new OllamaProvider(new() { Endpoint = new("https://ollama.com") }, new(new HttpClient(http)) { Environment = name => name == "OLLAMA_API_KEY" ? "cloud-key" : null });

        await provider.CreateChatClient("gpt-oss:120b").GetResponseAsync("hi");

        Assert.Equal(("Bearer cloud-key", "https://ollama.com/api/chat"), (http.Single.Header("Authorization"), http.Single.Uri.AbsoluteUri));
    }

    [Fact]
    public async Task A_key_of_the_cloud_goes_to_no_stranger()
    {
        var http = Served.Answering;
        var provider = new OllamaProvider(new() { Endpoint = new("https://gpu.example.test") }, new(new HttpClient(http)) { Environment = name => name == "OLLAMA_API_KEY" ? "cloud-key" : null });

        await Assert.ThrowsAsync<LlmProviderException>(() => provider.CreateChatClient("m").GetResponseAsync("hi"));

        Assert.Empty(http.Sent);
    }

    [Fact]
    [Trait("Requirement", "B19")]
    public async Task B19_two_servers_keep_their_own_addresses()
    {
        await using var services = new ServiceCollection().AddLlmProviders()
            .AddOllama("one", o => (o.Endpoint, o.DefaultModel) = (new("https://one.test"), "m"))
            .AddOllama("two", o => (o.Endpoint, o.DefaultModel) = (new("https://two.test"), "m"))
            .Services.BuildServiceProvider();

        var hosts = new[] { "one", "two" }.Select(n => services.GetRequiredKeyedService<IChatClient>(n).GetService<ChatClientMetadata>()!.ProviderUri!.Host);

        Assert.Equal(["one.test", "two.test"], hosts);
    }

    [Fact]
    [Trait("Requirement", "S40")]
    public void The_first_wait_is_five_minutes() =>
        Assert.Equal("300", OllamaProvider.Schema.Fields.Single(f => f.Key == "Timeout").Default);

    [Fact]
    public void No_model_is_named_by_itself()
    {
        var e = Assert.Throws<LlmProviderException>(() => new OllamaProvider(new(), new() { Environment = _ => null }).CreateChatClient());

        Assert.Equal(LlmErrorKind.Configuration, e.Kind);
    }
}
