using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers;

/// <summary>The one generator of embeddings: splits to the vendor's limits, keeps the order, adds up the usage.</summary>
internal sealed class ProtocolEmbeddingGenerator : IEmbeddingGenerator<string, Embedding<float>>
{
    private static readonly EmbeddingGenerationOptions s_none = new();
    private static readonly LlmCost s_unsaid = new() { Missing = ["usage of one of several requests"] };

    private readonly BaseLlmProvider _provider;
    private readonly ModelItem _model;
    private readonly EmbeddingProtocol _protocol;
    private readonly EmbeddingGeneratorMetadata _metadata;

    public ProtocolEmbeddingGenerator(BaseLlmProvider provider, ModelItem model, EmbeddingProtocol protocol)
    {
        _provider = provider;
        _model = model;
        _protocol = protocol;
        _metadata = new(provider.TelemetryName, provider.Transport.Endpoint, model.Id, model.EmbeddingDimensions);
    }

    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        var texts = values as IReadOnlyList<string> ?? [.. values];
        var model = string.IsNullOrEmpty(options?.ModelId) ? _model : _provider.GetModel(options.ModelId);
        Check(texts, options);
        var protocol = model == _model ? _protocol : _provider.EmbeddingProtocolOf(model) ?? _protocol;
        var result = new GeneratedEmbeddings<Embedding<float>>(texts.Count);
        foreach (var range in Split(texts, protocol, Math.Min(protocol.MaxInputs, model.MaxEmbeddingInputs ?? int.MaxValue)))
        {
            var call = new EmbeddingCall(model, range.Count == texts.Count ? texts : [.. texts.Skip(range.Start).Take(range.Count)], options ?? s_none);
            try
            {
                await AddAsync(result, protocol, call, cancellationToken).ConfigureAwait(false);
            }
            catch (LlmProviderException e) when (range.Count < texts.Count)
            {
                throw Billed(e.Prefixed($"Texts {range.Start} to {range.Start + range.Count - 1} of {texts.Count}"), result);
            }
            catch (OperationCanceledException e)
            {
                Billed(e, result);
                throw;
            }
        }

        return result;
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null
            : serviceType == typeof(EmbeddingGeneratorMetadata) ? _metadata
            : serviceType == typeof(ModelItem) ? _model
            : serviceType.IsInstanceOfType(_provider) ? _provider
            : serviceType.IsInstanceOfType(this) ? this
            : null;
    }

    public void Dispose()
    {
        // Connections belong to the provider's HTTP client, which other clients share.
    }

    private void Check(IReadOnlyList<string> texts, EmbeddingGenerationOptions? options)
    {
        for (var i = 0; i < texts.Count; i++)
        {
            if (texts[i] is null)
            {
                throw Invalid($"Text {i} of {texts.Count} is null.");
            }
        }

        if (options?.Dimensions is < 1)
        {
            throw Invalid($"EmbeddingGenerationOptions.Dimensions is {options.Dimensions}; it must be at least 1.");
        }
    }

    private static IEnumerable<(int Start, int Count)> Split(IReadOnlyList<string> texts, EmbeddingProtocol protocol, int most)
    {
        var (start, characters) = (0, 0L);
        for (var i = 0; i < texts.Count; i++)
        {
            if (i > start && (i - start >= most || characters + texts[i].Length > protocol.MaxCharacters))
            {
                yield return (start, i - start);
                (start, characters) = (i, 0);
            }

            characters += texts[i].Length;
        }

        if (texts.Count > start)
        {
            yield return (start, texts.Count - start);
        }
    }

    private async Task AddAsync(GeneratedEmbeddings<Embedding<float>> result, EmbeddingProtocol protocol, EmbeddingCall call, CancellationToken cancellationToken)
    {
        var transport = _provider.Transport;
        using var request = new WireRequest();
        protocol.Render(call, request);
        using var deadline = new Deadline(transport.Time, cancellationToken);
        var headers = call.Options.AdditionalProperties?.GetValueOrDefault(LlmPropertyNames.Headers) as IEnumerable<KeyValuePair<string, string>>;
        using var response = await transport.SendAsync(new(request, protocol.ErrorReader, call.Model.Id, streaming: false, headers), deadline, cancellationToken).ConfigureAwait(false);
        deadline.Resume();
        using var body = await transport.ReadBodyAsync(response, call.Model.Id, deadline).ConfigureAwait(false);
        Add(result, protocol, call, body.Span, response);
    }

    private void Add(GeneratedEmbeddings<Embedding<float>> result, EmbeddingProtocol protocol, EmbeddingCall call, ReadOnlySpan<byte> body, TransportResponse response)
    {
        var isFirst = result.Count == 0;
        var vectors = new ReadOnlyMemory<float>[call.Inputs.Count];
        EmbeddingReply reply;
        try
        {
            reply = protocol.Parse(body, call, vectors);
        }
        catch (Exception e) when (FailureReader.IsUnreadable(e))
        {
            throw Malformed(e, body, call, response);
        }

        for (var i = 0; i < vectors.Length; i++)
        {
            if (vectors[i].IsEmpty)
            {
                throw Malformed(new JsonException($"There is no vector for text {i} of {vectors.Length}."), body, call, response);
            }

            result.Add(new(vectors[i]) { ModelId = reply.ModelId ?? call.Model.Id });
        }

        CallEnvelope.Write(response, _provider.Transport.Time, result, static (r, name, value) => (r.AdditionalProperties ??= [])[name] = value);
        response.Charge(reply.Usage);
        if (reply.Usage is not null)
        {
            (result.Usage ??= new()).Add(reply.Usage);
        }

        AddCost(result, _provider.Account.Close(call, reply), isFirst);
    }

    // Of several requests, one that does not say its usage makes the sum unknown, not smaller.
    private static void AddCost(GeneratedEmbeddings<Embedding<float>> result, LlmCost? cost, bool isFirst)
    {
        var before = result.GetCost();
        if ((cost ?? before) is not null)
        {
            (result.AdditionalProperties ??= [])[LlmPropertyNames.Cost] = CostJson.Write(isFirst ? cost! : (before ?? s_unsaid) + (cost ?? s_unsaid));
        }
    }

    // The requests before the one that failed are paid, and whoever keeps accounts must know.
    private static T Billed<T>(T failure, GeneratedEmbeddings<Embedding<float>> result)
        where T : Exception
    {
        if (result.Count > 0)
        {
            failure.Data[LlmPropertyNames.Cost] = result.GetCost() ?? s_unsaid;
        }

        return failure;
    }

    private static LlmProviderException Malformed(Exception e, ReadOnlySpan<byte> body, EmbeddingCall call, TransportResponse response) =>
        response.Failures.Report(response.Failures.Malformed(e, body, call.Model.Id, response.Key), response);

    private LlmProviderException Invalid(string message) => new(LlmErrorKind.InvalidRequest, message) { ProviderId = _provider.Id, ModelId = _model.Id };
}
