namespace Llm.Providers.Generators;

/// <summary>What the code of a catalog is written from. Two of them are equal when the code is.</summary>
/// <param name="FileName">The name of the file.</param>
/// <param name="Namespace">The namespace of the class.</param>
/// <param name="Class">The name of the class.</param>
/// <param name="ProviderId">The provider.</param>
/// <param name="Source">Where the facts are from.</param>
/// <param name="Checked">When they were checked.</param>
/// <param name="Defaults">What holds for every model, in the normalised form.</param>
/// <param name="DefaultChat">The place of the default model for conversations, or -1.</param>
/// <param name="DefaultEmbedding">The place of the default model for embeddings, or -1.</param>
/// <param name="Models">The models.</param>
internal sealed record CatalogModel(
    string FileName,
    string Namespace,
    string Class,
    string ProviderId,
    string? Source,
    string? Checked,
    string Defaults,
    int DefaultChat,
    int DefaultEmbedding,
    EquatableList<CatalogEntry> Models);
