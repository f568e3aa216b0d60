namespace Llm.Providers.OpenAICompatible;

/// <summary>A llama.cpp server on this machine.</summary>
/// <remarks>
/// The server answers with the model it has loaded, whatever model is named. Tools need <c>--jinja</c>, embeddings <c>--embeddings</c>.
/// A server started with <c>--api-key</c> gets its key from the setting <c>ApiKey</c>: its own variable is also that of another vendor and is not read.
/// </remarks>
public static class LlamaCpp
{
    /// <summary>Gets the preset. See <see href="https://github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md">the vendor's reference</see>.</summary>
    public static OpenAICompatiblePreset Preset { get; } = new()
    {
        Id = "llamacpp",
        DisplayName = "llama.cpp server",
        Endpoint = new("http://localhost:8080/v1/"),
        IsLocal = true,
        Documentation = new("https://github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md"),
        Dialect = new()
        {
            // Everything below: https://github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md
            RejectedParameters = ModelParameters.None,
            ReasoningReplay = ReasoningReplay.WithToolCalls,
            ReasoningForm = ReasoningForm.ReasoningContent,
            AcceptsNamedToolChoice = false,
            Audio = AudioForm.DataAndFormat,
        },
        Embeddings = new() { DimensionsField = null },
    };
}
