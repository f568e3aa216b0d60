using Llm.Providers.Samples;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds My Custom AI to the providers of an application.</summary>
public static class MyCustomLlmProvidersBuilderExtensions
{
    public static LlmProvidersBuilder AddMyCustom(this LlmProvidersBuilder builder, string? name = null, Action<MyCustomOptions>? configure = null) =>
        builder.Add<MyCustomOptions>(MyCustomProvider.Description, (options, services) => new MyCustomProvider(options, services), name, configure);
}
