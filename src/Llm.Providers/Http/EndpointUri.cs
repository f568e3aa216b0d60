namespace Llm.Providers;

/// <summary>Joins a provider's base address with the path of a request.</summary>
internal static class EndpointUri
{
    /// <summary>Brings a base address into the form all others assume: ending in a slash, without the request path somebody may have pasted with it.</summary>
    public static Uri Normalize(Uri endpoint)
    {
        var path = endpoint.AbsolutePath.TrimEnd('/');
        foreach (var pasted in (ReadOnlySpan<string>)["/chat/completions", "/completions", "/responses", "/messages", "/embeddings", "/models"])
        {
            if (path.EndsWith(pasted, StringComparison.OrdinalIgnoreCase))
            {
                path = path[..^pasted.Length];
                break;
            }
        }

        return new UriBuilder(endpoint) { Path = path + "/" }.Uri;
    }

    /// <summary>Appends a path; the query of the base address stays behind it, and a leading slash starts at the host.</summary>
    public static Uri Combine(Uri endpoint, string path)
    {
        if (endpoint.Query.Length == 0)
        {
            return new(endpoint, path);
        }

        var separator = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        return new(new Uri(endpoint.GetLeftPart(UriPartial.Path)), $"{path}{separator}{endpoint.Query.AsSpan(1)}");
    }
}
