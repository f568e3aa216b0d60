using System.Text.Json.Serialization;

namespace Llm.Providers.DataProtection;

/// <summary>One key in the file. A class and no record: records print their members.</summary>
internal sealed class KeyFileEntry
{
    /// <summary>Gets the key, encrypted unless the file says otherwise.</summary>
    public required string Secret { get; init; }

    /// <summary>Gets when the key was set.</summary>
    [JsonPropertyName("set")]
    public required DateTimeOffset SetAt { get; init; }
}
