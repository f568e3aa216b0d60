namespace Llm.Providers.Generators;

/// <summary>What is said of a model at the end of its life.</summary>
internal static class ObsoleteMessage
{
    /// <summary>The id of the compiler's warning about a member of a deprecated model.</summary>
    public const string Deprecated = "LLMP0001";

    /// <summary>The id of the compiler's warning about a member of a retired model.</summary>
    public const string Retired = "LLMP0002";

    public static string IdOf(ModelStatus status) => status == ModelStatus.Retired ? Retired : Deprecated;

    public static string? Of(CatalogEntry entry) => Of(entry.Id, entry.Status, entry.Retires, entry.Successor);

    public static string? Of(string id, ModelStatus status, string? retires, string? successor)
    {
        var use = successor is null ? "" : $"; use {successor}";
        return status switch
        {
            ModelStatus.Deprecated => $"{id} is deprecated{use}{(retires is null ? "" : $" (retires {retires})")}.",
            ModelStatus.Retired => $"{id} is retired{use}{(retires is null ? "" : $" (since {retires})")}.",
            _ => null,
        };
    }
}
