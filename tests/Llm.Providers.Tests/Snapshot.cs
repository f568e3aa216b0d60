namespace Llm.Providers.Tests;

/// <summary>Compares text with the copy in <c>__snapshots__</c>. The one place that knows which snapshot library is used.</summary>
internal static class Snapshot
{
    /// <summary>Compares; the first run writes the copy, except on a build server, where a copy that is missing fails the test.</summary>
    /// <param name="actual">The text.</param>
    /// <param name="parts">What tells the copies of a theory apart.</param>
    public static void Match(string actual, params string[] parts)
    {
        var name = parts.Length == 0 ? Snapshooter.Xunit.Snapshot.FullName() : Snapshooter.Xunit.Snapshot.FullName(Snapshooter.SnapshotNameExtension.Create(parts));
        var file = Path.Combine(name.FolderPath, "__snapshots__", name.Filename);
        var strict = string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);
        Assert.True(!strict || File.Exists(file), $"There is no snapshot {name.Filename}; run the test without CI=true and commit the file.");
        Snapshooter.Xunit.Snapshot.Match(actual.ReplaceLineEndings("\n"), name);
    }
}
