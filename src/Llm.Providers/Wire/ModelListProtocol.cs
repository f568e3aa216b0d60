namespace Llm.Providers.Wire;

/// <summary>A wire format for the list of models.</summary>
public abstract class ModelListProtocol
{
    /// <summary>Writes the request.</summary>
    /// <param name="request">Where to write.</param>
    public abstract void Render(WireRequest request);

    /// <summary>Reads the answer.</summary>
    /// <param name="body">The body, in UTF-8.</param>
    /// <param name="providerId">The id of the provider instance, for <see cref="ModelItem.ProviderId"/>.</param>
    /// <returns>The models in the vendor's order.</returns>
    /// <exception cref="System.Text.Json.JsonException">The body is not what the wire format allows.</exception>
    public abstract IReadOnlyList<ModelItem> Parse(ReadOnlySpan<byte> body, string providerId);

    /// <summary>Finds where the list goes on, for vendors that give it in pages. The default is: nowhere.</summary>
    /// <param name="body">The body, in UTF-8.</param>
    /// <returns>The path of the next page, as in <see cref="WireRequest.Path"/>; <see langword="null"/> when this was the last.</returns>
    /// <exception cref="System.Text.Json.JsonException">The body is not what the wire format allows.</exception>
    public virtual string? NextPage(ReadOnlySpan<byte> body) => null;

    /// <inheritdoc cref="ChatProtocol.ParseError"/>
    public virtual WireError ParseError(ReadOnlySpan<byte> body) => WireError.Parse(body);
}
