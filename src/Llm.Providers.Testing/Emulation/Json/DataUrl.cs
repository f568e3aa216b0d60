namespace Llm.Providers.Testing;

/// <summary>Reads <c>data:type;base64,…</c>.</summary>
internal static class DataUrl
{
    private const string Scheme = "data:";
    private const string Marker = ";base64,";

    /// <summary>Reads an address; null when it is not of that form.</summary>
    public static ScenarioMedia? Read(string url)
    {
        var marker = url.IndexOf(Marker, StringComparison.Ordinal);
        if (!url.StartsWith(Scheme, StringComparison.Ordinal) || marker <= Scheme.Length)
        {
            return null;
        }

        var text = url[(marker + Marker.Length)..];
        var bytes = new byte[text.Length * 3 / 4];
        return Convert.TryFromBase64String(text, bytes, out var length) ? new(url[Scheme.Length..marker].Split(';')[0], bytes.AsMemory(0, length)) : null;
    }
}
