namespace Llm.Providers.OpenAI;

/// <summary>Where the operations of an Azure resource are: below each deployment in dated versions of the API, in one place in v1.</summary>
internal sealed class AzureOpenAIRoutes
{
    /// <summary>The dated versions before this one know neither <c>max_completion_tokens</c> nor <c>stream_options</c>.</summary>
    /// <remarks>See <see href="https://learn.microsoft.com/azure/ai-services/openai/api-version-deprecation">what changed between versions</see>.</remarks>
    private const string FirstWithStreamUsage = "2024-09";

    private readonly AzureOpenAIAddress _address;
    private readonly IDictionary<string, string> _deployments;
    private readonly string? _version;

    /// <param name="address">The address.</param>
    /// <param name="options">The settings.</param>
    /// <param name="path">The configuration path of the provider, for messages.</param>
    public AzureOpenAIRoutes(AzureOpenAIAddress address, AzureOpenAIOptions options, string path)
    {
        var version = string.IsNullOrWhiteSpace(options.ApiVersion) ? null : options.ApiVersion.Trim();
        if (version is not null && address.QueryVersion is not null && version != address.QueryVersion)
        {
            throw new LlmProviderException(LlmErrorKind.Configuration, $"{path}:ApiVersion is {version}, but the query of {path}:Endpoint says {address.QueryVersion}; keep one of them.");
        }

        _address = address;
        _deployments = options.Deployments;
        _version = version ?? address.QueryVersion;
        IsDated = _version is { Length: > 0 } && char.IsAsciiDigit(_version[0]);
    }

    /// <summary>Gets a value indicating whether operations are below their deployment.</summary>
    public bool IsDated { get; }

    /// <summary>Gets a value indicating whether the API is older than the parameters of reasoning models.</summary>
    public bool IsBeforeReasoning => IsDated && string.CompareOrdinal(_version, FirstWithStreamUsage) < 0;

    /// <summary>Finds the deployment of a model.</summary>
    public string DeploymentOf(string modelId) => _deployments.TryGetValue(modelId, out var deployment) ? deployment : modelId;

    /// <summary>Gives the path of an operation on a deployment.</summary>
    /// <param name="operation">Such as <c>chat/completions</c>.</param>
    /// <param name="deployment">The deployment.</param>
    /// <returns>A path from the host on, which stays right whichever form of the address the transport joins it with.</returns>
    /// <exception cref="LlmProviderException">The name of the deployment would lead out of where deployments are.</exception>
    public string Of(string operation, string deployment) =>
        deployment is "." or ".." ? throw new LlmProviderException(LlmErrorKind.InvalidRequest, $"'{deployment}' cannot name a deployment.")
        : IsDated ? WithVersion($"{_address.Root}/openai/deployments/{Uri.EscapeDataString(deployment)}/{operation}") : Of(operation);

    /// <summary>Gives the path of an operation on the resource.</summary>
    public string Of(string operation) => WithVersion(IsDated ? $"{_address.Root}/openai/{operation}" : $"{_address.Root}/openai/v1/{operation}");

    private string WithVersion(string path) => _version is null || _address.QueryVersion is not null ? path : $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}api-version={Uri.EscapeDataString(_version)}";
}
