namespace Llm.Providers;

/// <summary>What the analyzer of model ids needs to know of a catalog that was compiled into an assembly. Written by the catalog generator.</summary>
/// <remarks>Nothing reads it at run time; <see cref="ModelTable"/> holds the facts.</remarks>
/// <param name="providerId">The id of the provider.</param>
/// <param name="notes">A line for each model: its names parted by blanks, status, day of retirement, successor and lacking capabilities, parted by <c>|</c>.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class ModelCatalogNotesAttribute(string providerId, string notes) : Attribute
{
    /// <summary>Gets the id of the provider.</summary>
    public string ProviderId { get; } = providerId;

    /// <summary>Gets the notes, a line for each model.</summary>
    public string Notes { get; } = notes;
}
