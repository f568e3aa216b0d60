using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Llm.Providers.DataProtection;

/// <summary>Who may read and write files, on systems whose files have modes. Elsewhere the folder's access list decides.</summary>
internal static class Permissions
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OthersWrite = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
    private const UnixFileMode OthersRead = UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    public static FileStreamOptions OwnersOnly(FileMode mode, FileAccess access)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = Owner;
        }

        return options;
    }

    public static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, Owner | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Says what is wrong with the mode of a file.</summary>
    /// <returns>The mode as it is written, what it allows and whether that is a reason to refuse the file; <see langword="null"/> when all is well.</returns>
    public static (string Mode, string Reason, bool Refuse)? Examine(SafeFileHandle file, bool isPlain)
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        var mode = File.GetUnixFileMode(file);
        return (mode & OthersWrite) != 0 ? (Written(mode), "others than its owner may change it", true)
            : (mode & OthersRead) != 0 ? (Written(mode), "others than its owner may read it", isPlain)
            : null;
    }

    /// <summary>Says whether others may put another file in the place of one in a folder.</summary>
    /// <returns>The mode as it is written; <see langword="null"/> when all is well.</returns>
    public static string? ExamineFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        var mode = File.GetUnixFileMode(folder);
        return (mode & OthersWrite) != 0 && !mode.HasFlag(UnixFileMode.StickyBit) ? Written(mode) : null;
    }

    [UnsupportedOSPlatform("windows")]
    private static string Written(UnixFileMode mode) => $"0{Convert.ToString((int)mode, 8)}";
}
