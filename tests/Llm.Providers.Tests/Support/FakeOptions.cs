namespace Llm.Providers.Tests.Support;

/// <summary>Settings of <see cref="FakeProvider"/>.</summary>
public sealed class FakeOptions : LlmProviderOptions;
