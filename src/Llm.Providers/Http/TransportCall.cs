using Llm.Providers.Wire;

namespace Llm.Providers;

/// <summary>What the transport needs to know of a call.</summary>
internal sealed record TransportCall(WireRequest Request, FailureReader.BodyReader ReadError, string? ModelId, bool Streaming, IEnumerable<KeyValuePair<string, string>>? Headers = null);
