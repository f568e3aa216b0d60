namespace Llm.Providers;

/// <summary>What a catalog file says: the models that could be read, and what is wrong with it.</summary>
internal sealed class CatalogFile
{
    /// <summary>Gets or sets the provider of all models; <see langword="null"/> when the file names none, and then has no models.</summary>
    public string? ProviderId { get; set; }

    /// <summary>Gets or sets the name wanted for the generated class.</summary>
    public CatalogMember? Class { get; set; }

    public string? Source { get; set; }

    public string? Checked { get; set; }

    /// <summary>Gets the models in the order of the file. No two have the same id.</summary>
    public List<CatalogRow> Rows { get; } = [];

    /// <summary>Gets what is wrong, in the order of the file.</summary>
    public List<CatalogFault> Faults { get; } = [];
}
