using System.Text.Json.Serialization;

namespace Llm.Providers.DataProtection;

/// <summary>The JSON of the file. What it does not know it refuses: writing the file back would lose it.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    AllowDuplicateProperties = false,
    WriteIndented = true)]
[JsonSerializable(typeof(KeyFileContent))]
internal sealed partial class KeyFileJson : JsonSerializerContext;
