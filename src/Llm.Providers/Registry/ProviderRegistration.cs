namespace Llm.Providers;

/// <summary>A provider that was added to the builder and is not made yet.</summary>
internal sealed record ProviderRegistration(string Name, ProviderDescriptor Descriptor, Func<IServiceProvider, BaseLlmProvider> Create, Func<IServiceProvider, IReadOnlyList<string>> Validate);
