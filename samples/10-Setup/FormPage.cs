using System.Text;

namespace Llm.Providers.Samples.Setup;

/// <summary>A settings page that needs no server: the description of the settings, and plain JavaScript that draws it.</summary>
internal static class FormPage
{
    private const string Place = "/*form*/null";

    /// <summary>Writes the page.</summary>
    public static async Task<int> WriteAsync(FileInfo file, string? provider, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(file.FullName, Create(KnownProviders.FormOf(provider)), cancellationToken);
        Console.WriteLine($"Open {file.FullName} in a browser.");
        return 0;
    }

    /// <summary>Puts a description into the page.</summary>
    public static string Create(string form)
    {
        using var reader = new StreamReader(typeof(FormPage).Assembly.GetManifestResourceStream("form.html")!, Encoding.UTF8);
        return reader.ReadToEnd().Replace(Place, form.Replace("<", "\\u003c", StringComparison.Ordinal), StringComparison.Ordinal); // no text of a setting ends the script
    }
}
