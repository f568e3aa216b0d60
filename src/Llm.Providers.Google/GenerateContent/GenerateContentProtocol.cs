using Llm.Providers.Wire;

namespace Llm.Providers.Google;

/// <summary>The generate-content protocol of Gemini, at AI Studio and on Vertex AI.</summary>
/// <param name="surface">Where it is spoken.</param>
/// <remarks>See <see href="https://ai.google.dev/api/generate-content">the reference</see>.</remarks>
internal sealed class GenerateContentProtocol(GeminiSurface surface) : ChatProtocol
{
    /// <summary>Gets where the protocol is spoken.</summary>
    public GeminiSurface Surface { get; } = surface;

    /// <inheritdoc/>
    public override string Name => "generate-content";

    /// <inheritdoc/>
    public override void Render(ChatCall call, WireRequest request)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(request);

        // Without alt=sse a stream comes as one JSON array, whose elements could be read only at its end.
        request.Path = Surface.PathOf(call.Model.Id, call.Stream ? "streamGenerateContent?alt=sse" : "generateContent");
        request.Json.WriteStartObject();
        WriteMembers(call, request);
        request.Json.WriteEndObject();
    }

    /// <inheritdoc/>
    public override void Parse(ReadOnlySpan<byte> body, ChatCall call, ChatResponseWriter response)
    {
        ArgumentNullException.ThrowIfNull(response);
        GenerateContentParser.ReadWhole(body, response);
    }

    /// <inheritdoc/>
    public override ChatStreamReader CreateReader(ChatCall call) => new GenerateContentReader();

    /// <inheritdoc/>
    /// <remarks>AI Studio says the tier, Vertex the kind of traffic. See <see href="https://cloud.google.com/vertex-ai/generative-ai/docs/reference/rest/v1/GenerateContentResponse#traffictype">TrafficType</see>.</remarks>
    public override string? ServiceTierOf(ChatResponseWriter response)
    {
        ArgumentNullException.ThrowIfNull(response);
        return response.GetProperty("serviceTier") as string ?? (response.GetProperty("trafficType") as string) switch
        {
            "ON_DEMAND_PRIORITY" => "priority",
            "ON_DEMAND_FLEX" => "flex",
            var traffic => traffic,
        };
    }

    /// <inheritdoc/>
    public override WireError ParseError(ReadOnlySpan<byte> body) => GeminiErrors.Parse(body);

    /// <summary>Writes what the request consists of; counting tokens asks for the same.</summary>
    internal void WriteMembers(ChatCall call, WireRequest request)
    {
        var extras = RequestExtras.Of(call);
        var traits = GeminiTraits.Of(call.Model);
        if (!extras.Has("contents"))
        {
            new GenerateContentContents(call, request, Surface, traits).Write();
        }

        if (!extras.Has("systemInstruction"))
        {
            SystemInstruction.Write(call, request.Json);
        }

        GenerateContentTools.Write(call, request.Json, Surface, traits, extras);
        GenerationConfig.Write(call, request.Json, traits, extras);
        extras.WriteRest(request.Json, GenerationConfig.Consumed);
    }
}
