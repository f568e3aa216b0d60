namespace Llm.Providers.Testing;

/// <summary>One write to the body of an answer.</summary>
/// <param name="Bytes">What is written, and flushed.</param>
/// <param name="Delay">The wait before the write; zero by default.</param>
public readonly record struct BodyStep(ReadOnlyMemory<byte> Bytes, TimeSpan Delay = default);
