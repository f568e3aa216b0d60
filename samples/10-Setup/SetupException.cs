namespace Llm.Providers.Samples.Setup;

/// <summary>Something the user has to change.</summary>
internal sealed class SetupException(string message) : Exception(message);
