using System.Net;
using System.Net.Http.Headers;
using System.Reflection;

namespace Llm.Providers;

/// <summary>How this library opens connections.</summary>
internal static class HttpDefaults
{
    private static readonly Lazy<HttpClient> s_shared = new(() => CreateClient(new LlmProviderOptions()));

    /// <summary>Gets what the requests say of their sender.</summary>
    public static string UserAgent { get; } = new ProductInfoHeaderValue("Llm.Providers", Version()).ToString();

    /// <summary>Gets a client for a provider that was made by hand: those with usual settings share one, so that connections are reused.</summary>
    public static HttpClient GetClient(LlmProviderOptions options)
    {
        var usual = new LlmProviderOptions();
        var isUsual = options.MaxConnectionsPerServer == usual.MaxConnectionsPerServer && options.Timeouts.Connect == usual.Timeouts.Connect
            && options.Limits.MaxResponseHeadersKilobytes == usual.Limits.MaxResponseHeadersKilobytes;
        return isUsual ? s_shared.Value : CreateClient(options);
    }

    // A redirect would carry custom key headers to whoever the answer names: .NET drops only Authorization.
    public static SocketsHttpHandler CreateHandler(LlmProviderOptions options) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = options.Timeouts.Connect,
        MaxConnectionsPerServer = options.MaxConnectionsPerServer,
        MaxResponseHeadersLength = options.Limits.MaxResponseHeadersKilobytes,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        EnableMultipleHttp2Connections = true,
    };

    public static void Configure(HttpClient client)
    {
        client.Timeout = Timeout.InfiniteTimeSpan;
        client.DefaultRequestVersion = HttpVersion.Version20;
        client.DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
    }

    private static HttpClient CreateClient(LlmProviderOptions options)
    {
        var client = new HttpClient(CreateHandler(options));
        Configure(client);
        return client;
    }

    private static string Version()
    {
        var version = typeof(HttpDefaults).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";
        var metadata = version.IndexOf('+', StringComparison.Ordinal);
        return metadata < 0 ? version : version[..metadata];
    }
}
