using System.Text;

namespace Llm.Providers;

/// <summary>A model catalog that is read while the program runs, in the format that the generator compiles.</summary>
/// <remarks>
/// What is wrong with a file never throws: a model that cannot be read is left out, the others are there, and <see cref="Faults"/> says what is wrong at
/// which line. The format is that of <c>docs/catalog.md</c>.
/// </remarks>
public sealed class ModelCatalogFile
{
    private ModelCatalogFile(CatalogFile file, string? name)
    {
        Name = name;
        ProviderId = file.ProviderId;
        Faults = [.. file.Faults.Select(f => new ModelCatalogFault(f.Rule.Id, f.IsError, f.Message, name, f.Position.Line, f.Position.Column))];
        if (file.ProviderId is { } provider)
        {
            var defaults = ModelRowReader.ReadDefaults(Encoding.UTF8.GetBytes(CatalogRowWriter.WriteDefaults(file)), provider);
            Models = [.. file.Rows.Where(r => !r.HasErrors).Select(r => ModelRowReader.Read(Encoding.UTF8.GetBytes(CatalogRowWriter.Write(r, file)), provider, defaults))];
        }
    }

    /// <summary>Gets the path or name of the file, as it was given.</summary>
    public string? Name { get; }

    /// <summary>Gets the id of the provider all models belong to; <see langword="null"/> when the file names none.</summary>
    public string? ProviderId { get; }

    /// <summary>Gets the models without an error, in the order of the file.</summary>
    public IReadOnlyList<ModelItem> Models { get; } = [];

    /// <summary>Gets what is wrong with the file, in its order; empty when all is well.</summary>
    public IReadOnlyList<ModelCatalogFault> Faults { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The path.</param>
    /// <returns>The models and the faults.</returns>
    /// <exception cref="LlmProviderException"><see cref="LlmErrorKind.Configuration"/> when the file cannot be opened or read at all.</exception>
    public static ModelCatalogFile Load(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        try
        {
            return Parse(File.ReadAllText(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new LlmProviderException(LlmErrorKind.Configuration, $"The model catalog '{path}' cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Reads a stream of UTF-8, such as an embedded resource.</summary>
    /// <param name="stream">The stream; it is read to its end and not closed.</param>
    /// <param name="name">What the file is called in <see cref="Faults"/>.</param>
    /// <returns>The models and the faults.</returns>
    public static ModelCatalogFile Load(Stream stream, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var reader = new StreamReader(stream, Encoding.UTF8, leaveOpen: true);
        return Parse(reader.ReadToEnd(), name);
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">JSON.</param>
    /// <param name="name">What the file is called in <see cref="Faults"/>.</param>
    /// <returns>The models and the faults.</returns>
    public static ModelCatalogFile Parse(string text, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new(CatalogReader.Read(text), name);
    }
}
