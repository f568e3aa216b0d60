namespace Llm.Providers.OpenAICompatible;

/// <summary>Any other server that speaks chat completions: say where it is.</summary>
/// <remarks>
/// Nothing is assumed of it but OpenAI's own forms. For a vendor of your own make an <see cref="OpenAICompatiblePreset"/>.
/// </remarks>
public static class Generic
{
    /// <summary>Gets the preset. See <see href="https://platform.openai.com/docs/api-reference/chat">the vendor's reference</see>.</summary>
    public static OpenAICompatiblePreset Preset { get; } = new()
    {
        Id = "openai-compatible",
        DisplayName = "OpenAI-compatible server",
        Endpoint = null,
        EndpointVariables = ["OPENAI_COMPATIBLE_ENDPOINT"],
        KeyVariables = ["OPENAI_COMPATIBLE_API_KEY"],
        IsKeyOptional = true,
        Documentation = new("https://platform.openai.com/docs/api-reference/chat"),
        Dialect = new()
        {
            Pdf = PdfForm.File,
            Audio = AudioForm.DataAndFormat,
            AcceptsFileIds = true,
        },
        Embeddings = new(),
    };
}
