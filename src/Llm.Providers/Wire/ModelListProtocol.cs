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

    /// <summary>Finds out whether the list goes on.</summary>
    /// <param name="body">The answer that was read, in UTF-8.</param>
    /// <returns>The wire format that asks for the next page; <see langword="null"/>, the default, when there is none.</returns>
    public virtual ModelListProtocol? Next(ReadOnlySpan<byte> body) => null;

    /// <inheritdoc cref="ChatProtocol.ParseError"/>
    public virtual WireError ParseError(ReadOnlySpan<byte> body) => WireError.Parse(body);
}
