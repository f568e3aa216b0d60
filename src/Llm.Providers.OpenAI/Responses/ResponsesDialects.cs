namespace Llm.Providers.OpenAI;

/// <summary>The dialects of hosts that are known to speak the responses protocol.</summary>
public static class ResponsesDialects
{
    /// <summary>Gets OpenAI's own.</summary>
    public static ResponsesDialect OpenAI { get; } = new();

    /// <summary>Gets Azure's, which does not count tokens. See <see href="https://learn.microsoft.com/azure/ai-foundry/openai/how-to/responses">the documentation</see>.</summary>
    public static ResponsesDialect Azure { get; } = new() { TokenCountPath = null };

    /// <summary>Gets xAI's. See <see href="https://docs.x.ai/developers/rest-api-reference">the vendor's reference</see>.</summary>
    public static ResponsesDialect XAI { get; } = new() { TokenCountPath = null, AcceptsBackground = false, IncludesToolOutputs = false };

    /// <summary>Gets OpenRouter's, which keeps nothing. See <see href="https://openrouter.ai/docs/api-reference/responses-api/overview">the vendor's reference</see>.</summary>
    public static ResponsesDialect OpenRouter { get; } = new()
    {
        TokenCountPath = null, AcceptsBackground = false, AcceptsConversations = false, AcceptsFileIds = false, IncludesToolOutputs = false,
        RejectedParameters = ModelParameters.Seed | ModelParameters.StopSequences,
    };

    /// <summary>Gets DeepSeek's: reasoning is not encrypted and goes back as it is.</summary>
    public static ResponsesDialect DeepSeek { get; } = new()
    {
        TokenCountPath = null, AcceptsBackground = false, AcceptsConversations = false, AcceptsFileUrls = false, AcceptsFileIds = false, IncludesToolOutputs = false,
        Store = null, Include = [], ReplaysPlainReasoning = true,
    };

    /// <summary>Gets LM Studio's: reasoning is not encrypted. See <see href="https://lmstudio.ai/docs/developer/openai-compat/responses">the documentation</see>.</summary>
    public static ResponsesDialect LMStudio { get; } = new()
    {
        TokenCountPath = null, AcceptsBackground = false, AcceptsFileUrls = false, AcceptsFileIds = false, IncludesToolOutputs = false,
        Include = [], ReplaysPlainReasoning = true,
    };

    /// <summary>Gets that of Amazon Bedrock's Mantle endpoint. See <see href="https://docs.aws.amazon.com/bedrock/latest/userguide/bedrock-mantle.html">the documentation</see>.</summary>
    public static ResponsesDialect BedrockMantle { get; } = new() { TokenCountPath = null, IncludesToolOutputs = false };
}
