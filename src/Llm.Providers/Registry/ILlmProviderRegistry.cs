using System.Diagnostics.CodeAnalysis;

namespace Llm.Providers;

/// <summary>All providers of an application.</summary>
public interface ILlmProviderRegistry
{
    /// <summary>Gets the names of the providers, in the order in which they were added.</summary>
    IReadOnlyCollection<string> ProviderIds { get; }

    /// <summary>Gets a provider. It is made at the first call and kept until its settings change.</summary>
    /// <param name="providerId">The name; case does not matter.</param>
    /// <returns>The provider with the settings in force. Clients it has made go on with new settings by themselves.</returns>
    /// <exception cref="LlmProviderException"><see cref="LlmErrorKind.Configuration"/> when there is no such provider, with similar names, or when its settings are wrong.</exception>
    BaseLlmProvider GetProvider(string providerId);

    /// <summary>Gets what is known about a provider, without making it: also of one whose settings are wrong.</summary>
    /// <param name="providerId">The name; case does not matter.</param>
    /// <returns>The descriptor of its kind.</returns>
    /// <exception cref="LlmProviderException"><see cref="LlmErrorKind.Configuration"/> when there is no such provider.</exception>
    ProviderDescriptor GetDescriptor(string providerId) => GetProvider(providerId).Descriptor;

    /// <summary>Tries to get a provider.</summary>
    /// <param name="providerId">The name; case does not matter.</param>
    /// <param name="provider">The provider, when there is one.</param>
    /// <returns>Whether there is one.</returns>
    bool TryGetProvider(string providerId, [NotNullWhen(true)] out BaseLlmProvider? provider);

    /// <summary>Finds provider and model of a reference.</summary>
    /// <param name="modelReference">
    /// <c>provider/model</c>, where the part before the first slash counts as a provider only if there is one of that name (ids may hold slashes);
    /// a provider alone, for its default model; a model id that only one provider offers; or the name of a group of models, which comes before all others.
    /// </param>
    /// <returns>The provider and the model. No other provider is ever taken in place of the one named. Of a group, the first target, and the group itself in <see cref="ResolvedModel.Group"/>.</returns>
    /// <exception cref="LlmProviderException"><see cref="LlmErrorKind.ModelNotFound"/> when no provider or more than one fits; the message lists the candidates; <see cref="LlmErrorKind.Configuration"/> when the settings of the provider or group are wrong.</exception>
    ResolvedModel Resolve(string modelReference);
}
