namespace Llm.Providers.Tests.Support;

/// <summary>Where the repository and the material beside it are.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Gets the folder of shared material next to the repository; <see langword="null"/> when it is not there.</summary>
    public static string? Shared { get; } = Existing(Path.Combine(Root, "..", "shared"));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Llm.Providers.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"Llm.Providers.sln is in no folder above {AppContext.BaseDirectory}.");
    }

    private static string? Existing(string folder) => Directory.Exists(folder) ? Path.GetFullPath(folder) : null;
}
