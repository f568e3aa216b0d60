using System.Net;

namespace Llm.Providers.Ollama;

/// <summary>Reads addresses of servers in the form Ollama's own tools take.</summary>
internal static class OllamaHost
{
    private const string DefaultPort = ":11434";
    private const string SchemeEnd = "://";

    // What people paste as the base address, and the way from there to the API.
    private static readonly (string End, string ToApi)[] s_pasted =
    [
        ("/api/chat", "../"), ("/api/generate", "../"), ("/api/embed", "../"), ("/api/tags", "../"),
        ("/api", ""), ("/api/embeddings", ""),
        ("/v1", "../api/"), ("/v1/chat/completions", "../api/"), ("/v1/completions", "../api/"), ("/v1/embeddings", "../api/"), ("/v1/models", "../api/"),
    ];

    /// <summary>Gets the address of Ollama's own servers.</summary>
    public static Uri Cloud { get; } = new("https://ollama.com/");

    /// <summary>Reads <c>host</c>, <c>host:port</c>, <c>:port</c> or an address with a scheme; an address that means every interface means this machine.</summary>
    /// <remarks>See <see href="https://docs.ollama.com/faq#how-do-i-configure-ollama-server">OLLAMA_HOST</see>: without a scheme it is http and port 11434.</remarks>
    /// <exception cref="FormatException">It is no address.</exception>
    public static Uri Parse(string written)
    {
        var text = written.Trim(' ', '"', '\'');
        if (text.Equals(Cloud.Host, StringComparison.OrdinalIgnoreCase))
        {
            return Cloud;
        }

        var split = text.IndexOf(SchemeEnd, StringComparison.Ordinal);
        var address = split < 0 ? $"http{SchemeEnd}{WithPort(text)}" : text[..(split + SchemeEnd.Length)] + WithHost(text[(split + SchemeEnd.Length)..]);
        return Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Host.Length > 0 ? Reachable(uri) : throw new FormatException();
    }

    /// <summary>Finds the way from a base address to the API, be it given with <c>/api</c>, with the <c>/v1</c> of the OpenAI-shaped API, or with neither.</summary>
    public static string ApiPath(Uri? endpoint)
    {
        var path = endpoint?.AbsolutePath.TrimEnd('/') ?? "";
        foreach (var (end, toApi) in s_pasted)
        {
            if (path.EndsWith(end, StringComparison.OrdinalIgnoreCase))
            {
                return toApi;
            }
        }

        return "api/";
    }

    private static string WithPort(string rest)
    {
        rest = WithHost(rest);
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var (authority, path) = slash < 0 ? (rest, "") : (rest[..slash], rest[slash..]);
        var hasPort = authority.LastIndexOf(':') > authority.LastIndexOf(']');
        return authority + (hasPort ? "" : DefaultPort) + path;
    }

    private static string WithHost(string rest) =>
        rest.Length == 0 || rest[0] is ':' or '/' && !IPAddress.TryParse(rest, out _) ? "127.0.0.1" + rest
        : rest.Contains(':', StringComparison.Ordinal) && rest[0] != '[' && IPAddress.TryParse(rest, out _) ? $"[{rest}]"
        : rest;

    private static Uri Reachable(Uri uri) => uri.IdnHost switch
    {
        "0.0.0.0" => new UriBuilder(uri) { Host = "127.0.0.1" }.Uri,
        "::" or "[::]" => new UriBuilder(uri) { Host = "[::1]" }.Uri,
        _ => uri,
    };
}
