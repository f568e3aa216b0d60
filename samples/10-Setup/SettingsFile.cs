using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Llm.Providers.Samples.Setup;

/// <summary>A JSON file of settings. What else stands in it stays, comments apart.</summary>
internal static class SettingsFile
{
    private static readonly JsonDocumentOptions s_reading = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
    private static readonly JsonWriterOptions s_writing = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Puts settings below their path.</summary>
    /// <param name="file">The file; it is made if there is none.</param>
    /// <param name="path">The path of the provider.</param>
    /// <param name="settings">The settings and their text.</param>
    /// <param name="onlyForOwner">Whether nobody else may read the file.</param>
    /// <exception cref="SetupException">The file is no JSON object. It is left as it was.</exception>
    public static void Merge(FileInfo file, string path, IEnumerable<(ConfigField Field, string Text)> settings, bool onlyForOwner = false)
    {
        var root = Read(file);
        var section = root;
        foreach (var part in path.Split(':'))
        {
            section = Section(section, part);
        }

        foreach (var (field, text) in settings)
        {
            section[field.Key] = ToJson(field, text);
        }

        Write(file, root, onlyForOwner);
    }

    private static JsonObject Read(FileInfo file)
    {
        try
        {
            return !File.Exists(file.FullName) ? [] : JsonNode.Parse(File.ReadAllText(file.FullName), documentOptions: s_reading) as JsonObject ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw new SetupException($"{file.FullName} is no JSON object. It was left as it is.");
        }
    }

    private static JsonObject Section(JsonObject parent, string name)
    {
        if (parent[name] is not JsonObject section)
        {
            parent[name] = section = [];
        }

        return section;
    }

    private static JsonNode ToJson(ConfigField field, string text) => field.Type switch
    {
        ConfigFieldType.Boolean => JsonValue.Create(bool.Parse(text)),
        ConfigFieldType.Integer => JsonValue.Create(int.Parse(text, CultureInfo.InvariantCulture)),
        ConfigFieldType.Number or ConfigFieldType.Seconds when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        ConfigFieldType.List => new JsonArray([.. Split(text, ',', ';', '\n').Select(t => (JsonNode)JsonValue.Create(t))]),
        ConfigFieldType.Map => new JsonObject(Split(text, ';', '\n').Select(p => p.Split('=', 2)).Select(p => KeyValuePair.Create(p[0].Trim(), (JsonNode?)JsonValue.Create(p[1].Trim())))),
        _ => JsonValue.Create(text),
    };

    private static string[] Split(string text, params char[] separators) => text.Split(separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static void Write(FileInfo file, JsonObject root, bool onlyForOwner)
    {
        Directory.CreateDirectory(file.DirectoryName!);
        var target = (File.Exists(file.FullName) ? file.ResolveLinkTarget(returnFinalTarget: true)?.FullName : null) ?? file.FullName;
        var beside = $"{target}.{Guid.NewGuid():N}.tmp";
        try
        {
            WriteBeside(beside, target, root, onlyForOwner);
            File.Move(beside, target, overwrite: true); // whoever reads it meanwhile, or a full disk, finds the old file whole
        }
        finally
        {
            File.Delete(beside);
        }
    }

    private static void WriteBeside(string beside, string target, JsonObject root, bool onlyForOwner)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            options.UnixCreateMode = onlyForOwner ? Owner : File.Exists(target) ? File.GetUnixFileMode(target) : null;
        }

        using var stream = new FileStream(beside, options);
        using (var json = new Utf8JsonWriter(stream, s_writing))
        {
            root.WriteTo(json);
        }

        stream.Write("\n"u8);
    }
}
