namespace Llm.Providers.OpenAI;

/// <summary>What one host does differently in the responses protocol: data, one member per difference. The defaults are OpenAI's.</summary>
/// <remarks>See <see href="https://platform.openai.com/docs/api-reference/responses">the reference</see>. What comes back is read in every known form, whatever the dialect.</remarks>
public sealed record ResponsesDialect
{
    /// <summary>Gets the path below the endpoint.</summary>
    public string Path { get; init; } = "responses";

    /// <summary>Gets the path that counts the tokens of a request; <see langword="null"/> when there is none.</summary>
    /// <value>The default is <see href="https://platform.openai.com/docs/api-reference/responses/input-tokens">responses/input_tokens</see>.</value>
    public string? TokenCountPath { get; init; } = "responses/input_tokens";

    /// <summary>Gets whether the host is asked to keep answers that no option of the call needs kept.</summary>
    /// <value>The default is <see langword="false"/>: nothing is kept. <see langword="null"/> says nothing about it.</value>
    public bool? Store { get; init; } = false;

    /// <summary>Gets what is asked for beyond the usual content when the model reasons.</summary>
    /// <value>The default is <c>reasoning.encrypted_content</c>, without which reasoning cannot go back to a host that keeps nothing.</value>
    public IReadOnlyList<string> Include { get; init; } = ["reasoning.encrypted_content"];

    /// <summary>Gets a value indicating whether the outputs of hosted tools are asked for with <c>include</c>.</summary>
    public bool IncludesToolOutputs { get; init; } = true;

    /// <summary>Gets the parameters this host answers with an error, or has no name for.</summary>
    public ModelParameters RejectedParameters { get; init; } =
        ModelParameters.TopK | ModelParameters.FrequencyPenalty | ModelParameters.PresencePenalty | ModelParameters.Seed | ModelParameters.StopSequences;

    /// <summary>Gets a value indicating whether instructions have a member of their own; otherwise they become the first message.</summary>
    public bool AcceptsInstructions { get; init; } = true;

    /// <summary>Gets a value indicating whether conversations that the host keeps can be gone on with.</summary>
    public bool AcceptsConversations { get; init; } = true;

    /// <summary>Gets a value indicating whether answers can be made in the background.</summary>
    public bool AcceptsBackground { get; init; } = true;

    /// <summary>Gets a value indicating whether the ids of output items go back with them.</summary>
    public bool ReplaysItemIds { get; init; } = true;

    /// <summary>Gets a value indicating whether reasoning that is not encrypted goes back.</summary>
    public bool ReplaysPlainReasoning { get; init; }

    /// <summary>Gets a value indicating whether documents may be given as web addresses; the host loads them.</summary>
    public bool AcceptsFileUrls { get; init; } = true;

    /// <summary>Gets a value indicating whether files that were uploaded before can be named by their id.</summary>
    public bool AcceptsFileIds { get; init; } = true;
}
