namespace Llm.Providers;

/// <summary>Where the facts of a <see cref="ModelItem"/> come from.</summary>
public enum ModelOrigin
{
    /// <summary>Nothing is known: the id was passed through as it was given.</summary>
    Assumed,

    /// <summary>The catalog compiled into the provider's package.</summary>
    Catalog,

    /// <summary>The application's settings or code.</summary>
    Configured,

    /// <summary>The vendor's own list, asked for at run time.</summary>
    Discovered,
}
