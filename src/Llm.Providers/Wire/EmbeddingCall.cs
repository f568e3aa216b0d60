using Microsoft.Extensions.AI;

namespace Llm.Providers.Wire;

/// <summary>One request for embeddings.</summary>
/// <param name="Model">The model.</param>
/// <param name="Inputs">The texts.</param>
/// <param name="Options">The caller's options; not to be changed.</param>
public sealed record EmbeddingCall(ModelItem Model, IReadOnlyList<string> Inputs, EmbeddingGenerationOptions Options);
