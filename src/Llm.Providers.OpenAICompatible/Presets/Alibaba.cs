using Microsoft.Extensions.AI;

namespace Llm.Providers.OpenAICompatible;

/// <summary>Alibaba Cloud Model Studio (DashScope), with its Qwen models.</summary>
/// <remarks>
/// Keys belong to a region: China's endpoint is <c>https://dashscope.aliyuncs.com/compatible-mode/v1/</c>. Open-weight Qwen3 models think in streams only:
/// give <see cref="ReasoningEffort.None"/> when you do not stream them. See <see href="https://www.alibabacloud.com/help/en/model-studio/deep-thinking">deep thinking</see>.
/// </remarks>
public static class Alibaba
{
    /// <summary>Gets the preset. See <see href="https://www.alibabacloud.com/help/en/model-studio/use-qwen-by-calling-api">the vendor's reference</see>.</summary>
    public static OpenAICompatiblePreset Preset { get; } = new()
    {
        Id = "alibaba",
        DisplayName = "Alibaba Cloud Model Studio",
        Endpoint = new("https://dashscope-intl.aliyuncs.com/compatible-mode/v1/"),
        KeyVariables = ["DASHSCOPE_API_KEY", "ALIBABA_API_KEY"],
        Documentation = new("https://www.alibabacloud.com/help/en/model-studio/use-qwen-by-calling-api"),
        Models = AlibabaModels.All,
        Dialect = new()
        {
            // There is thinking_budget but no effort: https://www.alibabacloud.com/help/en/model-studio/deep-thinking
            ReasoningRequest = ReasoningRequestForm.EnableThinking,

            // presence_penalty and top_k are taken: https://www.alibabacloud.com/help/en/model-studio/use-qwen-by-calling-api
            RejectedParameters = ModelParameters.FrequencyPenalty,

            // Schemas are taken by the newest models alone: https://www.alibabacloud.com/help/en/model-studio/json-mode
            StructuredOutput = StructuredOutputSupport.JsonObject,

            // https://www.alibabacloud.com/help/en/model-studio/qwen-omni
            Audio = AudioForm.DataUrlAndFormat,
            AcceptsVideo = true,
        },
        Embeddings = new() { MaxInputs = 10 }, // https://www.alibabacloud.com/help/en/model-studio/embedding
    };
}
