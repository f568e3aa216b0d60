using Llm.Providers;
using Llm.Providers.Tokenizers;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds tokenizers to the providers of an application.</summary>
public static class TokenizersLlmProvidersBuilderExtensions
{
    /// <summary>Counts tokens with the encodings of OpenAI's models, wherever the vendor is not asked. An <see cref="ITokenCounter"/> that is among the services already stays.</summary>
    /// <param name="builder">The builder.</param>
    /// <returns>The builder.</returns>
    public static LlmProvidersBuilder AddTokenizers(this LlmProvidersBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton<ITokenCounter, TiktokenCounter>();
        return builder;
    }
}
