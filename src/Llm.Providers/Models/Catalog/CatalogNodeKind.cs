namespace Llm.Providers;

/// <summary>The kinds of JSON values.</summary>
internal enum CatalogNodeKind
{
    Null,
    True,
    False,
    Number,
    Text,
    List,
    Object,
}
