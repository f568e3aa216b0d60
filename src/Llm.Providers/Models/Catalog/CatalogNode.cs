namespace Llm.Providers;

/// <summary>A JSON value of a catalog file and where it stands.</summary>
internal sealed class CatalogNode(CatalogNodeKind kind, string text, CatalogPosition position)
{
    private List<CatalogMember>? _members;
    private List<CatalogNode>? _items;

    public CatalogNodeKind Kind { get; } = kind;

    /// <summary>Gets the characters of a text, or a number as it is written.</summary>
    public string Text { get; } = text;

    public CatalogPosition Position { get; } = position;

    /// <summary>Gets or sets a value indicating whether a part of the value could not be read.</summary>
    public bool IsBroken { get; set; }

    /// <summary>Gets the members of an object, in the order of the file; those named twice are in it twice.</summary>
    public List<CatalogMember> Members => _members ??= [];

    public List<CatalogNode> Items => _items ??= [];

    /// <summary>Gets what the value is called in messages.</summary>
    public string KindName => Kind switch
    {
        CatalogNodeKind.True or CatalogNodeKind.False => "a Boolean",
        CatalogNodeKind.Number => "a number",
        CatalogNodeKind.Text => "a text",
        CatalogNodeKind.List => "a list",
        CatalogNodeKind.Object => "an object",
        _ => "null",
    };

    public CatalogMember? Find(string name) => Members.Find(m => m.Name == name);
}
