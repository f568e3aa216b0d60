namespace Llm.Providers.OpenAI;

/// <summary>What the address of an Azure resource says, whichever of its forms was given.</summary>
/// <param name="Root">The path in front of <c>/openai</c>: empty at the resource itself, more behind a gateway.</param>
/// <param name="Deployment">The deployment the address names, if it does.</param>
/// <param name="Operation">The operation the address names, such as <c>chat/completions</c>, if it does.</param>
/// <param name="QueryVersion">The <c>api-version</c> the address has in its query, which is sent with every request anyway.</param>
internal sealed record AzureOpenAIAddress(string Root, string? Deployment, string? Operation, string? QueryVersion)
{
    private const string Service = "/openai";
    private const string DeploymentsFolder = "deployments/";
    private const string VersionParameter = "api-version=";

    public static AzureOpenAIAddress Parse(Uri? endpoint)
    {
        if (endpoint is not { IsAbsoluteUri: true })
        {
            return new("", null, null, null);
        }

        var path = endpoint.AbsolutePath.TrimEnd('/');
        var service = LastSegment(path);
        if (service < 0)
        {
            return new(path, null, null, VersionIn(endpoint.Query));
        }

        var below = path[(service + Service.Length)..].TrimStart('/');
        if (!below.StartsWith(DeploymentsFolder, StringComparison.OrdinalIgnoreCase))
        {
            return new(path[..service], null, null, VersionIn(endpoint.Query)); // openai, openai/v1 or an operation of it
        }

        var parts = below[DeploymentsFolder.Length..].Split('/', 2);
        return new(path[..service], Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? parts[1] : null, VersionIn(endpoint.Query));
    }

    // Where a gateway has the word in its own path as well, the last one is the service.
    private static int LastSegment(string path)
    {
        for (var at = path.LastIndexOf(Service, StringComparison.OrdinalIgnoreCase); at >= 0; at = at == 0 ? -1 : path.LastIndexOf(Service, at - 1, StringComparison.OrdinalIgnoreCase))
        {
            if (at + Service.Length == path.Length || path[at + Service.Length] == '/')
            {
                return at;
            }
        }

        return -1;
    }

    private static string? VersionIn(string query)
    {
        foreach (var part in query.TrimStart('?').Split('&'))
        {
            if (part.StartsWith(VersionParameter, StringComparison.OrdinalIgnoreCase) && part.Length > VersionParameter.Length)
            {
                return Uri.UnescapeDataString(part[VersionParameter.Length..]);
            }
        }

        return null;
    }
}
