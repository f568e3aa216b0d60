namespace Llm.Providers.OpenAI;

/// <summary>How an Azure resource is shown who calls.</summary>
public enum AzureOpenAIAuthentication
{
    /// <summary>A key of the resource, sent as <c>api-key</c>.</summary>
    ApiKey,

    /// <summary>A token of Microsoft Entra ID, sent as <c>Authorization: Bearer</c>. Give it with <see cref="LlmProviderOptions.ApiKeyCallback"/>, which is asked at every attempt: tokens live about an hour.</summary>
    EntraId,
}
