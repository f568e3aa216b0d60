using System.Text.Json;

namespace Llm.Providers;

/// <summary>Decodes a model from the normalised form that <see cref="CatalogRowWriter"/> writes.</summary>
/// <remarks>A field of a later version of the form is passed over, so that a package compiled with it still works with this one.</remarks>
internal static class ModelRowReader
{
    /// <summary>Decodes what holds for all models of a table.</summary>
    /// <param name="row">The facts; may be empty.</param>
    /// <param name="providerId">The provider.</param>
    public static ModelItem ReadDefaults(ReadOnlySpan<byte> row, string providerId)
    {
        var nothing = new ModelItem { Id = "", ProviderId = providerId, Origin = ModelOrigin.Catalog };
        return row.IsEmpty ? nothing : Read(row, providerId, nothing);
    }

    /// <summary>Decodes a model.</summary>
    /// <param name="row">The facts.</param>
    /// <param name="providerId">The provider.</param>
    /// <param name="defaults">What holds where the row says nothing.</param>
    public static ModelItem Read(ReadOnlySpan<byte> row, string providerId, ModelItem defaults)
    {
        var facts = new ModelRowFields(defaults);
        var reader = new Utf8JsonReader(row);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            facts.Read(ref reader);
        }

        return facts.Build(providerId);
    }

    /// <summary>Decodes the id alone, which is the first field.</summary>
    /// <param name="row">The facts.</param>
    public static string ReadId(ReadOnlySpan<byte> row)
    {
        var reader = new Utf8JsonReader(row);
        reader.Read();
        reader.Read();
        reader.Read();
        return reader.GetString()!;
    }
}
