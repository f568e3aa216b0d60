namespace Llm.Providers.Anthropic;

/// <summary>How the key is presented.</summary>
public enum AnthropicAuthentication
{
    /// <summary>As the version of the API has it: <see cref="ApiKeyHeader"/> with <c>2023-06-01</c>, <see cref="Bearer"/> with later ones.</summary>
    Automatic,

    /// <summary>In the header <c>x-api-key</c>.</summary>
    ApiKeyHeader,

    /// <summary>In the header <c>Authorization: Bearer</c>, as access tokens and many gateways want it.</summary>
    Bearer,
}
