using Microsoft.Extensions.AI;

namespace Llm.Providers.OpenAICompatible;

/// <summary>A vLLM server on this machine.</summary>
/// <remarks>
/// Some templates refuse a second system message: put instructions in one place. Tools need <c>--enable-auto-tool-choice</c> and a parser.
/// See <see href="https://docs.vllm.ai/en/stable/features/tool_calling/">tool calling</see>.
/// </remarks>
public static class Vllm
{
    /// <summary>Gets the preset. See <see href="https://docs.vllm.ai/en/stable/serving/openai_compatible_server/">the vendor's reference</see>.</summary>
    public static OpenAICompatiblePreset Preset { get; } = new()
    {
        Id = "vllm",
        DisplayName = "vLLM",
        Endpoint = new("http://localhost:8000/v1/"),
        KeyVariables = ["VLLM_API_KEY"],
        IsLocal = true,
        Documentation = new("https://docs.vllm.ai/en/stable/serving/openai_compatible_server/"),
        Dialect = new()
        {
            RejectedParameters = ModelParameters.None, // top_k is taken: https://docs.vllm.ai/en/stable/serving/openai_compatible_server/

            // Qwen3 and GLM read the switch, gpt-oss the effort: https://docs.vllm.ai/en/stable/features/reasoning_outputs/
            ReasoningRequest = ReasoningRequestForm.TemplateSwitchAndEffort,
            HighestReasoningEffort = ReasoningEffort.High,

            // https://docs.vllm.ai/en/v0.17.1/features/interleaved_thinking/
            ReasoningReplay = ReasoningReplay.WithToolCalls,
            ReasoningForm = ReasoningForm.Reasoning,

            // https://docs.vllm.ai/en/stable/features/multimodal_inputs/
            Audio = AudioForm.DataAndFormat,
            AcceptsVideo = true,
        },
        Embeddings = new() { Encoding = EmbeddingEncoding.Base64 },
    };
}
