namespace Llm.Providers.OpenAICompatible;

/// <summary>xAI, with its Grok models.</summary>
/// <remarks>
/// The vendor calls chat completions deprecated in favour of its Responses API, which gives encrypted reasoning that this one does not.
/// See <see href="https://docs.x.ai/developers/model-capabilities/text/best-practices">best practices</see>.
/// </remarks>
public static class XAI
{
    /// <summary>Gets the preset. See <see href="https://docs.x.ai/developers/rest-api-reference">the vendor's reference</see>.</summary>
    public static OpenAICompatiblePreset Preset { get; } = new()
    {
        Id = "xai",
        DisplayName = "xAI",
        Endpoint = new("https://api.x.ai/v1/"),
        KeyVariables = ["XAI_API_KEY"],
        Documentation = new("https://docs.x.ai/developers/rest-api-reference"),
        TelemetryName = "x_ai",
        Models = XAIModels.All,
        Dialect = new()
        {
            MaxTokensField = "max_completion_tokens", // max_tokens is deprecated: https://docs.x.ai/developers/rest-api-reference

            // Reasoning does not go back: https://docs.x.ai/developers/model-capabilities/text/best-practices
            ReasoningReplay = ReasoningReplay.Never,
        },
    };
}
