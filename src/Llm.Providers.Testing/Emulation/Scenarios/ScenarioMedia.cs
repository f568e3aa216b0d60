namespace Llm.Providers.Testing;

/// <summary>An image, a sound or a file in a request.</summary>
/// <param name="MediaType">Its media type, for example <c>image/png</c>; for an address <c>image/*</c> and the like.</param>
/// <param name="Bytes">Its bytes; empty when it was given by address.</param>
/// <param name="Address">The address or the id of an uploaded file, when it was given by one.</param>
public sealed record ScenarioMedia(string MediaType, ReadOnlyMemory<byte> Bytes, string? Address = null);
