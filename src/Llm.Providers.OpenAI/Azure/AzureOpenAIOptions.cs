namespace Llm.Providers.OpenAI;

/// <summary>Settings of <see cref="AzureOpenAIProvider"/>, read from <c>LlmProviders:azure</c>.</summary>
/// <remarks>
/// <see cref="LlmProviderOptions.Endpoint"/> is required: the address of the resource, such as <c>https://my-resource.openai.azure.com</c>, with or
/// without <c>/openai</c> or <c>/openai/v1</c>. The whole address of a deployment, as the portal shows it, will do too: its deployment becomes the
/// default model, and its <c>api-version</c> counts unless <see cref="ApiVersion"/> is set.
/// </remarks>
public sealed class AzureOpenAIOptions : LlmProviderOptions
{
    /// <summary>Gets or sets the version of the API, which also says where the models are.</summary>
    /// <value>
    /// A date such as <c>2024-10-21</c> calls each deployment by its own path. A word such as <c>preview</c> goes to the v1 API. The default is
    /// <see langword="null"/>: the v1 API without a version, where the deployment is named in the body.
    /// </value>
    /// <remarks>See <see href="https://learn.microsoft.com/azure/foundry/openai/api-version-lifecycle">the life of API versions</see>.</remarks>
    public string? ApiVersion { get; set; }

    /// <summary>Gets or sets how the resource is shown who calls.</summary>
    /// <value>The default is <see cref="AzureOpenAIAuthentication.ApiKey"/>.</value>
    public AzureOpenAIAuthentication Authentication { get; set; }

    /// <summary>Gets or sets the wire conversations are spoken in.</summary>
    /// <value>
    /// The default is <see cref="OpenAIWire.Catalog"/>: chat completions, which every deployment speaks. The <c>Protocol</c> of a model in
    /// <see cref="LlmProviderOptions.Models"/> goes before this setting.
    /// </value>
    public OpenAIWire Wire { get; set; }

    /// <summary>Gets the deployments by model id, for deployments that are not named as their model.</summary>
    /// <value>Empty by default: a model id is taken for the name of its deployment.</value>
    public IDictionary<string, string> Deployments { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
}
