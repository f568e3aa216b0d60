namespace Llm.Providers.Samples;

/// <summary>Settings of <see cref="MyCustomProvider"/>, read from <c>LlmProviders:my_custom</c>, beside those every provider has.</summary>
public sealed class MyCustomOptions : LlmProviderOptions
{
    /// <summary>Gets or sets a value indicating whether the vendor's older wire is spoken, which continues one text.</summary>
    public bool UseCompletions { get; set; }
}
