namespace Llm.Providers;

/// <summary>What a guard thinks of a content.</summary>
public sealed record ContentVerdict
{
    private ContentVerdict(ContentAction action, string? reason) => (Action, Reason) = (action, reason);

    /// <summary>Gets the verdict that lets the content pass.</summary>
    public static ContentVerdict Allowed { get; } = new(ContentAction.Allow, null);

    /// <summary>Gets what is to be done.</summary>
    public ContentAction Action { get; }

    /// <summary>Gets why; it becomes part of the exception or the warning.</summary>
    /// <value><see langword="null"/> when the content is allowed.</value>
    public string? Reason { get; }

    /// <summary>Stops the content.</summary>
    /// <param name="reason">Why, as a sentence for the caller.</param>
    /// <returns>The verdict.</returns>
    public static ContentVerdict Block(string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return new(ContentAction.Block, reason);
    }

    /// <summary>Lets the content pass and puts a warning on the response.</summary>
    /// <param name="reason">The warning, as a sentence.</param>
    /// <returns>The verdict.</returns>
    public static ContentVerdict Annotate(string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return new(ContentAction.Annotate, reason);
    }
}
