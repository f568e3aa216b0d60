namespace Llm.Providers;

/// <summary>How bad a fault of a catalog file is.</summary>
internal enum CatalogSeverity
{
    /// <summary>Worth knowing; everything is read.</summary>
    Info,

    /// <summary>Read, but likely not as it was meant.</summary>
    Warning,

    /// <summary>The model it stands in is not to be trusted.</summary>
    Error,
}
