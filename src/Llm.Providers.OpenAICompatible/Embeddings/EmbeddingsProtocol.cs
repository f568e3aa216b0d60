using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.OpenAICompatible;

/// <summary>The embeddings protocol, as OpenAI defined it and as others speak it.</summary>
/// <param name="dialect">What the vendor does differently.</param>
/// <remarks>See <see href="https://platform.openai.com/docs/api-reference/embeddings">the reference</see>.</remarks>
public sealed class EmbeddingsProtocol(EmbeddingsDialect dialect) : EmbeddingProtocol
{
    /// <summary>Gets what the vendor does differently.</summary>
    public EmbeddingsDialect Dialect { get; } = dialect;

    /// <inheritdoc/>
    public override string Name => "embeddings";

    /// <inheritdoc/>
    public override int MaxInputs => Dialect.MaxInputs;

    /// <inheritdoc/>
    public override int MaxCharacters => Dialect.MaxCharacters;

    /// <inheritdoc/>
    public override void Render(EmbeddingCall call, WireRequest request)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(request);
        request.Path = Dialect.Path;
        var extras = call.Options.AdditionalProperties;
        var json = request.Json;
        json.WriteStartObject();
        json.WriteString("model"u8, call.Model.Id);
        json.WriteStartArray("input"u8);
        for (var i = 0; i < call.Inputs.Count; i++)
        {
            json.WriteStringValue(call.Inputs[i]);
        }

        json.WriteEndArray();
        if (Dialect.Encoding == EmbeddingEncoding.Base64 && extras?.ContainsKey("encoding_format") != true)
        {
            json.WriteString("encoding_format"u8, "base64"u8);
        }

        WriteDimensions(call, json);
        foreach (var (name, value) in extras ?? [])
        {
            if (!name.StartsWith(LlmPropertyNames.Prefix, StringComparison.Ordinal))
            {
                json.WritePropertyName(name);
                JsonValues.Write(json, value);
            }
        }

        json.WriteEndObject();
    }

    /// <inheritdoc/>
    public override EmbeddingReply Parse(ReadOnlySpan<byte> body, EmbeddingCall call, Span<ReadOnlyMemory<float>> vectors)
    {
        ArgumentNullException.ThrowIfNull(call);
        return new EmbeddingsParser(Dialect, call).Read(body, vectors);
    }

    private void WriteDimensions(EmbeddingCall call, Utf8JsonWriter json)
    {
        if (call.Options.Dimensions is not { } dimensions)
        {
            return;
        }

        if (Dialect.DimensionsField is null)
        {
            throw new LlmProviderException(LlmErrorKind.UnsupportedOption, $"EmbeddingGenerationOptions.Dimensions cannot be chosen at {call.Model.ProviderId}: a vector of another length than asked for would break whatever stores it. Leave it unset.") { ProviderId = call.Model.ProviderId, ModelId = call.Model.Id };
        }

        json.WriteNumber(Dialect.DimensionsField, dimensions);
    }
}
