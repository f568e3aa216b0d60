namespace Llm.Providers.OpenAICompatible;

/// <summary>Hugging Face Inference Providers: a router to the hosts of open models.</summary>
/// <remarks>
/// A model id may end in the host to use, such as <c>:together</c>. What a host does differently shows in its answers: reasoning comes in any of the known forms.
/// </remarks>
public static class HuggingFace
{
    /// <summary>Gets the preset. See <see href="https://huggingface.co/docs/inference-providers/tasks/chat-completion">the vendor's reference</see>.</summary>
    public static OpenAICompatiblePreset Preset { get; } = new()
    {
        Id = "huggingface",
        DisplayName = "Hugging Face",
        Endpoint = new("https://router.huggingface.co/v1/"),
        KeyVariables = ["HF_TOKEN"],
        Documentation = new("https://huggingface.co/docs/inference-providers/tasks/chat-completion"),
        Models = HuggingFaceModels.All,
        Dialect = new()
        {
            MaxStopSequences = 4, // https://huggingface.co/docs/inference-providers/tasks/chat-completion
        },
    };
}
