using Microsoft.Extensions.AI;

namespace Llm.Providers;

/// <summary>One of the models a <see cref="ModelGroup"/> chooses from.</summary>
/// <param name="model">A reference such as <c>openai/gpt-5-mini</c>; beside a <see cref="Client"/> of your own, the name it goes by in errors and on responses.</param>
public sealed class ModelGroupTarget(string model)
{
    /// <summary>Gets the reference, such as <c>openai/gpt-5-mini</c>.</summary>
    public string Model { get; } = model;

    /// <summary>Gets the client to ask.</summary>
    /// <value>The default is <see langword="null"/>: under dependency injection, the client of the model that <see cref="Model"/> names. A group made in code needs one.</value>
    public IChatClient? Client { get; init; }

    /// <summary>Gets the model id that <see cref="Client"/> is given with each call.</summary>
    /// <value>The default is <see langword="null"/>: none is given, and the client uses the model it was made for. The caller's <c>ChatOptions.ModelId</c> is never passed on.</value>
    public string? ModelId { get; init; }

    /// <summary>Gets the place in the order; targets of one rank share their calls by <see cref="Weight"/>, those of a higher rank are asked when all of the lower ones failed or are passed over.</summary>
    /// <value>All targets of a group have one or none has. The default is <see langword="null"/>: the order of the list, in which neighbours that have a weight share a rank.</value>
    public int? Rank { get; init; }

    /// <summary>Gets the share of calls among targets of one rank.</summary>
    /// <value>1 to 1,000,000. The default is <see langword="null"/>, which counts as 1.</value>
    public int? Weight { get; init; }

    /// <summary>Gets what is changed in the options of a call before this target gets them. It is given a copy for this target alone.</summary>
    public Action<ChatOptions>? ConfigureOptions { get; init; }

    /// <summary>Gets where the target was configured, for messages.</summary>
    internal string? Path { get; init; }

    /// <summary>Gets a value indicating whether the client is that of a provider's default model, which a change of settings may replace.</summary>
    internal bool FollowsDefault { get; init; }

    /// <summary>Gives the reference.</summary>
    /// <returns>The reference.</returns>
    public override string ToString() => Model;
}
