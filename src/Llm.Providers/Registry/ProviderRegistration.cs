namespace Llm.Providers;

/// <summary>A provider that was added to the builder and is not made yet.</summary>
/// <param name="Name">The name of the instance, which is also its configuration section.</param>
/// <param name="Descriptor">What is known about this kind of provider.</param>
/// <param name="Create">Makes an instance of the settings in force.</param>
/// <param name="Validate">Lists what is wrong with the settings in force.</param>
/// <param name="Watch">Calls back when the settings change, until the result is disposed of.</param>
internal sealed record ProviderRegistration(
    string Name,
    ProviderDescriptor Descriptor,
    Func<IServiceProvider, BaseLlmProvider> Create,
    Func<IServiceProvider, IReadOnlyList<ConfigFault>> Validate,
    Func<IServiceProvider, Action, IDisposable?> Watch);
