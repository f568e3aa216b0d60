using Microsoft.Extensions.AI;

namespace Llm.Providers.OpenAICompatible;

/// <summary>What one vendor does differently in the chat completions protocol: data, one member per difference.</summary>
/// <remarks>
/// What a vendor cannot take and an option asks for follows <see cref="UnsupportedOptionBehavior"/>; content it cannot take is refused
/// before sending. What comes back is read in every known form, whatever the dialect.
/// </remarks>
public sealed record ChatCompletionsDialect
{
    /// <summary>Gets the path below the endpoint.</summary>
    public string Path { get; init; } = "chat/completions";

    /// <summary>Gets the name of the output limit: <c>max_tokens</c> or <c>max_completion_tokens</c>.</summary>
    public string MaxTokensField { get; init; } = "max_tokens";

    /// <summary>Gets a value indicating whether the catalog's name of the output limit for a model goes before <see cref="MaxTokensField"/>. Old versions of an API know one name for all.</summary>
    public bool ModelNamesMaxTokensField { get; init; } = true;

    /// <summary>Gets a value indicating whether a stream is asked for its usage with <c>stream_options</c>. Usage that comes unasked is read anyway.</summary>
    public bool AsksForStreamUsage { get; init; } = true;

    /// <summary>Gets the role of instructions: <c>system</c> or <c>developer</c>.</summary>
    public string InstructionRole { get; init; } = "system";

    /// <summary>Gets a value indicating whether a message may carry the <c>name</c> of its author.</summary>
    public bool AcceptsNames { get; init; } = true;

    /// <summary>Gets the parameters this vendor answers with an error, or has no name for.</summary>
    public ModelParameters RejectedParameters { get; init; } = ModelParameters.TopK;

    /// <summary>Gets the name of the seed.</summary>
    public string SeedField { get; init; } = "seed";

    /// <summary>Gets the number of stop sequences taken.</summary>
    public int MaxStopSequences { get; init; } = int.MaxValue;

    /// <summary>Gets how the amount of reasoning is asked for.</summary>
    public ReasoningRequestForm ReasoningRequest { get; init; } = ReasoningRequestForm.Effort;

    /// <summary>Gets the largest amount of reasoning that has a name here; more is sent as this much, with a warning.</summary>
    public ReasoningEffort HighestReasoningEffort { get; init; } = ReasoningEffort.ExtraHigh;

    /// <summary>Gets a value indicating whether reasoning can be asked to stay off.</summary>
    public bool AcceptsReasoningOff { get; init; } = true;

    /// <summary>Gets when reasoning of earlier turns goes back to the vendor.</summary>
    public ReasoningReplay ReasoningReplay { get; init; }

    /// <summary>Gets the form in which reasoning goes back.</summary>
    public ReasoningForm ReasoningForm { get; init; }

    /// <summary>Gets a value indicating whether an assistant message without reasoning needs an empty one where others go back.</summary>
    public bool ReplaysEmptyReasoning { get; init; }

    /// <summary>Gets a value indicating whether <c>&lt;think&gt;</c> … <c>&lt;/think&gt;</c> in the text is taken out and given as reasoning. Off unless asked for: the tags may be the answer.</summary>
    public bool ReadsThinkTags { get; init; }

    /// <summary>Gets how far answers can be bound to JSON.</summary>
    public StructuredOutputSupport StructuredOutput { get; init; } = StructuredOutputSupport.JsonSchema;

    /// <summary>Gets a value indicating whether <c>response_format</c> may be <c>json_object</c>.</summary>
    public bool AcceptsJsonObject { get; init; } = true;

    /// <summary>Gets a value indicating whether a tool can be demanded with <c>tool_choice: required</c>.</summary>
    public bool AcceptsRequiredToolChoice { get; init; } = true;

    /// <summary>Gets a value indicating whether one tool can be demanded by its name.</summary>
    public bool AcceptsNamedToolChoice { get; init; } = true;

    /// <summary>Gets a value indicating whether a tool may be marked <c>strict</c>.</summary>
    public bool AcceptsStrictTools { get; init; } = true;

    /// <summary>Gets what the ids of tool calls must look like.</summary>
    public ToolCallIdRule ToolCallIds { get; init; }

    /// <summary>Gets a value indicating whether images may be given as web addresses; the vendor loads them.</summary>
    public bool AcceptsImageUrls { get; init; } = true;

    /// <summary>Gets the form of PDF documents.</summary>
    public PdfForm Pdf { get; init; }

    /// <summary>Gets a value indicating whether documents may be given as web addresses.</summary>
    public bool AcceptsPdfUrls { get; init; }

    /// <summary>Gets the form of sound.</summary>
    public AudioForm Audio { get; init; }

    /// <summary>Gets a value indicating whether moving pictures are taken as <c>video_url</c>.</summary>
    public bool AcceptsVideo { get; init; }

    /// <summary>Gets a value indicating whether files that were uploaded before can be named by their id.</summary>
    public bool AcceptsFileIds { get; init; }
}
