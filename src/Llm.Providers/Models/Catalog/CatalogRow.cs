namespace Llm.Providers;

/// <summary>A model of a catalog file, read and checked on its own.</summary>
internal sealed class CatalogRow(CatalogNode node)
{
    public CatalogNode Node { get; } = node;

    public string Id { get; set; } = "";

    /// <summary>Gets or sets where the id stands.</summary>
    public CatalogPosition IdPosition { get; set; } = node.Position;

    public string? Name { get; set; }

    /// <summary>Gets or sets the name wanted for the member of the generated class.</summary>
    public CatalogMember? Member { get; set; }

    /// <summary>Gets the aliases, each with its place.</summary>
    public List<(string Name, CatalogPosition Position)> Aliases { get; } = [];

    public string? Family { get; set; }

    public ModelStatus Status { get; set; }

    public string? Retires { get; set; }

    public string? Successor { get; set; }

    public CatalogPosition SuccessorPosition { get; set; }

    public bool IsDefault { get; set; }

    public CatalogPosition DefaultPosition { get; set; }

    public ModelCapabilities Capabilities { get; set; }

    public ModelCapabilities Known { get; set; }

    public Modalities Input { get; set; }

    public Modalities Output { get; set; }

    public string? Protocol { get; set; }

    public int? Context { get; set; }

    public int? MaxInput { get; set; }

    public int? MaxOutput { get; set; }

    /// <summary>Gets or sets the range of temperatures, as two numbers of JSON.</summary>
    public (string Minimum, string Maximum)? Temperature { get; set; }

    public ModelParameters Rejects { get; set; }

    public string? MaxTokensField { get; set; }

    /// <summary>Gets or sets how reasoning is asked for, as JSON.</summary>
    public string? Reasoning { get; set; }

    public int? Dimensions { get; set; }

    public int? MaxInputs { get; set; }

    public List<CatalogPrices> Prices { get; } = [];

    public CatalogPosition PricesPosition { get; set; }

    public string? PriceSource { get; set; }

    public string? PricesChecked { get; set; }

    public string? Released { get; set; }

    public string? Knowledge { get; set; }

    public string? Source { get; set; }

    public string? Checked { get; set; }

    public SortedDictionary<string, string> Extra { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets or sets a value indicating whether something in the row is wrong, so that a fact of it may be missing.</summary>
    public bool HasErrors { get; set; }

    public bool IsEmbeddingModel => (Capabilities & ModelCapabilities.Embeddings) != 0 && (Capabilities & (ModelCapabilities.Chat | ModelCapabilities.Completion)) == 0;

    /// <summary>Finds the price list in force on a day: the newest that has begun.</summary>
    /// <param name="day">The day as <c>yyyy-MM-dd</c>; <see langword="null"/> for the newest list of all.</param>
    public CatalogPrices? PricesOn(string? day) =>
        Prices.Where(p => day is null || string.CompareOrdinal(p.From ?? "", day) <= 0).OrderBy(p => p.From ?? "", StringComparer.Ordinal).LastOrDefault();
}
