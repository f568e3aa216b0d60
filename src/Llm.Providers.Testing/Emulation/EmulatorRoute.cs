namespace Llm.Providers.Testing;

/// <summary>A path a wire emulator answers.</summary>
/// <param name="Method">The HTTP method, in upper case.</param>
/// <param name="Path">The path with a leading slash. <c>{id}</c>, at most once, stands for any text, slashes included.</param>
/// <param name="Answer">Makes the answer; it may throw <see cref="EmulatorRejectionException"/>.</param>
public sealed record EmulatorRoute(string Method, string Path, Func<EmulatorCall, EmulatorResponse> Answer)
{
    private const string Placeholder = "{id}";

    /// <summary>Compares a path with the one of this route.</summary>
    /// <param name="path">The path of a request, percent-escaped.</param>
    /// <param name="id">The unescaped text in place of <c>{id}</c>; empty for a route without it.</param>
    /// <returns>Whether the path is the route's.</returns>
    public bool Matches(string path, out string id)
    {
        id = "";
        var hole = Path.IndexOf(Placeholder, StringComparison.Ordinal);
        if (hole < 0)
        {
            return path == Path;
        }

        var (before, after) = (Path[..hole], Path[(hole + Placeholder.Length)..]);
        if (path.Length <= before.Length + after.Length
            || !path.StartsWith(before, StringComparison.Ordinal)
            || !path.EndsWith(after, StringComparison.Ordinal))
        {
            return false;
        }

        id = Uri.UnescapeDataString(path[before.Length..^after.Length]);
        return true;
    }
}
